import { events } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import { build, type Statement } from "../data/database";
import { timestamp } from "../shared/clock";
import type { EventType } from "../shared/event_types";

/** The statement that writes an event to the outbox. It belongs in the commit of the change that the event reports. */
export function announce(ctx: TenantContext, type: EventType, data: unknown): Statement {
  const { type: actor_type, id: actor_id } = ctx.actor;
  const row = { type, data: JSON.stringify(data), actor_type, actor_id, created_at: timestamp(ctx.now) };
  return build.insert(events).values(row);
}
