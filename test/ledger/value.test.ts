import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Movement } from "../../src/ledger";
import { amountOf, MAX_VALUE, shareOf, unitCostOf } from "../../src/shared/quantity";
import { openBakery } from "../support/bakery";
import { databaseOf, sql } from "../support/databases";
import { createInterleavedApp } from "../support/interleave";
import { openPosting } from "../support/posting";
import { codesOf } from "../support/shop";
import { THOROUGH } from "../support/thorough";

/** The rules of value (contract, section 3), each with an example by hand. */

type Bakery = Awaited<ReturnType<typeof openBakery>>;
let shop: Bakery;

beforeEach(async () => {
  shop = await openBakery();
});

type Change = { quantity: number; unit_cost?: number; location_id?: string; sku?: string };

/** Adjusts MUG at the warehouse, unless it says otherwise; answers the entry. */
async function adjust({ quantity, ...more }: Change) {
  const line = { sku: "MUG", location_id: shop.warehouse, quantity, reason: "correction", ...more };
  return (await shop.made("inventory_adjustments", line)).ledger_entries[0];
}

async function worth(sku = "MUG", location_id = shop.warehouse) {
  const [level] = (await shop.get(`inventory_levels?sku=${sku}&location_id=${location_id}`)).body.data;
  return { on_hand: level.on_hand, value: level.value, unit_cost: level.unit_cost };
}

const variantOf = async (sku = "MUG") => (await shop.get(`variants?sku=${sku}`)).body.data[0];
const costOf = async (sku = "MUG") => (await variantOf(sku)).cost;
const entries = async (query: string) => (await shop.get(`inventory_ledger?per_page=100&${query}`)).body.data;

async function expectLaw() {
  expect(await shop.discrepancies()).toEqual([]);
}

describe("what arrives", () => {
  test("at its own cost: 10 at 4 and 10 at 5 are worth 90, 4.5 each", async () => {
    expect(await adjust({ quantity: 10, unit_cost: 4 })).toMatchObject({
      unit_cost: 4,
      value_change: 40,
      value_after: 40,
    });
    expect(await adjust({ quantity: 10, unit_cost: 5 })).toMatchObject({
      unit_cost: 5,
      value_change: 50,
      value_after: 90,
    });
    expect(await worth()).toEqual({ on_hand: 20, value: 90, unit_cost: 4.5 });
    expect(await costOf()).toBe(4.5);
    await expectLaw();
  });

  test("as a gift at 0 lowers the average: 10 at 4 and 10 at 0 are worth 2 each", async () => {
    await adjust({ quantity: 10, unit_cost: 4 });
    expect(await adjust({ quantity: 10, unit_cost: 0 })).toMatchObject({ unit_cost: 0, value_change: 0 });
    expect(await worth()).toEqual({ on_hand: 20, value: 40, unit_cost: 2 });
  });

  test("without a cost costs the level's average, else the variant's cost, else nothing", async () => {
    await adjust({ quantity: 10, unit_cost: 4 });
    expect(await adjust({ quantity: 5 })).toMatchObject({ unit_cost: 4, value_change: 20, value_after: 60 });
    expect(await adjust({ quantity: 2, location_id: shop.store })).toMatchObject({ unit_cost: 4, value_change: 8 });
    await shop.product("FREE");
    expect(await adjust({ quantity: 3, sku: "FREE" })).toMatchObject({
      unit_cost: null,
      value_change: 0,
      value_after: 0,
    });
    expect(await worth("FREE")).toEqual({ on_hand: 3, value: 0, unit_cost: 0 });
    await shop.product("KNOWN", { cost: 7.5 });
    expect(await adjust({ quantity: 2, sku: "KNOWN" })).toMatchObject({ unit_cost: 7.5, value_change: 15 });
    await expectLaw();
  });

  test("after the last has left costs what the last had cost, if nothing else is said", async () => {
    await adjust({ quantity: 3, unit_cost: 1 });
    await adjust({ quantity: 3, unit_cost: 2 });
    await adjust({ quantity: -6 });
    expect(await worth()).toEqual({ on_hand: 0, value: 0, unit_cost: null });
    expect(await costOf()).toBe(1.5);
    expect(await adjust({ quantity: 2 })).toMatchObject({ unit_cost: 1.5, value_change: 3 });
  });

  test("by a receipt brings the receipt's cost: 4 at 2.5 beside 6 at 4 are worth 34", async () => {
    await adjust({ quantity: 6, unit_cost: 4 });
    const items = [{ sku: "MUG", quantity: 4, unit_cost: 2.5 }];
    const purchase = await shop.made("purchase_orders", {
      supplier_id: shop.supplier,
      location_id: shop.warehouse,
      currency: "USD",
      items,
    });
    await shop.post(`purchase_orders/${purchase.id}/receive`);
    expect(await worth()).toEqual({ on_hand: 10, value: 34, unit_cost: 3.4 });
    const [entry] = await entries("type=purchase_received");
    expect(entry).toMatchObject({ unit_cost: 2.5, value_change: 10, value_after: 34, unit_price: null });
  });
});

