import { events } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import { build, type Statement } from "../data/database";
import { inPortions, insertRows } from "../data/rows";
import { timestamp } from "../shared/clock";
import type { EventType } from "../shared/event_types";
import { jsonBytes } from "../shared/json_bytes";
import type { CatalogueStatus } from "../shared/statuses";

/** The most bytes that the data of an event takes. */
const MAX_BYTES = 1_000_000;
/** How many elements of each list are kept in the data of a larger event. */
const KEPT = 20;

/** The statement that writes an event to the outbox. It belongs in the commit of the change that the event reports. */
export function announce(ctx: TenantContext, type: EventType, data: Record<string, unknown>): Statement {
  return build.insert(events).values(eventOf(ctx, type, data));
}

/** As `announce`, for many events of one type: a statement for each portion of them. */
export function announceAll(ctx: TenantContext, type: EventType, all: readonly Record<string, unknown>[]): Statement[] {
  return inPortions(all.map((data) => eventOf(ctx, type, data))).map((rows) => insertRows(events, rows));
}

type Archivable = "product" | "location" | "supplier" | "recipe";
type WithStatus = { status: CatalogueStatus };

/** The event of a change to what can be archived: archiving has one of its own, restoring has not. */
export function eventOfChange<Name extends Archivable>(name: Name, before: WithStatus, after: WithStatus) {
  const archives = after.status === "archived" && before.status !== "archived";
  return archives ? (`${name}.archived` as const) : (`${name}.updated` as const);
}

function eventOf(ctx: TenantContext, type: EventType, data: Record<string, unknown>) {
  const { type: actor_type, id: actor_id } = ctx.actor;
  const bounded = jsonBytes(data) <= MAX_BYTES ? data : { ...(shortened(data) as object), truncated: true };
  return { type, data: JSON.stringify(bounded), actor_type, actor_id, created_at: timestamp(ctx.now) };
}

/** A value whose lists have only their first elements. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, KEPT).map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shortened(inner)]));
}
