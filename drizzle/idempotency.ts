import { integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

/**
 * The first response to each idempotency key, written in the same commit as its effect and kept for 24 hours. The directory
 * and the tenant databases both have this table: a key is recorded where its effect is.
 */
export const idempotency_keys = sqliteTable(
  "idempotency_keys",
  {
    sequence: integer("sequence").primaryKey(),
    /** Whose key it is: an organization's id, or `admin`. */
    owner: text("owner").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of method, path, query and body: the key may be repeated only with the same. */
    fingerprint: text("fingerprint").notNull(),
    status: integer("status").notNull(),
    /** The place of this portion of the text: 0, and 1, 2 … in further rows if it is too long for one. */
    portion: integer("portion").notNull().default(0),
    /**
     * The response's text; empty if `replay_id` names the immutable resource it shows; encrypted if it shows a secret; compressed
     * if it is long (`src/commands/compression.ts`).
     */
    body: text("body").notNull(),
    replay_id: text("replay_id"),
    created_at: text("created_at").notNull(),
  },
  (t) => [unique("idempotency_key_taken").on(t.owner, t.key, t.portion)],
);
