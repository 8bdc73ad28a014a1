import { type SQL, sql } from "drizzle-orm";
import type { Customer } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { entriesOfLot, toEntry } from "../../ledger";
import { fromScaled } from "../../shared/quantity";
import type { LotStatus, ProductionBatchStatus, ReferenceType } from "../../shared/statuses";
import { lotResource, stockOfLots, toLot } from "./queries";

type LotLine = { lot_id: string; lot_number: string; variant_id: string; sku: string };
type Consumption = LotLine & {
  depth: number;
  quantity: number;
  production_batch_id: string;
  number: string;
  status: ProductionBatchStatus;
  completed_at: string | null;
  output_lots: (LotLine & { quantity: number })[];
};
type Shipment = LotLine & {
  depth: number;
  order_id: string;
  number: string;
  customer: Customer;
  quantity: number;
  fulfilled_at: string;
};

/** A database's answer may have some megabytes: so many steps fit into one, whatever they are. */
const STEPS_AT_ONCE = 12_000;
/** As many of a lot's entries are shown; the ledger itself shows all of them. */
const ENTRIES_SHOWN = 1000;

/** Names a lot in JSON: `lot` and `variant` are what the query calls their tables. */
const lotLine = (lot: string, variant: string) =>
  sql.raw(
    `'lot_id', ${lot}.id, 'lot_number', ${lot}.lot_number, 'variant_id', ${lot}.variant_id, 'sku', ${variant}.sku`,
  );

/**
 * What a lot became and where it went: the batches that used it, or used what was made of it, to any depth, and the orders
 * that any of these lots were shipped to, which is the recall list. What came back into quarantine is followed on.
 */
export async function traceForward(ctx: TenantContext, id: string) {
  const {
    rows,
    entries,
    counted: [counted],
    stock,
    first,
  } = await ctx.read({
    rows: lotResource.byId(id),
    ...entriesOfLot(id, ENTRIES_SHOWN),
    stock: stockOfLots(sql`SELECT ${id}`),
    first: stepsIn(forward(id)),
  });
  const lot = lotResource.required(rows);
  const steps = await allSteps(ctx, first, forward(id));
  const of = <T>(kind: string) => steps.filter((step) => step.kind === kind).map(({ step }) => step as T);
  return {
    lot: toLot(ctx, lot),
    lot_ledger_entries: entries.toReversed().map(toEntry),
    lot_ledger_entries_total: counted?.total ?? 0,
    current_stock: stock.map(({ location_id, on_hand }) => ({ location_id, quantity: fromScaled(on_hand) })),
    consumed_by: of<Consumption>("batch").map((step) => ({
      ...unscaled(step),
      output_lots: step.output_lots.map(unscaled),
    })),
    shipped_to: of<Shipment>("order").map(unscaled),
  };
}

function forward(id: string): SQL {
  return sql`
    WITH RECURSIVE ways(lot_id, depth) AS (
      SELECT ${id}, 0
      UNION SELECT made.id, w.depth + 1 FROM ways w
        CROSS JOIN lot_entries e ON e.lot_id = w.lot_id AND e.type = 'production_consumed'
        CROSS JOIN lots made ON made.source_id = e.reference_id
      UNION SELECT back.id, w.depth + 1 FROM ways w CROSS JOIN lots back ON back.parent_lot_id = w.lot_id),
    reached AS MATERIALIZED (SELECT lot_id, min(depth) AS depth FROM ways GROUP BY lot_id)
    SELECT 'batch' AS kind, r.depth AS depth, min(e.sequence) AS first, json_object('depth', r.depth + 1, ${lotLine("l", "v")},
        'quantity', -sum(e.on_hand_change), 'production_batch_id', b.id, 'number', b.number, 'status', b.status,
        'completed_at', b.completed_at, 'output_lots', json((
          SELECT json_group_array(json_object(${lotLine("o", "p")}, 'quantity', o.quantity_initial))
          FROM lots o CROSS JOIN variants p ON p.id = o.variant_id WHERE o.source_id = b.id))) AS step
      FROM reached r CROSS JOIN lots l ON l.id = r.lot_id CROSS JOIN variants v ON v.id = l.variant_id
        CROSS JOIN lot_entries e ON e.lot_id = r.lot_id AND e.type = 'production_consumed'
        CROSS JOIN production_batches b ON b.id = e.reference_id
      GROUP BY r.lot_id, b.id
    UNION ALL SELECT 'order', r.depth, min(e.sequence), json_object('order_id', d.id, 'number', d.number,
        'customer', json(d.customer), 'quantity', -sum(e.on_hand_change), 'fulfilled_at', max(e.occurred_at),
        'depth', r.depth, ${lotLine("l", "v")})
      FROM reached r CROSS JOIN lots l ON l.id = r.lot_id CROSS JOIN variants v ON v.id = l.variant_id
        CROSS JOIN lot_entries e ON e.lot_id = r.lot_id AND e.type = 'order_fulfilled'
        CROSS JOIN orders d ON d.id = e.reference_id
      GROUP BY r.lot_id, d.id`;
}

