import { alert_subscriptions } from "../../../drizzle/tenant";
import { eachRow } from "../../commands/each_row";
import { disabledByRestore } from "../../webhooks/disabling";
import { changeFeed } from "../../webhooks/lanes";
import { feedOf } from "./channel";
import { announceChange, store, storeSecret } from "./update";

/**
 * Disables the alert subscriptions of an organization that was restored from a backup. Their webhooks lose their secrets, which were
 * encrypted for another organization: the change that enables one makes and shows a new secret.
 */
export const detachSubscriptions = eachRow("detach_alert_subscriptions", alert_subscriptions, async (ctx, before) => {
  const remedy =
    before.channel.type === "webhook"
      ? "Set the status to active, and give the receiver the secret that the response shows."
      : "Set the status to active to have alerts sent again.";
  const changed = { ...before, secret: null, ...disabledByRestore(ctx, before, remedy) };
  return [
    store(changed),
    ...storeSecret(before, changed),
    changeFeed(before.id, feedOf(changed)),
    announceChange(ctx, "disabled", changed),
  ];
});
