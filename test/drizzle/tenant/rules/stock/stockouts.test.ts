import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../../../support/app";
import { type Dairy, openDairy } from "../../../../support/dairy";
import { databaseOf, sql } from "../../../../support/databases";

/** When levels had nothing available, read from the view that demand is computed with. The first day is Monday, 2026-11-23. */

const DAY = 24 * 60 * 60 * 1000;
const [MONDAY, TUESDAY, THURSDAY] = ["2026-11-23", "2026-11-24", "2026-11-26"];

let shop: Dairy;

beforeEach(async () => {
  shop = await openDairy(createTestApp({ now: `${MONDAY}T08:30:00.000Z` }));
});

/** The intervals of a variant, at the warehouse unless it says otherwise, oldest first: from when until when. */
async function stockouts(sku = "MUG", location_id = shop.warehouse): Promise<unknown[][]> {
  const database = await databaseOf(shop.tenant.id);
  const text = `SELECT from_day, until_day FROM stockout_days d JOIN variants v ON v.id = d.variant_id
    WHERE v.sku = ? AND d.location_id = ? ORDER BY from_day, coalesce(until_day, '9999')`;
  return sql(database, text, sku, location_id);
}

const later = (days: number) => shop.app.clock.advance(days * DAY);
const done = async (path: string, body: unknown = {}) => {
  const answer = await shop.post(path, body);
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body.data;
};
const sell = async (quantity: number, sku = "MUG") =>
  done(`orders/${(await shop.order([{ sku, quantity }])).id}/fulfill`);
const move = async (from: string, to: string, quantity: number) => {
  const items = [{ sku: "MUG", quantity }];
  const transfer = await shop.made("stock_transfers", { from_location_id: from, to_location_id: to, items });
  await done(`stock_transfers/${transfer.id}/ship`);
  return transfer.id as string;
};

