import { beforeAll, expect, test } from "vitest";
import { openBakery } from "../support/bakery";
import { createInterleavedApp } from "../support/interleave";

/**
 * What a response shows of value is decided before the commit: what changes it in between is seen, and the command decides
 * again. The test support compares each response with what is stored.
 */

const { app, between } = createInterleavedApp();

let shop: Awaited<ReturnType<typeof openBakery>>;

beforeAll(async () => {
  shop = await openBakery(app);
});

const unique = () => crypto.randomUUID().slice(0, 8).toUpperCase();

async function variant() {
  const sku = unique();
  const [made] = (await shop.product(sku)).variants;
  return { id: made.id as string, sku };
}

/** Adds stock at a cost. */
const add = (sku: string, quantity: number, unit_cost: number, location_id = shop.warehouse) =>
  shop.made("inventory_adjustments", { sku, location_id, quantity, unit_cost, reason: "found" });

async function worth(sku: string, location_id = shop.warehouse) {
  const [level] = (await shop.get(`inventory_levels?sku=${sku}&location_id=${location_id}`)).body.data;
  return [level.on_hand, level.value];
}

const expectLaw = async () => expect(await shop.discrepancies()).toEqual([]);

test("a shipment whose goods became dearer before its commit costs what they cost then", async () => {
  const { sku } = await variant();
  await add(sku, 10, 4);
  const { id } = await shop.order([{ sku, quantity: 2, unit_price: 10 }]);
  const fulfilled = await between(
    () => shop.post(`orders/${id}/fulfill`),
    () => add(sku, 10, 6),
  );
  expect(fulfilled.body.data).toMatchObject({ status: "fulfilled", cost_of_goods: 10, margin: 10 });
  expect(await worth(sku)).toEqual([18, 90]);
  await expectLaw();
});

test("a transfer whose goods were revalued before its shipment carries the new value", async () => {
  const { id: variant_id, sku } = await variant();
  await add(sku, 10, 4);
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const { id } = await shop.made("stock_transfers", { ...ends, items: [{ sku, quantity: 5 }] });
  const shipped = await between(
    () => shop.post(`stock_transfers/${id}/ship`),
    () => shop.patch(`variants/${variant_id}`, { cost: 7 }),
  );
  expect(shipped.body.data.items).toMatchObject([{ shipped_value: 35, unit_cost: 7 }]);
  await shop.post(`stock_transfers/${id}/receive`);
  expect([await worth(sku), await worth(sku, shop.store)]).toEqual([
    [5, 35],
    [5, 35],
  ]);
  await expectLaw();
});

test("a batch whose ingredient became dearer before its completion gives its output the value that was consumed", async () => {
  const [input, output] = [await variant(), await variant()];
  await add(input.sku, 10, 1);
  const recipe = await shop.recipe(output.sku, 1, [{ sku: input.sku, quantity: 4 }]);
  const { id } = await shop.batch(recipe.id, 1);
  await shop.post(`production_batches/${id}/start`);
  const completed = await between(
    () => shop.post(`production_batches/${id}/complete`, { actual_quantity_produced: 2 }),
    () => add(input.sku, 10, 2),
  );
  expect(completed.body.data).toMatchObject({ input_value: 6, unit_cost: 3 });
  expect([await worth(input.sku), await worth(output.sku)]).toEqual([
    [16, 24],
    [2, 6],
  ]);
  await expectLaw();
});

test("of two returns of one line at once, each comes back at its own share of what was shipped", async () => {
  const { sku } = await variant();
  await add(sku, 1, 10);
  await add(sku, 2, 0);
  const { id: order_id } = await shop.order([{ sku, quantity: 3 }]);
  await shop.post(`orders/${order_id}/fulfill`);
  const authorize = async (quantity: number) =>
    (await shop.made("return_authorizations", { order_id, items: [{ sku, quantity, condition: "sellable" }] })).id;
  const [first, second] = [await authorize(1), await authorize(2)];
  const received = await between(
    () => shop.post(`return_authorizations/${first}/receive`),
    () => shop.post(`return_authorizations/${second}/receive`),
  );
  expect(received.body.data.items).toMatchObject([{ value: 3.3333 }]);
  expect(await worth(sku)).toEqual([3, 10]);
  await expectLaw();
});

test("a return of a line that was shipped further before its receipt takes its share of all of it", async () => {
  const { sku } = await variant();
  await add(sku, 2, 4);
  const { id: order_id } = await shop.order([{ sku, quantity: 4 }]);
  await shop.post(`orders/${order_id}/fulfill`, { items: [{ sku, quantity: 2 }] });
  await add(sku, 2, 8);
  const { id } = await shop.made("return_authorizations", {
    order_id,
    items: [{ sku, quantity: 1, condition: "sellable" }],
  });
  const received = await between(
    () => shop.post(`return_authorizations/${id}/receive`),
    () => shop.post(`orders/${order_id}/fulfill`),
  );
  expect(received.body.data.items).toMatchObject([{ value: 6 }]);
  await expectLaw();
});

test("stock that arrives before a cost is set is revalued with the rest", async () => {
  const { id, sku } = await variant();
  await add(sku, 3, 1);
  const changed = await between(
    () => shop.patch(`variants/${id}`, { cost: 5 }),
    () => add(sku, 2, 100),
  );
  expect(changed.body.data.cost).toBe(5);
  expect(await worth(sku)).toEqual([5, 25]);
  await expectLaw();
});

test("stock that costs what is set, and was exchanged for dearer stock before that, is revalued", async () => {
  const { id, sku } = await variant();
  await add(sku, 10, 10);
  const exchange = async () => {
    await shop.made("inventory_adjustments", { sku, location_id: shop.warehouse, quantity: -5, reason: "damaged" });
    await add(sku, 5, 20);
  };
  const changed = await between(() => shop.patch(`variants/${id}`, { cost: 10 }), exchange);
  expect(changed.body.data.cost).toBe(10);
  expect(await worth(sku)).toEqual([10, 100]);
  await expectLaw();
});

test("stock that is tracked by lots from now on keeps the value it has when that is committed", async () => {
  const { id, sku } = await variant();
  await add(sku, 3, 1);
  const changed = await between(
    () => shop.patch(`variants/${id}`, { lot_tracked: true }),
    () => shop.patch(`variants/${id}`, { cost: 2.3333 }),
  );
  expect([changed.status, changed.body.data.lot_tracked]).toEqual([200, true]);
  expect(await worth(sku)).toEqual([3, 6.9999]);
  await expectLaw();
});

test("40 shipments of one variant at once, whose average does not come out even, share its value exactly", async () => {
  const { sku } = await variant();
  await add(sku, 1, 10);
  await add(sku, 41, 0.0003);
  const orders = await Promise.all(Array.from({ length: 40 }, () => shop.order([{ sku, quantity: 1 }])));
  const answers = await Promise.all(orders.map(({ id }) => shop.post(`orders/${id}/fulfill`)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 200));
  const costs = answers.reduce((sum, { body }) => sum + Math.round(body.data.cost_of_goods * 10_000), 0);
  const [on_hand, value] = await worth(sku);
  expect([on_hand, costs + Math.round(value * 10_000)]).toEqual([2, 100_123]);
  await expectLaw();
});
