import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";
import { THOROUGH } from "../../support/thorough";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const act = (id: string, verb: string, body: unknown = {}) => shop.post(`cycle_counts/${id}/${verb}`, body);
const count = (id: string, items: unknown[]) =>
  shop.patch(`cycle_counts/${id}`, { cycle_count: { cycle_count_items_attributes: items } });
const tick = () => shop.app.clock.advance(1000);

async function begin(more: object = {}): Promise<string> {
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse, ...more });
  await act(id, "load_inventory");
  await act(id, "start");
  tick();
  return id;
}

test("movements before, during and after the count stay right: stock is what the counter saw plus what moved since", async () => {
  await shop.stock("MUG", 20);
  const id = await begin();
  await shop.stock("MUG", 5);
  tick();
  const counted_at = shop.app.clock.now.toISOString();
  tick();
  const order = await shop.order([{ sku: "MUG", quantity: 4 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  tick();
  const submitted = await count(id, [{ sku: "MUG", counted_quantity: 23, counted_at }]);
  expect(submitted.body.data.items).toMatchObject([
    { expected_quantity: 25, counted_quantity: 23, variance: -2, counted_at },
  ]);
  tick();
  await shop.stock("MUG", 7);
  const completed = (await act(id, "complete")).body.data;
  expect(completed).toMatchObject({ status: "completed", items: [{ expected_quantity: 25, variance: -2 }] });
  expect((await shop.level("MUG")).on_hand).toBe(23 - 4 + 7);
  const [entry] = (await shop.get(`inventory_ledger?reference_id=${id}`)).body.data;
  expect(entry).toMatchObject({ type: "cycle_count_adjustment", on_hand_change: -2, reference_type: "cycle_count" });
  expect(await shop.events()).toContain("cycle_count.completed");
  const [event] = (await shop.get("events?type=cycle_count.completed")).body.data;
  expect(event.data.cycle_count).not.toHaveProperty("items");
  expect(await shop.discrepancies()).toEqual([]);
});

test("a blind count hides what is expected until it is completed", async () => {
  await shop.stock("MUG", 5);
  const id = await begin({ blind: true });
  const open = (await count(id, [{ sku: "MUG", counted_quantity: 4 }])).body.data;
  expect(open.items).toMatchObject([{ expected_quantity: null, variance: null, counted_quantity: 4 }]);
  expect((await shop.get(`cycle_counts/${id}`)).body.data).toEqual(open);
  expect((await act(id, "complete")).body.data.items).toMatchObject([{ expected_quantity: 5, variance: -1 }]);
});

test("what is found and nobody expected is added and counted in", async () => {
  await shop.stock("MUG", 5);
  const id = await begin();
  const { items } = (await count(id, [{ sku: "TEA", counted_quantity: 0.25 }])).body.data;
  expect(items.map((item: { sku: string; expected_quantity: number }) => [item.sku, item.expected_quantity])).toEqual([
    ["MUG", 5],
    ["TEA", 0],
  ]);
  await act(id, "complete");
  expect((await shop.level("TEA")).on_hand).toBe(0.25);
  expect((await shop.level("MUG")).on_hand).toBe(5);
});

test("what was not counted is left alone, unless it is taken to be gone", async () => {
  await shop.stock("MUG", 5);
  await shop.stock("TEA", 1);
  const first = await begin();
  await count(first, [{ sku: "TEA", counted_quantity: 1 }]);
  expect((await act(first, "complete")).body.data.items).toMatchObject([
    { counted_quantity: null, variance: null },
    { variance: 0 },
  ]);
  expect((await shop.level("MUG")).on_hand).toBe(5);
  const second = await begin();
  await shop.stock("MUG", 2);
  await act(second, "complete", { uncounted_as_zero: true });
  expect([(await shop.level("MUG")).on_hand, (await shop.level("TEA")).on_hand]).toEqual([0, 0]);
});

test("two counts of one location that found the same correct it once", async () => {
  await shop.stock("MUG", 10);
  const [one, other] = [await begin(), await begin()];
  for (const id of [one, other]) {
    await count(id, [{ sku: "MUG", counted_quantity: 8 }]);
    tick();
  }
  await act(one, "complete");
  expect((await act(other, "complete")).body.data.items).toMatchObject([{ expected_quantity: 8, variance: 0 }]);
  expect((await shop.level("MUG")).on_hand).toBe(8);
});

test("completed in the other order, the later count knows better", async () => {
  await shop.stock("MUG", 10);
  const [early, late] = [await begin(), await begin()];
  await count(early, [{ sku: "MUG", counted_quantity: 10 }]);
  tick();
  await count(late, [{ sku: "MUG", counted_quantity: 8 }]);
  tick();
  await act(late, "complete");
  await act(early, "complete");
  expect((await shop.level("MUG")).on_hand).toBe(8);
});

test("two counts completed at once correct the same once", async () => {
  await shop.stock("MUG", 10);
  const [one, other] = [await begin(), await begin()];
  for (const id of [one, other]) await count(id, [{ sku: "MUG", counted_quantity: 8 }]);
  const answers = await Promise.all([act(one, "complete"), act(other, "complete")]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
  expect((await shop.level("MUG")).on_hand).toBe(8);
});

test("fewer may be counted than are reserved, and the event says so", async () => {
  await shop.stock("MUG", 10);
  await shop.order([{ sku: "MUG", quantity: 8 }], { reserve: true });
  const id = await begin();
  await count(id, [{ sku: "MUG", counted_quantity: 6 }]);
  await act(id, "complete");
  expect(await shop.level("MUG")).toEqual({ on_hand: 6, reserved: 8, available: -2 });
  expect(await shop.events()).toContain("inventory.oversold");
});

test("loading again adds what is missing and refreshes what is not counted yet", async () => {
  await shop.stock("MUG", 5);
  const id = await begin();
  await count(id, [{ sku: "MUG", counted_quantity: 5 }]);
  tick();
  await shop.stock("MUG", 3);
  await shop.stock("TEA", 1);
  const { items } = (await act(id, "load_inventory")).body.data;
  expect(items).toMatchObject([
    { sku: "MUG", expected_quantity: 5, counted_quantity: 5 },
    { sku: "TEA", expected_quantity: 1, counted_quantity: null },
  ]);
  await shop.stock("TEA", 1);
  expect((await act(id, "load_inventory")).body.data.items[1].expected_quantity).toBe(2);
});

test("a count of some variants loads those, on hand or not", async () => {
  await shop.stock("MUG", 5);
  const { id, variant_ids } = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["TEA"] });
  expect(variant_ids).toHaveLength(1);
  expect((await act(id, "load_inventory")).body.data.items).toMatchObject([{ sku: "TEA", expected_quantity: 0 }]);
});

test("each verb is refused where it is not valid, and nonsense by field", async () => {
  await shop.stock("MUG", 5);
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse });
  expect(codesOf(await count(id, [{ sku: "MUG", counted_quantity: 1 }]))).toEqual(["invalid_status"]);
  expect(codesOf(await act(id, "complete"))).toEqual(["invalid_status"]);
  await act(id, "load_inventory");
  const { started_at, status } = (await act(id, "start")).body.data;
  expect([started_at, status]).toEqual([shop.app.clock.now.toISOString(), "in_progress"]);
  expect(codesOf(await act(id, "start"))).toEqual(["invalid_status"]);
  const at = "cycle_count_items_attributes.0.";
  const cases: [object, string][] = [
    [{ sku: "NOPE", counted_quantity: 1 }, `${at}sku`],
    [{ sku: "MUG", counted_quantity: -1 }, `${at}counted_quantity`],
    [{ sku: "MUG", counted_quantity: 0.5 }, `${at}counted_quantity`],
    [{ sku: "MUG", counted_quantity: 1, counted_at: "2099-01-01T00:00:00Z" }, `${at}counted_at`],
    [{ counted_quantity: 1 }, `${at}id`],
    [{ id: "cc_line_none_7", counted_quantity: 1 }, `${at}id`],
    [{ sku: "MUG", counted_quantity: 1, lot_id: "lot_1" }, `${at}lot_id`],
  ];
  for (const [item, field] of cases) expect(codesOf(await count(id, [item]))).toEqual([`validation_failed ${field}`]);
  expect((await act(id, "cancel", { reason: "mistake" })).body.data.status).toBe("cancelled");
  expect(codesOf(await act(id, "load_inventory"))).toEqual(["invalid_status"]);
  expect((await shop.get("cycle_counts?status=cancelled")).body.data).toMatchObject([{ id, cancel_reason: "mistake" }]);
});

