import { alert_subscriptions } from "../../../drizzle/tenant";
import { eachRow } from "../../commands/each_row";
import { disabledByRestore } from "../../webhooks/disabling";
import { changeFeed } from "../../webhooks/lanes";
import { replacedSecret } from "../../webhooks/secrets";
import { feedOf } from "./channel";
import { announceChange, store, storeSecret } from "./update";

/** Disables the alert subscriptions of an organization that was restored from a backup, and gives their webhooks new secrets. */
export const detachSubscriptions = eachRow("detach_alert_subscriptions", alert_subscriptions, async (ctx, before) => {
  const secret = before.secret === null ? null : await replacedSecret(ctx, before.id, before.secret);
  const changed = { ...before, secret, ...disabledByRestore(ctx, before) };
  return [
    store(changed),
    ...storeSecret(before, changed),
    changeFeed(before.id, feedOf(changed)),
    announceChange(ctx, "disabled", changed),
  ];
});
