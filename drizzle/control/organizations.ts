import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import {
  ENGINES,
  LOCATION_HINTS,
  type Module,
  type Move,
  ORGANIZATION_STATUSES,
  type Restore,
  type Settings,
} from "../../src/shared/organization";
import { created_at, id, json, sequence, updated_at, version } from "../columns";

/** The settings an organization has given; the others have the defaults of `src/control/organizations/settings.ts`. */
export type StoredSettings = Partial<Omit<Settings, "rate_limits">> & {
  rate_limits?: Partial<Settings["rate_limits"]>;
};

export const organizations = sqliteTable(
  "organizations",
  {
    sequence: sequence(),
    id: id(),
    name: text("name").notNull(),
    slug: text("slug").notNull().unique(),
    timezone: text("timezone").notNull(),
    currency: text("currency").notNull(),
    modules: json<Module[]>("modules").notNull(),
    settings: json<StoredSettings>("settings").notNull(),
    status: text("status", { enum: ORGANIZATION_STATUSES }).notNull(),
    engine: text("engine", { enum: ENGINES }).notNull(),
    /** Near which place its Durable Object was to be created. */
    location_hint: text("location_hint", { enum: LOCATION_HINTS }),
    /** The address of its database: a D1 binding, a libSQL namespace or URL, or the id of an object. Null until it has one. */
    database_address: text("database_address").unique(),
    /** The last tenant migration applied, as its number; 0 before the first. */
    schema_version: integer("schema_version").notNull(),
    migrated_at: text("migrated_at"),
    /** When a move or a restore brought it to this database; null if it was created here. Earlier states of the database are not its own. */
    moved_at: text("moved_at"),
    /** The move of its database to another engine, while there is one. */
    move: json<Move>("move"),
    /** The backup that it is created from, until all of it is there. */
    restore: json<Restore>("restore"),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    index("organizations_by_updated_at").on(t.updated_at),
    index("organizations_moving").on(t.sequence).where(sql`move IS NOT NULL`),
  ],
);
