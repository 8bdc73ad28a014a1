import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { exactTotal, type FirstRows, firstRowsOf, report } from "../../data/report";
import { route } from "../../http/route";
import { Amount, firstRows, Timestamp } from "../../http/schemas";
import { type StockScope, stockAt } from "../../ledger";
import { addDays, dateIn, daysBetween, endOfDay, timestamp } from "../../shared/clock";
import { fromScaled, fromScaledOrNull, unitCostOf } from "../../shared/quantity";
import {
  JOIN_LOCATION,
  JOIN_VARIANT,
  LOCATION,
  LOCATION_COLUMNS,
  LocationFilter,
  sumOf,
  VARIANT,
  VARIANT_COLUMNS,
} from "./columns";

const DEFAULT_LIMIT = 100;

/** The ages in days that a bucket begins and ends with; the last has no end. */
const BUCKETS = { "0-30": 0, "31-60": 31, "61-90": 61, "90+": 91 } as const;
type Bucket = keyof typeof BUCKETS;
export const BUCKET_NAMES = Object.keys(BUCKETS) as [Bucket, ...Bucket[]];

const INBOUND_TYPES = [
  "purchase_received",
  "transfer_in",
  "return_received",
  "production_output",
  "adjustment",
] as const;

const Row = z
  .strictObject({
    ...VARIANT,
    ...LOCATION,
    on_hand: Amount,
    last_inbound_at: Timestamp.meta({ description: "When stock last came in" }),
    last_inbound_type: z.enum(INBOUND_TYPES).meta({
      description: "By what: a receipt; `adjustment` if there has been none, for the first entry that brought stock",
    }),
    age_days: z.int().meta({ description: "Days of the organization's calendar since then" }),
    age_bucket: z.enum(BUCKET_NAMES),
    unit_cost: Amount.nullable(),
    value: Amount.meta({ description: "What the stock on hand has cost" }),
  })
  .meta({ id: "InventoryAge" });

const BucketSum = z.strictObject({ age_bucket: z.enum(BUCKET_NAMES), rows: z.int(), on_hand: Amount, value: Amount });

type Stored = {
  on_hand: number;
  value: number;
  last_inbound_at: string;
  last_inbound_type: (typeof INBOUND_TYPES)[number];
} & Record<keyof typeof VARIANT | keyof typeof LOCATION, string>;

type Query = FirstRows & { location_id?: string | undefined; age_bucket?: Bucket | undefined };

/**
 * How long stock has been lying, the oldest first: what is on hand of each level, by when stock last came in with a purchase, a
 * transfer, a return or production; if none ever did, by the first entry that brought some. Reads each level once.
 */
async function inventoryAging(ctx: TenantContext, { location_id, age_bucket, ...request }: Query) {
  const date = today(ctx);
  const { timezone } = ctx.organization;
  const { query, page } = report<Stored, "on_hand" | "value">(
    {
      rows: agedLevels(ctx, stockAt(location_id)),
      where: age_bucket && isOfAge(age_bucket),
      order: OLDEST_FIRST,
      joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION}`,
      columns: {
        ...VARIANT_COLUMNS,
        ...LOCATION_COLUMNS,
        on_hand: sql`p.on_hand`,
        value: sql`p.value`,
        last_inbound_at: sql`p.last_inbound_at`,
        last_inbound_type: sql`p.last_inbound_type`,
      },
      totals: ["on_hand", "value"],
      values: {
        buckets: sql`json((SELECT json_group_array(json_array(bucket, levels, on_hand, value)) FROM (
          SELECT bucket, count(*) AS levels, ${sumOf(sql`on_hand`)} AS on_hand, ${sumOf(sql`value`)} AS value
          FROM report_rows GROUP BY bucket)))`,
      },
    },
    firstRowsOf(request, DEFAULT_LIMIT),
  );
  const { found } = await ctx.read({ found: query });
  const { page: shown, totals, values } = page(found, (row) => toRow(row, date, timezone));
  return { ...shown, totals, buckets: bucketsIn(values[0]) };
}

/** The order of aged levels, `p`. */
export const OLDEST_FIRST = sql`p.last_inbound_at, p.sequence`;

/** The condition that an aged level, `p`, is of a bucket. */
export const isOfAge = (bucket: Bucket): SQL => sql`p.bucket = ${BUCKET_NAMES.indexOf(bucket)}`;

/** Selects the levels in a scope that have stock, in stored units, each with the number of its `bucket`. */
export function agedLevels(ctx: TenantContext, { items, places }: StockScope): SQL {
  const { timezone } = ctx.organization;
  // A level is of the last bucket that begins with the day on which stock last came in, or after it.
  const starts = BUCKET_NAMES.map((bucket) => timestamp(endOfDay(timezone, addDays(today(ctx), -BUCKETS[bucket]))));
  const bucket = sql`CASE WHEN p.last_inbound_at <= ${starts[3]} THEN 3 WHEN p.last_inbound_at <= ${starts[2]} THEN 2
    WHEN p.last_inbound_at <= ${starts[1]} THEN 1 ELSE 0 END`;
  return sql`SELECT p.*, ${bucket} AS bucket FROM level_quantities p
    WHERE p.on_hand > 0 AND ${items(sql`p.variant_id`)} AND ${places(sql`p.location_id`)}`;
}

/** The four buckets, with how many rows, how much and what value each has; 422 `validation_failed` if that is too much to say. */
function bucketsIn(found: unknown) {
  const sums = found as [bucket: number, rows: number, on_hand: number, value: number][];
  return BUCKET_NAMES.map((age_bucket, at) => {
    const [, rows, on_hand, value] = sums.find(([bucket]) => bucket === at) ?? [at, 0, 0, 0];
    return { age_bucket, rows, on_hand: exactTotal("on_hand", on_hand), value: exactTotal("value", value) };
  });
}

function toRow({ on_hand, value, ...row }: Stored, date: string, timezone: string) {
  const age_days = daysBetween(dateIn(timezone, new Date(row.last_inbound_at)), date);
  return {
    ...row,
    on_hand: fromScaled(on_hand),
    age_days,
    age_bucket: BUCKET_NAMES.findLast((bucket) => BUCKETS[bucket] <= age_days) ?? "0-30",
    unit_cost: fromScaledOrNull(unitCostOf(value, on_hand)),
    value: fromScaled(value),
  };
}

export const inventoryAgingRoute = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/inventory_aging",
  operation: "reportInventoryAging",
  scope: "read",
  summary: "Report inventory aging",
  description: "Returns the stock on hand by how long ago stock of it last came in, the oldest first.",
  answers: "collection",
  data: Row,
  meta: {
    totals: z.strictObject({ on_hand: Amount, value: Amount }),
    buckets: z.array(BucketSum).meta({ description: "The sums of all four buckets, whatever `age_bucket` asks for" }),
  },
  query: {
    ...LocationFilter,
    // In a query, a plus sign that is not encoded is a space.
    age_bucket: z
      .preprocess((text) => (text === "90 " ? "90+" : text), z.enum(BUCKET_NAMES))
      .optional()
      .meta({ enum: BUCKET_NAMES, type: "string", description: "Only stock of this age, in days" }),
    ...firstRows(DEFAULT_LIMIT),
  },
  handle: (ctx, { query }) => inventoryAging(ctx, query),
});
