import { events } from "../../drizzle/tenant";
import { timestamp } from "../shared/clock";
import type { EventType } from "../shared/statuses";
import type { TenantContext } from "../storage/context";
import { build, type Statement } from "../storage/database";

/** Writes an event into the outbox, in the commit of what it tells of. */
export function announce(ctx: TenantContext, type: EventType, data: unknown): Statement {
  return build.insert(events).values({ type, data: JSON.stringify(data), created_at: timestamp(ctx.now) });
}