describe("what leaves", () => {
  test("takes its share, rounded half away from zero: 1 of 3 worth 10 takes 3.3333, and 1 of the 2 left 3.3334", async () => {
    await adjust({ quantity: 1, unit_cost: 10 });
    await adjust({ quantity: 2, unit_cost: 0 });
    expect(await adjust({ quantity: -1 })).toMatchObject({
      unit_cost: 3.3333,
      value_change: -3.3333,
      value_after: 6.6667,
    });
    expect(await adjust({ quantity: -1 })).toMatchObject({ value_change: -3.3334, value_after: 3.3333 });
    await expectLaw();
  });

  test("as the last unit takes what is left, so nothing on hand is worth nothing", async () => {
    await adjust({ quantity: 1, unit_cost: 10 });
    await adjust({ quantity: 2, unit_cost: 0 });
    await adjust({ quantity: -2 });
    expect(await adjust({ quantity: -1 })).toMatchObject({ value_change: -3.3333, value_after: 0 });
    expect(await worth()).toEqual({ on_hand: 0, value: 0, unit_cost: null });
  });

  test("in 300 shipments of 0.3333 of 99.99 worth 100 leaves nothing behind, and no cent is lost", async () => {
    await shop.product("OIL", { quantity_decimals: 4, unit: "l", price: 3 });
    await adjust({ sku: "OIL", quantity: 99.99, unit_cost: 1.0001 });
    const before = await worth("OIL");
    expect(before.value).toBe(100);
    const lines = Array.from({ length: 300 }, () => ({ sku: "OIL", quantity: 0.3333 }));
    const order = await shop.order(lines, { reserve: true });
    const { data } = (await shop.post(`orders/${order.id}/fulfill`)).body;
    expect(data.cost_of_goods).toBe(100);
    // 300 times 0.3333 × 3, each rounded.
    expect(data.margin).toBe(199.97);
    expect(await worth("OIL")).toEqual({ on_hand: 0, value: 0, unit_cost: null });
    await expectLaw();
  });

  test("by an order, waste, a count or consumption takes the same share", async () => {
    await shop.product("JAM");
    await adjust({ sku: "JAM", quantity: 7, unit_cost: 3 });
    await adjust({ sku: "JAM", quantity: 3, unit_cost: 1 });
    const order = await shop.order([{ sku: "JAM", quantity: 1, unit_price: 5 }]);
    await shop.post(`orders/${order.id}/fulfill`);
    await shop.made("waste_records", { sku: "JAM", location_id: shop.warehouse, quantity: 1, reason: "damaged" });
    const count = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["JAM"] });
    await shop.post(`cycle_counts/${count.id}/start`);
    await shop.patch(`cycle_counts/${count.id}`, {
      cycle_count_items_attributes: [{ sku: "JAM", counted_quantity: 7 }],
    });
    await shop.post(`cycle_counts/${count.id}/complete`);
    const recipe = await shop.recipe("MUG", 1, [{ sku: "JAM", quantity: 1 }]);
    await shop.make(recipe.id, 1);
    const found = (await entries("sku=JAM")).filter((entry: { on_hand_change: number }) => entry.on_hand_change < 0);
    expect(found.map((entry: Record<string, unknown>) => [entry.type, entry.unit_cost, entry.value_change])).toEqual([
      ["order_fulfilled", 2.4, -2.4],
      ["waste", 2.4, -2.4],
      ["cycle_count_adjustment", 2.4, -2.4],
      ["production_consumed", 2.4, -2.4],
    ]);
    expect(await worth("MUG")).toEqual({ on_hand: 1, value: 2.4, unit_cost: 2.4 });
    await expectLaw();
  });
});

