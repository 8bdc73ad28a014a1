import { type SQL, sql } from "drizzle-orm";
import type { Customer } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { limitTo } from "../../data/limit";
import type { LotStatus, ProductionBatchStatus, ReferenceType } from "../../shared/statuses";

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
  returned_quantity: number;
  fulfilled_at: string;
};
type Transit = LotLine & {
  depth: number;
  stock_transfer_id: string;
  number: string;
  to_location_id: string;
  quantity: number;
};

/** One read returns at most so many steps, and so many bytes of them: libSQL returns at most 10 MB. */
const STEPS_PER_READ = 12_000;
const BYTES_PER_READ = 6_000_000;

/**
 * The members of a JSON object that identify a lot; `lot` and `variant` are the aliases of their tables in the query.
 */
const lotLine = (lot: string, variant: string) =>
  sql.raw(
    `'lot_id', ${lot}.id, 'lot_number', ${lot}.lot_number, 'variant_id', ${lot}.variant_id, 'sku', ${variant}.sku`,
  );

/**
 * Selects the steps of a forward trace of the lots whose ids `roots` selects. `ways` are the lots produced from the lot, or split off it by returns, at each
 * depth they are reached at.
 */
function forwardSteps(roots: SQL): SQL {
  return sql`
    WITH RECURSIVE ways(lot_id, depth) AS (
      SELECT id, 0 FROM (${roots})
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
        'returned_quantity', (SELECT coalesce(sum(i.quantity), 0) FROM return_authorizations a
          CROSS JOIN return_authorization_items i ON i.document_sequence = a.sequence
          WHERE a.order_id = d.id AND a.status = 'received' AND i.from_lot_id = r.lot_id),
        'depth', r.depth, ${lotLine("l", "v")})
      FROM reached r CROSS JOIN lots l ON l.id = r.lot_id CROSS JOIN variants v ON v.id = l.variant_id
        CROSS JOIN lot_entries e ON e.lot_id = r.lot_id AND e.type = 'order_fulfilled'
        CROSS JOIN orders d ON d.id = e.reference_id
      GROUP BY r.lot_id, d.id
    UNION ALL SELECT 'transfer', r.depth, d.sequence, json_object('stock_transfer_id', d.id, 'number', d.number,
        'to_location_id', d.to_location_id, 'quantity', sum(t.quantity), 'depth', r.depth, ${lotLine("l", "v")})
      FROM reached r CROSS JOIN lots l ON l.id = r.lot_id CROSS JOIN variants v ON v.id = l.variant_id
        CROSS JOIN lots_in_transit t ON t.lot_id = r.lot_id
        CROSS JOIN stock_transfers d ON d.id = t.stock_transfer_id
      GROUP BY r.lot_id, d.id`;
}