test("fewer than what moved since leaves is refused, and says to count again", async () => {
  await shop.stock("MUG", 10);
  const id = await begin();
  await count(id, [{ sku: "MUG", counted_quantity: 2 }]);
  tick();
  await shop.stock("MUG", -5);
  const refused = await act(id, "complete");
  expect(refused.body.errors[0]).toMatchObject({
    code: "insufficient_stock",
    details: { sku: "MUG", requested: 8, available: 5 },
  });
});

const MANY = THOROUGH ? 5000 : 1000;

test(`a count of ${MANY} items loads, updates and completes`, async () => {
  const variants = Array.from({ length: MANY }, (_, at) => ({ sku: `V-${at}` }));
  for (let at = 0; at < MANY; at += 100)
    await shop.made("products", { name: `P${at}`, variants: variants.slice(at, at + 100) });
  for (let at = 0; at < MANY; at += 1000) {
    const adjustments = variants
      .slice(at, at + 1000)
      .map(({ sku }) => ({ sku, location_id: shop.warehouse, quantity: 3, reason: "found" }));
    await shop.made("inventory_adjustments", { adjustments });
  }
  const id = await begin();
  const counted = await count(
    id,
    variants.map(({ sku }, at) => ({ sku, counted_quantity: at % 2 ? 3 : 4 })),
  );
  expect(counted.status).toBe(200);
  expect(counted.body.data.items).toHaveLength(MANY);
  const completed = await act(id, "complete");
  expect(completed.status).toBe(200);
  expect((await shop.get("inventory_ledger?type=cycle_count_adjustment")).body.meta.total).toBe(MANY / 2);
  expect(await shop.discrepancies()).toEqual([]);
}, 120_000);

