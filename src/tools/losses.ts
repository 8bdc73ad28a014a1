import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type MovementKind, movementEntries } from "../ledger";
import { summedUp, sumOf } from "../resources/reports/columns";
import { LOSS_REASONS, RETURN_CONDITIONS, WASTE_REASONS } from "../shared/reasons";
import { allOf, among, ITEMS, isAmong, PERIOD, PLACES, ROWS } from "./arguments";
import { money, quantity, text } from "./columns";
import { tool } from "./define";
import { awaitsWriters, MOVEMENT_GROUPS, type MovementGroup, movementsAskedFor, orderOf } from "./movements";
import { readTable } from "./table";

/** The type of ledger entry that each cause of a loss has. */
const CAUSES = {
  waste: "waste",
  shrinkage: "adjustment",
  count: "cycle_count_adjustment",
  production_waste: "production_waste",
  transfer_lost: "transfer_lost",
  return_disposed: "return_disposed",
} as const satisfies Record<string, MovementKind>;
type Cause = keyof typeof CAUSES;
const CAUSE_NAMES = Object.keys(CAUSES) as [Cause, ...Cause[]];

const REASONS = [
  ...new Set([...LOSS_REASONS, ...WASTE_REASONS, ...RETURN_CONDITIONS.filter((of) => of !== "sellable")]),
];

const GROUPS = ["cause", "reason", "variant", "location", "month", "none"] as const;
const BY: Record<(typeof GROUPS)[number], MovementGroup> = {
  ...MOVEMENT_GROUPS,
  cause: {
    keys: {
      cause: sql`CASE m.type WHEN 'adjustment' THEN 'shrinkage' WHEN 'cycle_count_adjustment' THEN 'count' ELSE m.type END`,
    },
    columns: { cause: text("Cause") },
  },
  reason: { keys: { reason: sql`m.reason` }, columns: { reason: text("Reason") } },
};

const MEASURES = { quantity: quantity("Lost"), value: money("Value") };

/** What was lost, at cost. Reads the entries of these types, or of the variants, in the period. */
export const losses = tool({
  name: "losses",
  title: "Losses",
  description:
    "What was lost in a period, as quantity and value at cost, one row for each cause, reason, variant, location or month, or one row in all. Without a period, of all time. Causes: waste (waste records), shrinkage (adjustments below 0 with the reasons shrinkage, damaged or theft), count (count corrections below 0), production_waste, transfer_lost (in transit, at the location they were sent to) and return_disposed (came back unsellable). Corrections above 0, and adjustments for other reasons, are not included and not subtracted. reason is null where none is recorded.",
  arguments: {
    cause: among(CAUSE_NAMES, "Only losses of these causes"),
    reason: among(
      REASONS as [string, ...string[]],
      "Only losses with these reasons: of an adjustment or a waste record, or the condition of a return",
    ),
    ...{ ...ITEMS, ...PLACES, ...PERIOD },
    group_by: z.enum(GROUPS).default("cause").meta({ description: "What a row stands for; `month` is YYYY-MM" }),
    ...ROWS,
  },
  async read(ctx, args) {
    const { keys, joins, columns, unit, order } = BY[args.group_by];
    const types = (args.cause ?? CAUSE_NAMES).map((cause) => CAUSES[cause]);
    const entries = movementEntries({ ...movementsAskedFor(ctx, args), types });
    const sums = sql`${sumOf(sql`m.quantity_out + m.lost_quantity`)} AS quantity, ${sumOf(sql`m.value_out + m.lost_value`)} AS value`;
    return readTable(ctx, args, {
      columns: { ...columns, ...MEASURES },
      rows: summedUp(entries, { keys, where: isLoss(args.reason) }, sums),
      ...(joins ? { joins } : {}),
      ...(unit ? { unit } : {}),
      order: orderOf(keys, order ?? sql`p.value DESC, p.quantity DESC`),
      sums: Object.keys(MEASURES),
      after_writers: awaitsWriters(ctx, args),
    });
  },
});

function isLoss(reasons: readonly string[] | undefined): SQL {
  return allOf([
    sql`m.quantity_out + m.lost_quantity > 0`,
    sql`(m.type <> 'adjustment' OR m.reason IN ${LOSS_REASONS})`,
    reasons && isAmong(sql`m.reason`, reasons),
  ]);
}
