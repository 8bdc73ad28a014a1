import type * as z from "zod";
import { alert_subscriptions } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import { openFeed } from "../../webhooks/lanes";
import { channelProblems, digestTime, feedOf, secretOf } from "./channel";
import { toAnnounced, toSubscription } from "./queries";
import type { NewSubscription } from "./schemas";

/**
 * Subscribes to the alerts that follow. A webhook's secret is returned here only. Refused with 422 `validation_failed`: a channel that
 * the deployment doesn't allow or can't use, and a location that does not exist.
 */
export async function createSubscription(ctx: TenantContext, input: z.output<typeof NewSubscription>) {
  const { kinds, channel, mode, location_id, status } = input;
  const referred = references({ locations: [{ id: location_id, field: "location_id" }] });
  const rows = await ctx.read(referred.queries);
  referred.resolve(rows, () => channelProblems(ctx, channel));
  const id = newId("alert_subscription", ctx.now);
  const { stored: secret, shown } = await secretOf(ctx, id, channel, null);
  const now = timestamp(ctx.now);
  const subscription = {
    ...{ id, kinds, channel, mode, location_id, status, secret },
    digest_at: digestTime(mode, input.digest_at),
    disabled_reason: null,
    disabled_at: status === "disabled" ? now : null,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const stored = { sequence: 0, ...subscription };
  return ctx.commit(
    [
      build.insert(alert_subscriptions).values(subscription),
      openFeed({ target_id: id, consumer: "alert_subscription" }, feedOf(subscription)),
      announce(ctx, "alert_subscription.created", { alert_subscription: toAnnounced(stored) }),
    ],
    { ...toSubscription(stored), ...shown },
  );
}