test("an archived variant that is found while counting is refused at once, with its line", async () => {
  await shop.stock("MUG", 2);
  const old = await shop.product("OLD");
  const [variant] = old.variants;
  const id = await begin();
  await shop.patch(`variants/${variant.id}`, { status: "archived" });
  const found = [
    { sku: "MUG", counted_quantity: 2 },
    { sku: "OLD", counted_quantity: 1 },
    { variant_id: variant.id, counted_quantity: 1 },
  ];
  expect(codesOf(await count(id, found))).toEqual([
    "validation_failed cycle_count_items_attributes.1.sku",
    "validation_failed cycle_count_items_attributes.2.variant_id",
    "validation_failed cycle_count_items_attributes.2.variant_id",
  ]);
  await shop.patch(`variants/${variant.id}`, { status: "active" });
  expect((await count(id, found.slice(0, 2))).status).toBe(200);
  expect((await act(id, "complete")).status).toBe(200);
  expect((await shop.level("OLD")).on_hand).toBe(1);
});

test("a clock that is up to 5 minutes ahead counts as now, one further ahead is refused", async () => {
  await shop.stock("MUG", 5);
  const id = await begin();
  const now = shop.app.clock.now;
  const ahead = (ms: number) => ({
    sku: "MUG",
    counted_quantity: 4,
    counted_at: new Date(now.getTime() + ms).toISOString(),
  });
  expect(codesOf(await count(id, [ahead(5 * 60_000 + 1)]))).toEqual([
    "validation_failed cycle_count_items_attributes.0.counted_at",
  ]);
  const [item] = (await count(id, [ahead(5 * 60_000)])).body.data.items;
  expect(item).toMatchObject({ counted_at: now.toISOString(), expected_quantity: 5, variance: -1 });
});