test("a count that moves goods to another lot keeps their value, although their lot was the last one there", async () => {
  await shop.product("WINE", { lot_tracked: true });
  const add = (lot_number: string, quantity: number, unit_cost: number, location_id: string) =>
    shop.made("inventory_adjustments", { sku: "WINE", location_id, quantity, unit_cost, lot_number, reason: "found" });
  const { lot_id: x } = await add("X", 5, 1, shop.warehouse);
  const { lot_id: y } = await add("Y", 100, 9, shop.store);
  const count = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["WINE"] });
  await shop.post(`cycle_counts/${count.id}/start`);
  const counted = [
    { sku: "WINE", lot_id: x, counted_quantity: 0 },
    { sku: "WINE", lot_id: y, counted_quantity: 5 },
  ];
  await shop.patch(`cycle_counts/${count.id}`, { cycle_count_items_attributes: counted });
  expect((await shop.post(`cycle_counts/${count.id}/complete`)).status).toBe(200);
  expect(await worth("WINE")).toEqual({ on_hand: 5, value: 5, unit_cost: 1 });
  await expectLaw();
});

describe("a transfer", () => {
  test("between two averages brings exactly what left: 3 of 10 worth 25 join 5 worth 30", async () => {
    await adjust({ quantity: 10, unit_cost: 2.5 });
    await adjust({ quantity: 5, unit_cost: 6, location_id: shop.store });
    const transfer = await ship(3);
    expect(transfer.items[0]).toMatchObject({ shipped_value: 7.5, unit_cost: 2.5, received_value: 0, lost_value: 0 });
    expect(await worth()).toEqual({ on_hand: 7, value: 17.5, unit_cost: 2.5 });
    await shop.post(`stock_transfers/${transfer.id}/receive`);
    expect(await worth("MUG", shop.store)).toEqual({ on_hand: 8, value: 37.5, unit_cost: 4.6875 });
    expect(await costOf()).toBe(3.6667);
    await expectLaw();
  });

  test("of 3 worth 10 that arrives one by one brings 3.3333, 3.3334 and 3.3333", async () => {
    await adjust({ quantity: 1, unit_cost: 10 });
    await adjust({ quantity: 2, unit_cost: 0 });
    const { id } = await ship(3);
    for (let at = 0; at < 3; at++)
      await shop.post(`stock_transfers/${id}/receive`, { items: [{ sku: "MUG", quantity: 1 }] });
    const found = await entries("type=transfer_in");
    expect(found.map((entry: { value_change: number }) => entry.value_change)).toEqual([3.3333, 3.3334, 3.3333]);
    expect(await worth("MUG", shop.store)).toEqual({ on_hand: 3, value: 10, unit_cost: 3.3333 });
    await expectLaw();
  });

  test("that loses 1 of 4 worth 10 says that 2.5 was lost, and changes no value by it", async () => {
    await adjust({ quantity: 4, unit_cost: 2.5 });
    const { id } = await ship(4);
    const received = await shop.post(`stock_transfers/${id}/receive`, {
      items: [{ sku: "MUG", quantity: 3 }],
      close: true,
    });
    expect(received.body.data.items[0]).toMatchObject({ shipped_value: 10, received_value: 7.5, lost_value: 2.5 });
    const [lost] = await entries("type=transfer_lost");
    expect(lost).toMatchObject({ quantity: 1, unit_cost: 2.5, value_change: 0, value_after: 7.5 });
    await expectLaw();
  });

  async function ship(quantity: number) {
    const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
    const { id } = await shop.made("stock_transfers", { ...ends, items: [{ sku: "MUG", quantity }] });
    return (await shop.post(`stock_transfers/${id}/ship`)).body.data;
  }
});

