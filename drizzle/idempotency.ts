import { integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

/**
 * The first answer to each idempotency key, written in the same commit as its effect and kept for 24 hours. Both kinds of
 * database have this table: a key is recorded where its effect is.
 */
export const idempotency_keys = sqliteTable(
  "idempotency_keys",
  {
    sequence: integer("sequence").primaryKey(),
    /** Whose key it is: an organization's id, or `admin`. */
    owner: text("owner").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of method, path, query and body: what the key may be used again for. */
    fingerprint: text("fingerprint").notNull(),
    status: integer("status").notNull(),
    /** The answer's text; empty where `replay_id` says which immutable resource it shows; sealed where it holds a secret. */
    body: text("body").notNull(),
    replay_id: text("replay_id"),
    created_at: text("created_at").notNull(),
  },
  (t) => [unique("idempotency_key_taken").on(t.owner, t.key)],
);