describe("a level is out of stock", () => {
  test("from when the last is sold, until some comes in, however often a day", async () => {
    await shop.stock("MUG", 5);
    await sell(4);
    expect(await stockouts()).toEqual([]);
    await sell(1);
    expect(await stockouts()).toEqual([[MONDAY, null]]);
    await shop.stock("MUG", 2);
    expect(await stockouts()).toEqual([[MONDAY, MONDAY]]);
    await sell(2);
    await shop.stock("MUG", 1);
    await sell(1);
    expect(await stockouts()).toEqual([
      [MONDAY, MONDAY],
      [MONDAY, MONDAY],
      [MONDAY, null],
    ]);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("over days, and each time anew", async () => {
    await shop.stock("MUG", 5);
    await sell(5);
    later(3);
    expect(await stockouts()).toEqual([[MONDAY, null]]);
    await shop.stock("MUG", 5);
    expect(await stockouts()).toEqual([[MONDAY, THURSDAY]]);
    await sell(5);
    later(7);
    await shop.stock("MUG", 1);
    expect(await stockouts()).toEqual([
      [MONDAY, THURSDAY],
      [THURSDAY, "2026-12-03"],
    ]);
  });

  test("by a reservation of the last, until it is released; shipping what is reserved changes nothing", async () => {
    await shop.stock("MUG", 5);
    const first = await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
    expect(await stockouts()).toEqual([[MONDAY, null]]);
    later(1);
    await done(`orders/${first.id}/cancel`);
    expect(await stockouts()).toEqual([[MONDAY, TUESDAY]]);
    const second = await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
    later(2);
    await done(`orders/${second.id}/fulfill`);
    expect(await stockouts()).toEqual([
      [MONDAY, TUESDAY],
      [TUESDAY, null],
    ]);
  });

  test("once, while it is oversold and comes back to nothing", async () => {
    await shop.stock("MUG", 5);
    await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
    later(1);
    await shop.stock("MUG", -3);
    await shop.stock("MUG", 3);
    await shop.stock("MUG", -1);
    expect(await stockouts()).toEqual([[MONDAY, null]]);
    later(2);
    await shop.stock("MUG", 2);
    expect(await stockouts()).toEqual([[MONDAY, THURSDAY]]);
  });

  test("by waste, a count, an adjustment or a transfer, at its own location only", async () => {
    await shop.stock("MUG", 4);
    await shop.stock("MUG", 1, shop.store);
    await shop.made("waste_records", { sku: "MUG", location_id: shop.warehouse, quantity: 4, reason: "damaged" });
    await done("inventory_adjustments", { sku: "MUG", location_id: shop.warehouse, set_to: 2, reason: "correction" });
    const count = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["MUG"] });
    await done(`cycle_counts/${count.id}/load_inventory`);
    await done(`cycle_counts/${count.id}/start`);
    await done(`cycle_counts/${count.id}/complete`, { uncounted_as_zero: true });
    await done("inventory_adjustments", { sku: "MUG", location_id: shop.warehouse, set_to: 3, reason: "correction" });
    later(1);
    const transfer = await move(shop.warehouse, shop.store, 3);
    expect(await stockouts()).toEqual([
      [MONDAY, MONDAY],
      [MONDAY, MONDAY],
      [TUESDAY, null],
    ]);
    await done(`stock_transfers/${transfer}/receive`);
    expect(await stockouts("MUG", shop.store)).toEqual([]);
    later(2);
    await done(`stock_transfers/${await move(shop.store, shop.warehouse, 4)}/receive`);
    expect((await stockouts()).at(-1)).toEqual([TUESDAY, THURSDAY]);
    expect(await stockouts("MUG", shop.store)).toEqual([[THURSDAY, null]]);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("by production that begins, until it is called off", async () => {
    await shop.stock("MUG", 4);
    const items = [{ sku: "MUG", quantity: 2 }];
    const recipe = await shop.made("recipes", { name: "TEA", output_sku: "TEA", output_quantity: 1, items });
    const head = { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 2 };
    const batch = await shop.made("production_batches", head);
    expect(await stockouts()).toEqual([]);
    await done(`production_batches/${batch.id}/start`);
    later(1);
    await done(`production_batches/${batch.id}/cancel`);
    expect(await stockouts()).toEqual([[MONDAY, TUESDAY]]);
  });

  test("for a moment, within one commit that takes the last and brings some back", async () => {
    await shop.stock("MUG", 5);
    const line = { sku: "MUG", location_id: shop.warehouse, reason: "correction" };
    const adjustments = [-5, 2, -2, 7].map((quantity) => ({ ...line, quantity }));
    await done("inventory_adjustments", { adjustments });
    expect(await stockouts()).toEqual([
      [MONDAY, MONDAY],
      [MONDAY, MONDAY],
    ]);
  });

  test("from the second of two lines that together take the last", async () => {
    await shop.stock("MUG", 5);
    const { id } = await shop.order([
      { sku: "MUG", quantity: 3 },
      { sku: "MUG", quantity: 2 },
    ]);
    await done(`orders/${id}/fulfill`);
    const database = await databaseOf(shop.tenant.id);
    const rows = await sql(database, "SELECT from_sequence, until_sequence FROM stockouts");
    expect(rows).toEqual([[3, null]]);
  });

  test("while its variant and its location are archived, until it is stocked again", async () => {
    await shop.stock("MUG", 5, shop.store);
    await done("inventory_adjustments", { sku: "MUG", location_id: shop.store, set_to: 0, reason: "theft" });
    const [variant] = (await shop.get("variants?sku=MUG")).body.data;
    for (const path of [`products/${variant.product_id}`, `locations/${shop.store}`]) {
      expect((await shop.tenant.request("DELETE", `/api/v1/${path}`)).status).toBe(204);
    }
    later(1);
    for (const path of [`products/${variant.product_id}`, `variants/${variant.id}`, `locations/${shop.store}`]) {
      await shop.patch(path, { status: "active" });
    }
    expect(await stockouts("MUG", shop.store)).toEqual([[MONDAY, null]]);
    later(2);
    await shop.stock("MUG", 1, shop.store);
    expect(await stockouts("MUG", shop.store)).toEqual([[MONDAY, THURSDAY]]);
  });
});

describe("a level is not out of stock", () => {
  test("before it ever had any, whatever is expected, planned or asked for there", async () => {
    const items = [{ sku: "MUG", quantity: 3 }];
    const head = { supplier_id: shop.supplier, location_id: shop.warehouse, currency: "USD", items };
    const { id } = await shop.made("purchase_orders", head);
    await shop.made("inventory_policies", { sku: "MUG", location_id: shop.warehouse, reorder_point: 5 });
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    expect((await shop.post(`orders/${order.id}/reserve`)).status).toBe(422);
    later(1);
    expect(await stockouts()).toEqual([]);
    await done(`purchase_orders/${id}/receive`);
    expect(await stockouts()).toEqual([]);
  });

  test("by what is refused or only tried", async () => {
    await shop.stock("MUG", 5);
    const order = await shop.order([{ sku: "MUG", quantity: 5 }]);
    expect((await shop.post(`orders/${order.id}/fulfill?dry_run=true`)).status).toBe(200);
    const more = await shop.order([{ sku: "MUG", quantity: 6 }]);
    expect((await shop.post(`orders/${more.id}/fulfill`)).status).toBe(422);
    expect(await stockouts()).toEqual([]);
  });

  test("by another cost of its goods, or by goods that come back unfit", async () => {
    await shop.stock("MUG", 5);
    const { id } = await sell(5);
    const [variant] = (await shop.get("variants?sku=MUG")).body.data;
    await shop.patch(`variants/${variant.id}`, { cost: 3 });
    const items = [{ sku: "MUG", quantity: 2, condition: "damaged" }];
    const back = await shop.made("return_authorizations", { order_id: id, items });
    await done(`return_authorizations/${back.id}/receive`);
    expect(await stockouts()).toEqual([[MONDAY, null]]);
    await shop.stock("MUG", 1);
    await shop.patch(`variants/${variant.id}`, { cost: 4 });
    expect(await stockouts()).toEqual([[MONDAY, MONDAY]]);
  });

  test("because its lots expire or are held: no entry tells of that", async () => {
    await shop.lot("L-1", 5, TUESDAY);
    const quarantined = await shop.lot("L-2", 5);
    await shop.patch(`lots/${quarantined}`, { status: "quarantine" });
    later(3);
    expect(await shop.held()).toMatchObject({ on_hand: 10, available: 0 });
    expect(await stockouts("MILK")).toEqual([]);
    await shop.made("waste_records", { sku: "MILK", location_id: shop.warehouse, quantity: 10, reason: "expired" });
    expect(await stockouts("MILK")).toEqual([[THURSDAY, null]]);
  });
});