describe("an order", () => {
  test("shows what its goods have cost, and its margin: 2 of 4 each sold for 12.5 leave 17", async () => {
    await adjust({ quantity: 10, unit_cost: 4 });
    const order = await shop.order([{ sku: "MUG", quantity: 3, unit_price: 12.5 }]);
    expect(order).toMatchObject({ cost_of_goods: 0, margin: 0 });
    const part = await shop.post(`orders/${order.id}/fulfill`, { items: [{ sku: "MUG", quantity: 2 }] });
    expect(part.body.data).toMatchObject({ cost_of_goods: 8, margin: 17 });
    const [entry] = await entries("type=order_fulfilled");
    expect(entry).toMatchObject({ unit_cost: 4, unit_price: 12.5, value_change: -8, value_after: 32 });
  });

  test("brings in its price, rounded half up for each shipment: 0.5 kg at 0.0001 are 0.0001", async () => {
    await adjust({ sku: "TEA", quantity: 2, unit_cost: 0 });
    const order = await shop.order([{ sku: "TEA", quantity: 1, unit_price: 0.0001 }]);
    const half = { items: [{ sku: "TEA", quantity: 0.5 }] };
    await shop.post(`orders/${order.id}/fulfill`, half);
    const { data } = (await shop.post(`orders/${order.id}/fulfill`, half)).body;
    expect(data).toMatchObject({ status: "fulfilled", cost_of_goods: 0, margin: 0.0002 });
    const database = await databaseOf(shop.tenant.id);
    expect(await sql(database, "SELECT revenue FROM movement_days WHERE type = 'order_fulfilled'")).toEqual([[2]]);
    await expectLaw();
  });

  test("counts once for each variant, however many parts, lots and lines of it are shipped", async () => {
    await shop.add("FLOUR", 2, "A");
    await shop.add("FLOUR", 4, "B");
    const order = await shop.order([
      { sku: "FLOUR", quantity: 4 },
      { sku: "FLOUR", quantity: 1 },
    ]);
    await shop.post(`orders/${order.id}/fulfill`, { items: [{ order_item_id: order.items[0].id, quantity: 3 }] });
    expect((await shop.post(`orders/${order.id}/fulfill`)).body.data.status).toBe("fulfilled");
    expect(await entries("type=order_fulfilled")).toHaveLength(4);
    const database = await databaseOf(shop.tenant.id);
    const days = await sql(
      database,
      "SELECT quantity_out, new_orders FROM movement_days WHERE type = 'order_fulfilled'",
    );
    expect(days).toEqual([[50_000, 1]]);
    await expectLaw();
  });

  test("of which something was sold without a price has no margin", async () => {
    await adjust({ quantity: 10, unit_cost: 4 });
    await shop.product("FLYER");
    await adjust({ sku: "FLYER", quantity: 10, unit_cost: 1 });
    const order = await shop.order([
      { sku: "MUG", quantity: 1, unit_price: 10 },
      { sku: "FLYER", quantity: 1 },
    ]);
    const { data } = (await shop.post(`orders/${order.id}/fulfill`)).body;
    expect(data).toMatchObject({ cost_of_goods: 5, margin: null });
  });
});

describe("a return", () => {
  async function sell(quantity: number) {
    const order = await shop.order([{ sku: "MUG", quantity, unit_price: 9 }]);
    await shop.post(`orders/${order.id}/fulfill`);
    return order;
  }

  async function takeBack(order_id: string, quantity: number, condition = "sellable") {
    const items = [{ sku: "MUG", quantity, condition }];
    const made = await shop.made("return_authorizations", { order_id, items });
    return (await shop.post(`return_authorizations/${made.id}/receive`)).body.data;
  }

  test("after the average moved comes back at what it left with: 4, not 6", async () => {
    await adjust({ quantity: 10, unit_cost: 4 });
    const order = await sell(2);
    await adjust({ quantity: 8, unit_cost: 8 });
    expect((await worth()).unit_cost).toBe(6);
    expect((await takeBack(order.id, 1)).items[0]).toMatchObject({ value: 4 });
    expect(await worth()).toEqual({ on_hand: 17, value: 100, unit_cost: 5.8824 });
    const [entry] = await entries("type=return_received");
    expect(entry).toMatchObject({ unit_cost: 4, unit_price: 9, value_change: 4 });
    await expectLaw();
  });

  test("in parts brings back exactly what left: 3 worth 10 are 3.3333, 3.3334 and 3.3333", async () => {
    await adjust({ quantity: 1, unit_cost: 10 });
    await adjust({ quantity: 2, unit_cost: 0 });
    const order = await sell(3);
    const values = [];
    for (let at = 0; at < 3; at++) values.push((await takeBack(order.id, 1)).items[0].value);
    expect(values).toEqual([3.3333, 3.3334, 3.3333]);
    expect(await worth()).toEqual({ on_hand: 3, value: 10, unit_cost: 3.3333 });
  });

  test("of damaged goods says what was lost, and adds no value", async () => {
    await adjust({ quantity: 10, unit_cost: 4 });
    const order = await sell(2);
    await takeBack(order.id, 1, "damaged");
    const [entry] = await entries("type=return_disposed");
    expect(entry).toMatchObject({ quantity: 1, unit_cost: 4, unit_price: 9, value_change: 0, value_after: 32 });
    expect(await worth()).toEqual({ on_hand: 8, value: 32, unit_cost: 4 });
    await expectLaw();
  });
});

