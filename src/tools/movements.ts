import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { type MovementRange, mayChange } from "../ledger";
import { atPlaces, type ItemArguments, ofItems, type PeriodArguments, type PlaceArguments } from "./arguments";
import { date, JOIN_LOCATION, JOIN_VARIANT, LOCATION, text, VARIANT } from "./columns";
import { lengthOf, refuseReversed } from "./days";
import type { Table } from "./table";

/** The movements that are asked for. A period that ends before it begins is 422 `validation_failed`. */
export function movementsAskedFor(
  ctx: TenantContext,
  args: ItemArguments & PlaceArguments & PeriodArguments,
): Omit<MovementRange, "types"> {
  const { from, to, sku, product_id, category } = args;
  refuseReversed(args);
  return {
    ...{ from, to, days: lengthOf(ctx, args) },
    here: (table) => hereOf(table, args),
    by_variant: Boolean(sku ?? product_id ?? category),
  };
}

/** True for movements of a period whose end a commit that has begun may still come before: a read of it has to wait for it. */
export function awaitsWriters(ctx: TenantContext, { to }: PeriodArguments): boolean {
  return to !== undefined && mayChange(ctx, to);
}

function hereOf(table: SQL, args: ItemArguments & PlaceArguments): SQL {
  return sql`${ofItems(sql`${table}.variant_id`, args)} AND ${atPlaces(sql`${table}.location_id`, args)}`;
}

/** What a row of summed up movements stands for. */
export type MovementGroup = {
  /** What identifies it, of the movements `m` and what is joined to these: `needs`. */
  keys: Readonly<Record<string, SQL>>;
  needs?: SQL;
  /** What is joined to the row, and the columns that show what it stands for. */
  joins?: SQL;
  columns: Table["columns"];
  /** The unit of its quantities, if they have one. */
  unit?: SQL;
  /** The order of the rows, if they have one of their own. */
  order?: SQL;
};

const JOIN_MOVED_VARIANT = sql`CROSS JOIN variants v ON v.id = m.variant_id`;

export const MOVEMENT_GROUPS = {
  none: { keys: {}, columns: {} },
  variant: { keys: { variant_id: sql`m.variant_id` }, joins: JOIN_VARIANT, columns: VARIANT, unit: sql`v.unit` },
  product: {
    ...{ keys: { product_id: sql`v.product_id` }, needs: JOIN_MOVED_VARIANT },
    ...{ joins: sql`JOIN products d ON d.id = p.product_id`, columns: { product_name: VARIANT.product_name } },
  },
  category: {
    keys: { category: sql`(SELECT c.category FROM products c WHERE c.id = v.product_id)` },
    ...{ needs: JOIN_MOVED_VARIANT, columns: { category: text("Category") } },
  },
  location: { keys: { location_id: sql`m.location_id` }, joins: JOIN_LOCATION, columns: LOCATION },
  day: { keys: { day: sql`m.day` }, columns: { day: date("Day") }, order: sql`p.day` },
  week: {
    keys: { week: sql`date(m.day, '-6 days', 'weekday 1')` },
    ...{ columns: { week: date("Week from Monday") }, order: sql`p.week` },
  },
  month: { keys: { month: sql`substr(m.day, 1, 7)` }, columns: { month: text("Month") }, order: sql`p.month` },
} satisfies Record<string, MovementGroup>;

/** An order of the rows of a group that is total. */
export function orderOf(keys: MovementGroup["keys"], order: SQL): SQL {
  return sql.join([order, ...Object.keys(keys).map((name) => sql`p.${sql.identifier(name)}`)], sql`, `);
}