type InputLot = LotLine & {
  depth: number;
  status: LotStatus;
  expiry_date: string | null;
  into_lot_id: string;
  production_batch_id: string | null;
  quantity: number;
  /** The number of the batch that produced it, null if it was not produced here; and when it was made or received. */
  made_by: string | null;
  made_at: string;
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

/**
 * Selects the steps of a backward trace of the lots whose ids `roots` selects, which are steps of depth 0. `ways` are the pairs of a lot and one that went into it, by a batch or, for
 * returned goods, because they were shipped from it.
 */
function backwardSteps(roots: SQL): SQL {
  return sql`
    WITH RECURSIVE ways(into_lot_id, batch_id, lot_id, depth) AS (
      SELECT NULL, NULL, id, 0 FROM (${roots})
      UNION SELECT made.id, made.source_id, e.lot_id, w.depth + 1 FROM ways w
        CROSS JOIN lots made ON made.id = w.lot_id AND made.source_type = 'production_batch'
        CROSS JOIN lot_entries e ON e.reference_id = made.source_id AND e.type = 'production_consumed'
      UNION SELECT back.id, NULL, back.parent_lot_id, w.depth + 1 FROM ways w
        CROSS JOIN lots back ON back.id = w.lot_id AND back.parent_lot_id IS NOT NULL)
    SELECT 'batch' AS kind, 0 AS depth, 0 AS first, json_object('id', b.id, 'number', b.number,
        'recipe_id', b.recipe_id, 'location_id', b.location_id, 'quantity', b.actual_quantity_produced,
        'completed_at', b.completed_at) AS step
      FROM (${roots}) r CROSS JOIN lots l ON l.id = r.id CROSS JOIN production_batches b ON b.id = l.source_id
    UNION ALL SELECT 'lot', min(w.depth), l.sequence, json_object('depth', min(w.depth), ${lotLine("l", "v")}, 'status', l.status,
        'expiry_date', l.expiry_date, 'into_lot_id', w.into_lot_id, 'production_batch_id', w.batch_id,
        'quantity', CASE WHEN w.into_lot_id IS NULL THEN l.quantity_initial WHEN w.batch_id IS NULL
          THEN (SELECT quantity_initial FROM lots WHERE id = w.into_lot_id)
          ELSE (SELECT -sum(e.on_hand_change) FROM lot_entries e
            WHERE e.lot_id = l.id AND e.type = 'production_consumed' AND e.reference_id = w.batch_id) END,
        'supplier', json((SELECT json_object('id', s.id, 'name', s.name) FROM suppliers s WHERE s.id = l.supplier_id)),
        'made_by', (SELECT b.number FROM production_batches b WHERE b.id = l.source_id), 'made_at', l.created_at,
        'receipt', json(CASE WHEN l.source_type <> 'production_batch' THEN json_object('source_type', l.source_type,
          'source_id', l.source_id, 'number', (SELECT number FROM purchase_orders WHERE id = l.source_id),
          'quantity', l.quantity_initial, 'received_at', l.created_at) END))
      FROM ways w CROSS JOIN lots l ON l.id = w.lot_id CROSS JOIN variants v ON v.id = l.variant_id
      GROUP BY w.into_lot_id, w.lot_id`;
}

type Direction = "forward" | "backward";

/**
 * The steps of the traces of several lots in one read: `lots` selects their ids. The first steps of a backward trace are the
 * lots themselves, with where they come from. Quantities are in stored units.
 */
export function lotSteps(lots: SQL, directions: readonly Direction[]) {
  const queries = {
    forward: directions.includes("forward") ? forwardSteps(lots) : null,
    backward: directions.includes("backward") ? backwardSteps(lots) : null,
  };
  return {
    queries: {
      forward: queries.forward && selectSteps(queries.forward),
      backward: queries.backward && selectSteps(queries.backward),
    },
    async all(ctx: TenantContext, first: Record<Direction, readonly FoundStep[]>) {
      const [forward, backward] = await Promise.all([
        queries.forward ? readRemaining(ctx, first.forward, queries.forward) : [],
        queries.backward ? readRemaining(ctx, first.backward, queries.backward) : [],
      ]);
      return {
        consumed_by: stepsOfKind<Consumption>(forward, "batch"),
        shipped_to: stepsOfKind<Shipment>(forward, "order"),
        in_transit: stepsOfKind<Transit>(forward, "transfer"),
        source_batches: stepsOfKind<SourceBatch>(backward, "batch"),
        origins: stepsOfKind<InputLot>(backward, "lot"),
      };
    },
  };
}

type Step = { kind: string; step: unknown };

function stepsOfKind<T>(steps: readonly Step[], kind: string): T[] {
  return steps.filter((step) => step.kind === kind).map(({ step }) => step as T);
}

/** All steps of a trace: the first ones, and as long as a read leaves some out, the next. */
async function readRemaining(ctx: TenantContext, first_steps: readonly FoundStep[], query: SQL): Promise<Step[]> {
  const steps = [...first_steps];
  for (let page = first_steps; leavesOut(page); steps.push(...page)) {
    ({ page } = await ctx.read({ page: selectSteps(query, steps.length) }));
  }
  return steps;
}

type FoundStep = Step & { found: number };

function leavesOut(page: readonly FoundStep[]): boolean {
  const [first] = page;
  return first !== undefined && (page.length < first.found || page.length === STEPS_PER_READ);
}

/** Selects the next steps, each with how many there are at least; the first one in any case, however long it is. */
function selectSteps(query: SQL, offset = 0) {
  const next = sql`SELECT * FROM (${query}) ORDER BY depth, first, step ${limitTo(STEPS_PER_READ)} OFFSET ${offset}`;
  const with_bytes = sql`SELECT kind, step, depth, first, count(*) OVER () AS found,
    sum(octet_length(step)) OVER (ORDER BY depth, first, step ROWS UNBOUNDED PRECEDING) - octet_length(step) AS bytes_before
    FROM (${next})`;
  return build
    .select({
      kind: sql<string>`kind`,
      step: sql<unknown>`step`.mapWith((text: string): unknown => JSON.parse(text)),
      found: sql<number>`found`,
    })
    .from(sql`(${with_bytes})`)
    .where(sql`bytes_before < ${BYTES_PER_READ}`)
    .orderBy(sql`depth, first, step`);
}