describe("production", () => {
  test("gives the output exactly the value of what was consumed and wasted: 9.375 for 11 pieces", async () => {
    await adjust({ sku: "SALT", quantity: 10, unit_cost: 1.5 });
    await shop.product("BALL");
    const recipe = await shop.recipe("BALL", 12, [{ sku: "SALT", quantity: 6 }]);
    const { id, inputs } = await shop.batch(recipe.id, 12);
    await shop.post(`production_batches/${id}/start`);
    const used = { production_batch_input_id: inputs[0].id, actual_quantity: 6, waste_quantity: 0.25 };
    const done = await shop.post(`production_batches/${id}/complete`, { actual_quantity_produced: 11, inputs: [used] });
    expect(done.body.data).toMatchObject({ input_value: 9.375, unit_cost: 0.8523 });
    expect(await worth("BALL")).toEqual({ on_hand: 11, value: 9.375, unit_cost: 0.8523 });
    const found = await entries(`reference_id=${id}`);
    expect(found.map((entry: Record<string, unknown>) => [entry.type, entry.value_change])).toEqual([
      ["production_reserved", 0],
      ["production_consumed", -9],
      ["production_waste", -0.375],
      ["production_output", 9.375],
    ]);
    await expectLaw();
  });

  test("of which nothing comes loses what was consumed: the entries say how much", async () => {
    await adjust({ sku: "SALT", quantity: 10, unit_cost: 1.5 });
    const recipe = await shop.recipe("MUG", 1, [{ sku: "SALT", quantity: 2 }]);
    const { id } = await shop.batch(recipe.id, 1);
    await shop.post(`production_batches/${id}/start`);
    const done = await shop.post(`production_batches/${id}/complete`, { actual_quantity_produced: 0 });
    expect(done.body.data).toMatchObject({ input_value: 3, unit_cost: null, outputs: [] });
    expect(await worth("SALT")).toEqual({ on_hand: 8, value: 12, unit_cost: 1.5 });
    await expectLaw();
  });
});

