import { events } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import { build, type Statement } from "../data/database";
import { timestamp } from "../shared/clock";
import type { EventType } from "../shared/event_types";

/** Writes an event into the outbox, in the commit of what it tells of. */
export function announce(ctx: TenantContext, type: EventType, data: unknown): Statement {
  return build.insert(events).values({ type, data: JSON.stringify(data), created_at: timestamp(ctx.now) });
}
