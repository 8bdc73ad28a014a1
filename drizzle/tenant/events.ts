import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { EventType } from "../../src/shared/event_types";
import { created_at, sequence } from "../columns";

/** The outbox: each event is written in the commit that causes it. `data` is JSON text. */
export const events = sqliteTable(
  "events",
  {
    sequence: sequence(),
    type: text("type").$type<EventType>().notNull(),
    data: text("data").notNull(),
    created_at: created_at(),
  },
  (t) => [index("events_by_type").on(t.type, t.sequence)],
);
