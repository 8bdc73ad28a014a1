import { sql } from "drizzle-orm";
import type { LotName, StoredReturnItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { onlyIf } from "../../data/unchanged";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { type Movement, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { shareOf } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { type LotAssignment, openLotAssignment } from "../lots/effects";
import { type ReferredLot, selectReferredLots } from "../lots/references";
import {
  addReturns,
  areStillShipped,
  type ReturnedOfLine,
  type ShippedLine,
  shippedLinesOf,
  touchOrder,
} from "../orders/effects";
import { originLotNumbers, returnResource, type StoredReturn, toReturn } from "./queries";
import { RETURN_ACTIONS } from "./states";
import { RETURN_TABLES } from "./tables";

/**
 * Receives the goods of a return. On hand rises by what is sellable (`return_received`); what is damaged or discarded
 * is only recorded (`return_disposed`). It is worth what it left with: its share of what the order's line has cost and has
 * not come back; if that is unknown, sellable goods cost what the level's stock does. The order's lines show what was returned. Goods of a lot-tracked variant go
 * back into the lot they were shipped from; if it is unknown, expired or recalled, into a new lot in quarantine.
 * Refuses with `invalid_status` a return that is received or cancelled, and with `module_disabled` one that would make a
 * lot without the module traceability.
 */
export async function receiveReturn(ctx: TenantContext, id: string) {
  const { returns, shipped, lots } = await ctx.read({
    returns: returnResource.byId(id),
    shipped: shippedLinesOf(sql`(SELECT order_id FROM return_authorizations WHERE id = ${id})`),
    lots: selectReferredLots([], originLotNumbers(id)),
  });
  const authorization = returnResource.required(returns);
  requireStatus("return authorization", authorization, RETURN_ACTIONS, "receive");
  const assignment = openLotAssignment(ctx, lots, { source_type: "return_authorization", source_id: id });
  const returned = valueItems(authorization.items, shipped);
  const received = returned.items.map((item) => ({
    ...item,
    lot: destinationLot(ctx, authorization, item, lots, assignment),
  }));
  refuseAll(assignment.problems);
  const movements = received.map(
    ({ variant_id, quantity, condition, value, unit_price, lot, id: line_id }): Movement => ({
      type: condition === "sellable" ? "return_received" : "return_disposed",
      variant_id,
      location_id: authorization.location_id,
      lot,
      quantity,
      value,
      unit_price,
      reason: condition,
      note: authorization.reason,
      reference_id: id,
      line_id,
    }),
  );
  const items = received.map(({ lot, unit_price, ...item }) => ({ ...item, lot_id: lot?.lot_id ?? null }));
  const next = advance(ctx, RETURN_TABLES, authorization, {
    status: "received",
    received_at: timestamp(ctx.now),
    items,
  });
  const response = toReturn(next.document);
  return ctx.commit(
    [
      onlyIf(areStillShipped(authorization.order_id, returned.lines)),
      ...next.statements,
      addReturns(authorization.order_id, returned.changes),
      touchOrder(ctx, authorization.order_id),
      ...assignment.statements(movements),
      ...post(ctx, movements),
      announce(ctx, "return_authorization.received", { return_authorization: response }),
    ],
    response,
  );
}

/** The lot that goods are received into; for goods that add no stock, the lot they were shipped from. */
function destinationLot(
  ctx: TenantContext,
  { number }: StoredReturn,
  item: StoredReturnItem,
  lots: readonly ReferredLot[],
  assignment: LotAssignment,
): Pick<LotName, "lot_id"> | null {
  if (!item.lot_tracked) return null;
  const origin = lots.find(({ lot_id }) => lot_id === item.from_lot_id);
  if (item.condition !== "sellable") return origin ?? null;
  if (origin && (origin.disposition === "quarantine" || origin.usable_through >= today(ctx))) return origin;
  const lot_number = `${number}-${item.position}`;
  const is_taken = lots.some((lot) => lot.variant_id === item.variant_id && lot.lot_number === lot_number);
  const from = origin ? `lot ${origin.lot_number}, which can't be sold` : "an unknown lot";
  return assignment.createLot(
    item.variant_id,
    {
      lot_number: is_taken ? `${lot_number}-${item.id.slice(-8)}` : lot_number,
      expiry_date: origin?.expiry_date ?? undefined,
      manufactured_at: origin?.manufactured_at ?? undefined,
    },
    { disposition: "quarantine", parent_lot_id: origin?.lot_id ?? null, note: `Returned with ${number} from ${from}.` },
  );
}

/**
 * The items with what each is worth and the price it was sold at; how they change the order's lines, by their ids; and these
 * lines as they were read. All are in stored units.
 */
function valueItems(items: readonly StoredReturnItem[], shipped: readonly ShippedLine[]) {
  const lines = new Map(shipped.map((line) => [line.id, { ...line }]));
  const changes = new Map<string, Required<Pick<ReturnedOfLine, "returned" | "cost">>>();
  const valued = items.map((item) => {
    const line = lines.get(item.order_item_id);
    const value = line ? takeBack(line, item.quantity) : null;
    const { returned, cost } = changes.get(item.order_item_id) ?? { returned: 0, cost: 0 };
    changes.set(item.order_item_id, { returned: returned + item.quantity, cost: cost + (value ?? 0) });
    return { ...item, unit_price: line?.unit_price ?? null, value };
  });
  return { items: valued, changes, lines: shipped.filter(({ id }) => changes.has(id)) };
}

/** What a quantity of a line is worth that comes back, which is entered in the line; null if it is not known. */
function takeBack(line: ShippedLine, quantity: number): number | null {
  if (line.uncosted_quantity > 0) return null;
  const { cost_of_goods, returned_cost, fulfilled_quantity, returned_quantity } = line;
  const value = shareOf(cost_of_goods - returned_cost, quantity, fulfilled_quantity - returned_quantity);
  line.returned_cost += value;
  line.returned_quantity += quantity;
  return value;
}
