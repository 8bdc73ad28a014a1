import { sql } from "drizzle-orm";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { ACTOR_TYPES } from "../../src/shared/actor";
import type { EventType } from "../../src/shared/event_types";
import { created_at, sequence } from "../columns";

/** The outbox: each event is written in the commit that causes it. `data` is JSON text. */
export const events = sqliteTable(
  "events",
  {
    sequence: sequence(),
    type: text("type").$type<EventType>().notNull(),
    data: text("data").notNull(),
    /** Who caused it; absent in events from before it was recorded. */
    actor_type: text("actor_type", { enum: ACTOR_TYPES }),
    actor_id: text("actor_id"),
    created_at: created_at(),
  },
  (t) => [
    index("events_by_type").on(t.type, t.sequence),
    index("events_by_created_at").on(t.created_at).where(sql`sequence % 16 = 0`),
  ],
);