describe("a revaluation", () => {
  test("of stock at two locations posts one entry for each, without a quantity; what is in transit keeps its value", async () => {
    await adjust({ quantity: 10, unit_cost: 4 });
    await adjust({ quantity: 5, unit_cost: 6, location_id: shop.store });
    const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
    const transfer = await shop.made("stock_transfers", { ...ends, items: [{ sku: "MUG", quantity: 2 }] });
    await shop.post(`stock_transfers/${transfer.id}/ship`);
    const { id } = await variantOf();
    const changed = await shop.patch(`variants/${id}`, { cost: 5 });
    expect(changed.body.data.cost).toBe(5);
    const found = await entries("type=revaluation");
    expect(found).toMatchObject([
      { location_id: shop.warehouse, quantity: 0, on_hand_change: 0, unit_cost: 5, value_change: 8, value_after: 40 },
      { location_id: shop.store, quantity: 0, on_hand_change: 0, unit_cost: 5, value_change: -5, value_after: 25 },
    ]);
    expect(found[0]).toMatchObject({ reference_type: "variant", reference_id: id });
    await shop.post(`stock_transfers/${transfer.id}/receive`);
    expect(await worth("MUG", shop.store)).toEqual({ on_hand: 7, value: 33, unit_cost: 4.7143 });
    await expectLaw();
  });

  test("to what it costs already writes nothing, and without stock only the cost", async () => {
    const { id } = await variantOf();
    await shop.patch(`variants/${id}`, { cost: 3 });
    await adjust({ quantity: 4 });
    await shop.patch(`variants/${id}`, { cost: 3 });
    expect(await entries("type=revaluation")).toEqual([]);
    expect(await worth()).toEqual({ on_hand: 4, value: 12, unit_cost: 3 });
  });

  test("finds stock that comes in while it is decided, at another location too", async () => {
    const { app, between } = createInterleavedApp();
    shop = await openBakery(app);
    const { id } = await variantOf();
    await adjust({ quantity: 1, unit_cost: 4 });
    const arrives = () => adjust({ quantity: 1, unit_cost: 9, location_id: shop.store });
    expect((await between(() => shop.patch(`variants/${id}`, { cost: 4 }), arrives)).body.data.cost).toBe(4);
    expect(await worth("MUG", shop.store)).toEqual({ on_hand: 1, value: 4, unit_cost: 4 });
    expect(await costOf()).toBe(4);
    await expectLaw();
  });

  test("to no cost is refused while there is stock, and to 0 is not", async () => {
    const { id } = await variantOf();
    await adjust({ quantity: 4, unit_cost: 2 });
    expect(codesOf(await shop.patch(`variants/${id}`, { cost: null }))).toEqual(["validation_failed cost"]);
    expect((await shop.patch(`variants/${id}`, { cost: 0 })).body.data.cost).toBe(0);
    expect(await worth()).toEqual({ on_hand: 4, value: 0, unit_cost: 0 });
    await expectLaw();
  });
});

describe("at the bounds", () => {
  const most = { sku: "MUG", quantity: 500, unit_cost: 1_000_000_000 };

  test("a level may be worth 500,000,000,000, to the last decimal, and not more", async () => {
    await adjust(most);
    expect(await worth()).toEqual({ on_hand: 500, value: 500_000_000_000, unit_cost: 1_000_000_000 });
    const line = { sku: "MUG", location_id: shop.warehouse, reason: "found" };
    for (const more of [{ quantity: 1 }, { quantity: 1, unit_cost: 0.0001 }, { quantity: 1_000_000, unit_cost: 1e9 }]) {
      expect(codesOf(await shop.post("inventory_adjustments", { ...line, ...more }))).toEqual(["validation_failed"]);
      expect(codesOf(await shop.post("inventory_adjustments?dry_run=true", { ...line, ...more }))).toEqual([
        "validation_failed",
      ]);
    }
    await adjust({ quantity: -1 });
    await adjust({ quantity: 1, unit_cost: 0 });
    expect((await adjust({ quantity: -499 })).value_change).toBe(-498_002_000_000);
    await expectLaw();
  });

  test("1,000,000,000 pieces of 1,000,000,000 each are refused, not rounded", async () => {
    const line = { sku: "MUG", location_id: shop.warehouse, reason: "found", quantity: 1e9, unit_cost: 1e9 };
    expect(codesOf(await shop.post("inventory_adjustments", line))).toEqual(["validation_failed"]);
    expect((await shop.get("inventory_levels?sku=MUG")).body.data).toEqual([]);
  });

  test("an order's price and the cost of its goods are at most 500,000,000,000 as well", async () => {
    const line = { sku: "MUG", quantity: 500, unit_price: 1e9 };
    expect((await shop.post("orders", { location_id: shop.warehouse, items: [line] })).status).toBe(201);
    const dearer = await shop.post("orders", { location_id: shop.warehouse, items: [line, { ...line, quantity: 1 }] });
    expect(codesOf(dearer)).toEqual(["validation_failed items"]);
    await adjust(most);
    await adjust({ ...most, location_id: shop.store });
    const items = [shop.warehouse, shop.store].map((location_id) => ({
      sku: "MUG",
      quantity: 300,
      location_id,
      unit_price: 1,
    }));
    const order = await shop.made("orders", { items });
    expect(codesOf(await shop.post(`orders/${order.id}/fulfill`))).toEqual(["validation_failed items"]);
    expect((await shop.post(`orders/${order.id}/fulfill`, { items: [{ sku: "MUG", quantity: 300 }] })).status).toBe(
      200,
    );
  });

  test("whatever a level is worth, a part of it takes the share that big integers give", async () => {
    await shop.product("DUST", { quantity_decimals: 4 });
    const { id: variant_id } = await variantOf("DUST");
    const post = await openPosting(shop);
    const quantity = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10 ** 13 }));
    const levels = fc
      .record({
        on_hand: quantity,
        share_of_most: fc.double({ min: 0, max: 1, noNaN: true }),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ on_hand, share_of_most, part }) => {
        const most = Math.min(MAX_VALUE, on_hand * 1_000_000_000);
        return {
          on_hand,
          value: Math.floor(share_of_most * most),
          leaves: Math.max(1, Math.min(on_hand, Math.round(part * on_hand))),
        };
      });
    await fc.assert(
      fc.asyncProperty(levels, async ({ on_hand, value, leaves }) => {
        const move = (quantity: number, more: Partial<Movement>): Movement => ({
          type: "adjustment",
          variant_id,
          location_id: shop.warehouse,
          quantity,
          reference_id: "adj_test",
          ...more,
        });
        // Each time on a day of its own: what moves on one day has a bound as well.
        shop.app.clock.advance(24 * 60 * 60 * 1000);
        const share = shareOf(value, leaves, on_hand);
        const wrong = share > 0 ? share - 1 : share + 1;
        expect(await post(move(on_hand, { value }), move(-leaves, { value: wrong }))).toBe("stale_value");
        const rest = on_hand - leaves;
        const last = rest > 0 ? [move(-rest, { value: value - share })] : [];
        expect(await post(move(on_hand, { value }), move(-leaves, { value: share }), ...last)).toBe("accepted");
      }),
      { numRuns: THOROUGH ? 300 : 60 },
    );
    await expectLaw();
  });
});