type Input = LotLine & {
  depth: number;
  status: LotStatus;
  expiry_date: string | null;
  into_lot_id: string;
  production_batch_id: string | null;
  quantity: number;
  supplier: { id: string; name: string } | null;
  receipt: {
    source_type: ReferenceType;
    source_id: string;
    number: string | null;
    quantity: number;
    received_at: string;
  } | null;
};
type SourceBatch = {
  id: string;
  number: string;
  recipe_id: string;
  location_id: string;
  quantity: number;
  completed_at: string | null;
};

/** What a lot was made of: the batch that made it and all that went into it, to any depth, down to what was received. */
export async function traceBackward(ctx: TenantContext, id: string) {
  const { rows, first } = await ctx.read({ rows: lotResource.byId(id), first: stepsIn(backward(id)) });
  const lot = lotResource.required(rows);
  const steps = await allSteps(ctx, first, backward(id));
  const [batch] = steps.filter(({ kind }) => kind === "batch");
  return {
    lot: toLot(ctx, lot),
    source_batch: batch ? unscaled(batch.step as SourceBatch) : null,
    input_lots: steps
      .filter(({ kind }) => kind === "lot")
      .map(({ step }) => unscaled(step as Input))
      .map((input) => ({ ...input, receipt: input.receipt && unscaled(input.receipt) })),
  };
}

function backward(id: string): SQL {
  return sql`
    WITH RECURSIVE ways(into_lot_id, batch_id, lot_id, depth) AS (
      SELECT NULL, NULL, ${id}, 0
      UNION SELECT made.id, made.source_id, e.lot_id, w.depth + 1 FROM ways w
        CROSS JOIN lots made ON made.id = w.lot_id AND made.source_type = 'production_batch'
        CROSS JOIN lot_entries e ON e.reference_id = made.source_id AND e.type = 'production_consumed'
      UNION SELECT back.id, NULL, back.parent_lot_id, w.depth + 1 FROM ways w
        CROSS JOIN lots back ON back.id = w.lot_id AND back.parent_lot_id IS NOT NULL)
    SELECT 'batch' AS kind, 0 AS depth, 0 AS first, json_object('id', b.id, 'number', b.number,
        'recipe_id', b.recipe_id, 'location_id', b.location_id, 'quantity', b.actual_quantity_produced,
        'completed_at', b.completed_at) AS step
      FROM lots l CROSS JOIN production_batches b ON b.id = l.source_id WHERE l.id = ${id}
    UNION ALL SELECT 'lot', min(w.depth), l.sequence, json_object('depth', min(w.depth), ${lotLine("l", "v")}, 'status', l.status,
        'expiry_date', l.expiry_date, 'into_lot_id', w.into_lot_id, 'production_batch_id', w.batch_id,
        'quantity', CASE WHEN w.batch_id IS NULL
          THEN (SELECT quantity_initial FROM lots WHERE id = w.into_lot_id)
          ELSE (SELECT -sum(e.on_hand_change) FROM lot_entries e
            WHERE e.lot_id = l.id AND e.type = 'production_consumed' AND e.reference_id = w.batch_id) END,
        'supplier', json((SELECT json_object('id', s.id, 'name', s.name) FROM suppliers s WHERE s.id = l.supplier_id)),
        'receipt', json(CASE WHEN l.source_type <> 'production_batch' THEN json_object('source_type', l.source_type,
          'source_id', l.source_id, 'number', (SELECT number FROM purchase_orders WHERE id = l.source_id),
          'quantity', l.quantity_initial, 'received_at', l.created_at) END))
      FROM ways w CROSS JOIN lots l ON l.id = w.lot_id CROSS JOIN variants v ON v.id = l.variant_id
      WHERE w.depth > 0 GROUP BY w.into_lot_id, w.lot_id`;
}

type Step = { kind: string; step: unknown };

/** The steps of a trace: those that were read, and where there are more than one answer holds, the rest of them. */
async function allSteps(ctx: TenantContext, first: readonly Step[], trace: SQL): Promise<Step[]> {
  const steps = [...first];
  for (let page = first; page.length === STEPS_AT_ONCE; steps.push(...page)) {
    ({ page } = await ctx.read({ page: stepsIn(trace, steps.length) }));
  }
  return steps;
}

function stepsIn(steps: SQL, from = 0) {
  return build
    .select({
      kind: sql<string>`kind`,
      step: sql<unknown>`step`.mapWith((text: string): unknown => JSON.parse(text)),
    })
    .from(sql`(${steps})`)
    .orderBy(sql`depth, first, step`)
    .limit(STEPS_AT_ONCE)
    .offset(from);
}

function unscaled<T extends { quantity: number }>(step: T): T {
  return { ...step, quantity: fromScaled(step.quantity) };
}
