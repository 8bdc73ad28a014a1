import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { eventId } from "../../events/ids";
import { timestamp } from "../../shared/clock";
import type { Attempt, Carrier, Lane, OutgoingEvent, Parcel } from "../../webhooks/carrier";
import { disabledBy } from "../../webhooks/disabling";
import { isAlert, isOfTypes, selectAlerts, toAlert } from "./alerts";
import { digestTimes } from "./channel";
import { eventTypesOf } from "./kinds";
import { messageOf } from "./messages";
import { type StoredSubscription, subscriptionResource } from "./queries";
import { announceChange, store } from "./update";

/** A message has so many alerts. A digest says how many more there were. */
const MOST_ALERTS = 50;

/** So many alerts that wait are sent one by one. More, as after a changed reorder point, are sent in as few messages as hold them. */
const MOST_ALONE = 10;

/**
 * Sends alerts to those who have subscribed to them: each in a message of its own, unless many wait, or all since the last digest in
 * one, at the subscription's time of the organization's clocks.
 */
export const alertCarrier: Carrier = {
  most_events: 1,
  async prepare(ctx, lane, [event]) {
    const subscription = await read(ctx, lane);
    if (!subscription) throw new Error("The subscription was deleted");
    const { digest_at } = subscription;
    return digest_at === null
      ? prepareAlerts(ctx, subscription, lane, event as OutgoingEvent)
      : prepareDigest(ctx, subscription, lane, digest_at);
  },
  async record(ctx, lane, _, attempt) {
    return attempt.disables_target ? disable(ctx, lane, attempt) : [];
  },
  async restsUntil(ctx, lane) {
    const digest_at = (await read(ctx, lane))?.digest_at ?? null;
    return digest_at === null ? null : timestamp(digestTimes(ctx, digest_at).next);
  },
};

async function read(ctx: TenantContext, { target_id }: Lane): Promise<StoredSubscription | undefined> {
  const { found } = await ctx.read({ found: subscriptionResource.byId(target_id) });
  return found[0];
}

/** The next alert, or the next ones if many wait. Events before it that are no alerts of this subscription are passed over at once. */
async function prepareAlerts(
  ctx: TenantContext,
  subscription: StoredSubscription,
  { done_through }: Lane,
  { sequence }: OutgoingEvent,
): Promise<Parcel> {
  const following = sql`${isOfTypes(subscription)} AND e.sequence > ${done_through}`;
  const { found, last } = await ctx.read({
    found: selectAlerts(subscription, following, MOST_ALERTS),
    last: selectLast(subscription, done_through),
  });
  const alerts = found.length > MOST_ALONE ? found : found.slice(0, 1);
  const newest = alerts.at(-1);
  if (!newest) return { skipped_through: Math.max(sequence, last[0]?.sequence ?? 0) };
  const message = await messageOf(ctx, {
    subscription,
    alerts: alerts.map((event) => toAlert(ctx, subscription, event)),
    more: 0,
    id: idOf(ctx, subscription, newest.sequence),
    timestamp: newest.created_at,
  });
  return { message, through: newest.sequence };
}

/** Selects the last event of the types that a subscription is about, after one; each type by the index. */
function selectLast({ kinds }: StoredSubscription, done_through: number) {
  const types = JSON.stringify(eventTypesOf(kinds));
  const last_of_type = sql`(SELECT max(e.sequence) FROM events e WHERE e.type = t.value AND e.sequence > ${done_through})`;
  return build
    .select({ sequence: sql<number | null>`max(${last_of_type})`.as("sequence") })
    .from(sql`json_each(${types}) t`);
}

/** A digest of all alerts from before the last time at which one was due; those that came later wait for the next one. */
async function prepareDigest(
  ctx: TenantContext,
  subscription: StoredSubscription,
  { done_through }: Lane,
  digest_at: string,
): Promise<Parcel> {
  const { last, next } = digestTimes(ctx, digest_at);
  const types = isOfTypes(subscription);
  const first_later = sql`(SELECT min(sequence) FROM events e WHERE ${types} AND e.sequence > ${done_through}
    AND e.created_at >= ${timestamp(last)})`;
  const due = sql`${types} AND e.sequence > ${done_through}
    AND e.sequence < coalesce(${first_later}, ${sql.raw(String(Number.MAX_SAFE_INTEGER))})`;
  const { found, totals } = await ctx.read({
    found: selectAlerts(subscription, due, MOST_ALERTS),
    totals: selectTotals(subscription, due),
  });
  const { alerts = 0, through = null } = totals[0] ?? {};
  if (through === null) return { waits_until: timestamp(next) };
  if (found.length === 0) return { skipped_through: through };
  const message = await messageOf(ctx, {
    subscription,
    alerts: found.map((event) => toAlert(ctx, subscription, event)),
    more: alerts - found.length,
    id: idOf(ctx, subscription, through),
    timestamp: timestamp(last),
  });
  return { message, through };
}

/** Selects how many of the events, `e`, are alerts of a subscription, and the sequence of the last event of all. */
function selectTotals(subscription: StoredSubscription, events: SQL) {
  return build.select({ alerts: sql<number>`alerts`, through: sql<number | null>`through` }).from(
    sql`(SELECT count(*) FILTER (WHERE ${isAlert(subscription)}) AS alerts, max(e.sequence) AS through
        FROM events e WHERE ${events})`,
  );
}

/** The id of the message to a subscription about the events up to one. */
function idOf({ organization }: TenantContext, { id }: StoredSubscription, sequence: number): string {
  return `${id}_${eventId(organization, sequence)}`;
}

/** Disables a subscription whose channel is gone, or whose last attempt has failed, unless somebody else has meanwhile. */
async function disable(ctx: TenantContext, lane: Lane, attempt: Attempt): Promise<Statement[]> {
  const subscription = await read(ctx, lane);
  if (subscription?.status !== "active") return [];
  const words = { target: "channel", attempts: "send an alert" };
  const disabled = { ...subscription, ...disabledBy(ctx, subscription, attempt, words) };
  return [store(disabled), announceChange(ctx, "disabled", disabled)];
}