describe("the database refuses by itself", () => {
  async function posting() {
    const { id: variant_id } = await variantOf();
    const post = await openPosting(shop);
    return (quantity: number, more: Partial<Movement>) =>
      post({
        type: "adjustment",
        variant_id,
        location_id: shop.warehouse,
        quantity,
        reference_id: "adj_test",
        ...more,
      });
  }

  test("an arrival of which one costs more than 1,000,000,000", async () => {
    const post = await posting();
    expect(await post(10_000, { value: 10_000_000_000_001 + 9_999 })).toBe("unit_cost_out_of_range");
    expect(await post(10_000, { value: 10_000_000_000_000 })).toBe("accepted");
  });

  test("a shipment whose price is more than 500,000,000,000", async () => {
    const post = await posting();
    expect(await post(5_010_000, { value: 0, unit_price: 10_000_000_000_000 })).toBe("value_out_of_range");
    expect(await post(5_000_000, { value: 0, unit_price: 10_000_000_000_000 })).toBe("accepted");
  });
});

test("what is committed after midnight counts for the next day, and nothing for a day before the last entry's", async () => {
  const { id } = await variantOf();
  const database = await databaseOf(shop.tenant.id);
  for (const at of ["2026-11-23T22:59:59.999Z", "2026-11-23T23:00:00.000Z", "2026-11-23T22:59:59.999Z"]) {
    await sql(
      database,
      `INSERT INTO stock_posting (type, variant_id, location_id, quantity, on_hand_change, reserved_change, silent, reference_type,
          reference_id, today, tomorrow_at, at)
        VALUES ('adjustment', ?, ?, 10000, 10000, 0, 1, 'inventory_adjustment', 'adj_test', '2026-11-23',
          '2026-11-23T23:00:00.000Z', ?)`,
      ...[id, shop.warehouse, at],
    );
  }
  const days = await sql(database, "SELECT day FROM stock_ledger ORDER BY sequence");
  expect(days).toEqual([["2026-11-23"], ["2026-11-24"], ["2026-11-24"]]);
  await expectLaw();
});

test("shares and amounts are rounded half away from zero, and exact beyond 2^53", () => {
  expect([shareOf(10, 1, 4), shareOf(10, 1, 3), shareOf(1, 1, 2), shareOf(3, 1, 8)]).toEqual([3, 3, 1, 0]);
  expect(shareOf(5e15, 9_999_999_999_999, 1e13)).toBe(4_999_999_999_999_500);
  expect(amountOf(12_345, 3_333)).toBe(4_115);
  expect(unitCostOf(100_000, 30_000)).toBe(33_333);
  expect(unitCostOf(0, 0)).toBeNull();
});
