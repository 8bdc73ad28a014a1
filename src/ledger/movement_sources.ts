import { type SQL, sql } from "drizzle-orm";
import type { ReferenceType } from "../shared/statuses";
import { MOVEMENT_TYPES, type MovementKind } from "./movements";
import { lastEntryAt, lastEntryBefore } from "./report_sources";

/** Which movements are read: of these types, on these days, both included, of the levels that meet `here`. */
export type MovementRange = {
  types: readonly MovementKind[];
  from?: string | undefined;
  to?: string | undefined;
  /** How many days that is; unlimited if it is absent. */
  days?: number | undefined;
  /** The condition on the variant_id and the location_id of a table. */
  here: (table: SQL) => SQL;
  /** True if `here` gives the ids of variants, so that only theirs are read. */
  by_variant?: boolean | undefined;
};

/** Up to so many days are found by day; of more, each level's own are read: they lie together, while those of a day are far apart. */
const MOST_BY_DAY = 60;

/** Selects what moved by variant, location, type and day: the columns of `movement_days`. Without types, it is all of it. */
export function movementDays(range: Omit<MovementRange, "types"> & Partial<Pick<MovementRange, "types">>): SQL {
  const { types, from, to, days = Infinity, here, by_variant = false } = range;
  const moved = sql`${types ? sql`d.type IN ${types}` : sql`1`} AND ${from === undefined ? sql`1` : sql`d.day >= ${from}`}
    AND ${to === undefined ? sql`1` : sql`d.day <= ${to}`}`;
  if (!by_variant && days <= MOST_BY_DAY) {
    const of_day = types ? moved : sql`d.type IN ${MOVEMENT_TYPES} AND ${moved}`;
    return sql`SELECT d.* FROM daily_movements d WHERE ${of_day} AND ${here(sql`d`)}`;
  }
  return sql`SELECT d.* FROM stock_levels s CROSS JOIN daily_movements d ON d.variant_id = s.variant_id
      AND d.location_id = s.location_id AND ${moved}
    WHERE ${here(sql`s`)}`;
}

/**
 * Selects what moved by entry: the columns of `movement_days` and sequence, reference_id and reason. Their sums are those of the
 * days. With `documents`, which selects ids, only what these moved. Reads the entries of these documents, of these variants or of
 * these types, and of the period alone.
 */
export function movementEntries({ types, from, to, here, by_variant = false }: MovementRange, documents?: SQL): SQL {
  const index = documents ? "reference" : by_variant ? "variant" : "type";
  const type = documents || by_variant ? sql`+e.type` : sql`e.type`;
  return sql`SELECT m.variant_id, m.location_id, m.type, m.day, m.quantity_in, m.quantity_out, m.value_in, m.value_out,
      m.lost_quantity, m.lost_value, m.revenue, m.new_orders, e.sequence, e.reference_id, e.reason
    FROM stock_ledger e INDEXED BY ${sql.raw(`stock_ledger_by_${index}`)} CROSS JOIN stock_movements m ON m.sequence = e.sequence
    WHERE ${type} IN ${types} AND ${documents ? sql`e.reference_id IN (${documents})` : sql`1`}
      AND ${afterDay(from)} AND ${upToDay(to)} AND ${here(sql`e`)}`;
}

/** Which entries are read: those that meet all that is given. */
type EntryRange = Omit<MovementRange, "types" | "days"> & {
  types?: readonly MovementKind[] | undefined;
  reference_types?: readonly ReferenceType[] | undefined;
  /** Selects ids of lots. */
  lots?: SQL | undefined;
};

/**
 * Selects entries of the ledger: sequence, occurred_at, the changes of on hand and reserved, and on hand after it; `inventory_ledger`
 * has the rest. Of the lots, variants, types or kinds of document that are given, the first of these decides what is read.
 */
export function entriesInRange({ types, reference_types, lots, from, to, here, by_variant }: EntryRange): SQL {
  const walk = lots ? "lot" : by_variant ? "variant" : types ? "type" : reference_types ? "reference_type" : null;
  const of = (name: typeof walk, column: string) => sql.raw(walk === name ? `e.${column}` : `+e.${column}`);
  return sql`SELECT e.sequence, e.occurred_at, e.on_hand_change, e.reserved_change, e.on_hand_after
    FROM stock_ledger e ${walk === null ? sql`` : sql.raw(`INDEXED BY stock_ledger_by_${walk}`)}
    WHERE ${lots ? sql`e.lot_id IN (${lots})` : sql`1`} AND ${here(sql`e`)}
      AND ${types ? sql`${of("type", "type")} IN ${types}` : sql`1`}
      AND ${reference_types ? sql`${of("reference_type", "reference_type")} IN ${reference_types}` : sql`1`}
      AND ${afterDay(from)} AND ${upToDay(to)}`;
}

function afterDay(from: string | undefined): SQL {
  return from === undefined ? sql`1` : sql`e.sequence > ${lastEntryBefore(from)}`;
}

function upToDay(to: string | undefined): SQL {
  return to === undefined ? sql`1` : sql`e.sequence <= ${lastEntryAt(to)}`;
}
