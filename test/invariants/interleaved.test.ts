import { beforeEach, describe, expect, test } from "vitest";
import { openBakery } from "../support/bakery";
import { createInterleavedApp } from "../support/interleave";
import { codesOf } from "../support/shop";

/** Of two commands the second commits between the first one's decision and its commit: the first must decide again. */

type Bakery = Awaited<ReturnType<typeof openBakery>>;
let shop: Bakery;
let between: ReturnType<typeof createInterleavedApp>["between"];

beforeEach(async () => {
  const interleaved = createInterleavedApp();
  between = interleaved.between;
  shop = await openBakery(interleaved.app);
  await shop.stock("MUG", 20);
});

const items = [{ sku: "MUG", quantity: 5 }];
const post = (path: string, body: unknown = {}) => shop.post(path, body);
const entries = async () => (await shop.get("inventory_ledger?per_page=100")).body.data.length as number;

async function purchase(): Promise<string> {
  const { id } = await shop.made("purchase_orders", { supplier_id: shop.supplier, location_id: shop.warehouse, items });
  return `purchase_orders/${id}`;
}
async function transfer(shipped: boolean): Promise<string> {
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const { id } = await shop.made("stock_transfers", { ...ends, items });
  if (shipped) await post(`stock_transfers/${id}/ship`);
  return `stock_transfers/${id}`;
}
async function count(): Promise<string> {
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["MUG"] });
  await post(`cycle_counts/${id}/load_inventory`);
  await post(`cycle_counts/${id}/start`);
  await shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: [{ sku: "MUG", counted_quantity: 18 }] });
  return `cycle_counts/${id}`;
}
async function rma(): Promise<string> {
  const order = await shop.order(items);
  await post(`orders/${order.id}/fulfill`);
  return `return_authorizations/${(await shop.made("return_authorizations", { order_id: order.id, items })).id}`;
}
async function batch(started: boolean): Promise<string> {
  const { id: recipe_id } = await shop.recipe("BREAD", 1, [{ sku: "MUG", quantity: 1 }]);
  const { id } = await shop.batch(recipe_id, 5);
  if (started) await post(`production_batches/${id}/start`);
  return `production_batches/${id}`;
}
const order = async (reserve: boolean) => `orders/${(await shop.order(items, { reserve })).id}`;

/** A document made ready for each verb that moves stock or ends it. */
const VERBS: Record<string, [verb: string, document: () => Promise<string>, body?: object]> = {
  "an order without a reservation is fulfilled": ["fulfill", () => order(false)],
  "a reserved order is fulfilled": ["fulfill", () => order(true)],
  "an order is reserved": ["reserve", () => order(false)],
  "a reserved order is cancelled": ["cancel", () => order(true)],
  "a purchase order is received": ["receive", purchase],
  "a purchase order is cancelled": ["cancel", purchase],
  "a purchase order is closed": ["close", purchase],
  "a transfer is shipped": ["ship", () => transfer(false)],
  "a transfer is received": ["receive", () => transfer(true)],
  "a transfer is cancelled": ["cancel", () => transfer(false)],
  "a count is completed": ["complete", count],
  "a count is cancelled": ["cancel", count],
  "a return is received": ["receive", rma],
  "a return is cancelled": ["cancel", rma],
  "a batch is started": ["start", () => batch(false)],
  "a batch is completed": ["complete", () => batch(true), { actual_quantity_produced: 5, lot_number: "L1" }],
  "a batch is cancelled": ["cancel", () => batch(true)],
};

describe("done twice at once, once has an effect:", () => {
  test.each(Object.entries(VERBS))("%s", async (_, [verb, document, body = {}]) => {
    const path = await document();
    const before = await entries();
    await post(`${path}/${verb}?dry_run=true`, body);
    let first: { status: number } | undefined;
    let after_first = 0;
    const second = await between(
      () => post(`${path}/${verb}`, body),
      async () => {
        first = await post(`${path}/${verb}`, body);
        after_first = await entries();
      },
    );
    expect(first?.status).toBe(200);
    expect(codesOf(second)).toEqual(["invalid_status"]);
    expect(await entries()).toBe(after_first);
    expect(after_first).toBeGreaterThanOrEqual(before);
    expect(await shop.discrepancies()).toEqual([]);
  });
});

describe("what a new document refers to, archived before it is committed, is refused, and nothing is made:", () => {
  const DOCUMENTS: Record<string, (sku: string, location_id: string) => [path: string, body: object]> = {
    "an order": (sku, location_id) => ["orders", { items: [{ sku, location_id, quantity: 1 }] }],
    "a purchase order": (sku, location_id) => [
      "purchase_orders",
      { supplier_id: shop.supplier, location_id, items: [{ sku, quantity: 1 }] },
    ],
    "a transfer": (sku, to_location_id) => [
      "stock_transfers",
      { from_location_id: shop.warehouse, to_location_id, items: [{ sku, quantity: 1 }] },
    ],
    "an adjustment": (sku, location_id) => [
      "inventory_adjustments",
      { sku, location_id, quantity: 1, reason: "found" },
    ],
  };
  const remove = (path: string) => shop.tenant.request("DELETE", `/api/v1/${path}`);

  test.each(Object.entries(DOCUMENTS))("the variant of %s", async (_, document) => {
    const { id } = await shop.product("USED");
    const [path, body] = document("USED", shop.store);
    const answer = await between(
      () => post(path, body),
      async () => expect((await remove(`products/${id}`)).status).toBe(204),
    );
    expect(codesOf(answer)[0]).toMatch(/^validation_failed/);
    expect((await shop.get(path)).body.meta.total).toBe(path === "inventory_adjustments" ? 1 : 0);
  });

  test.each(Object.entries(DOCUMENTS))("the location of %s", async (_, document) => {
    const { id } = await shop.made("locations", { name: "Annex" });
    const [path, body] = document("TEA", id);
    const answer = await between(
      () => post(path, body),
      async () => expect((await remove(`locations/${id}`)).status).toBe(204),
    );
    expect(codesOf(answer)[0]).toMatch(/^validation_failed/);
    expect((await shop.get(path)).body.meta.total).toBe(path === "inventory_adjustments" ? 1 : 0);
  });

  test("an ingredient of a batch", async () => {
    const { id } = await shop.product("USED");
    // So little of it that none is planned: no stock of it is needed.
    const recipe = await shop.recipe("BREAD", 100, [{ sku: "USED", quantity: 1 }]);
    const body = { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 1 };
    const answer = await between(
      () => post("production_batches", body),
      async () => {
        // An active recipe keeps its ingredients in use.
        expect((await remove(`recipes/${recipe.id}`)).status).toBe(204);
        expect((await remove(`products/${id}`)).status).toBe(204);
      },
    );
    expect(codesOf(answer)).toEqual(["validation_failed recipe_id", "validation_failed recipe_id"]);
    expect((await shop.get("production_batches")).body.meta.total).toBe(0);
  });
});

test("what is counted as zero is zero, also of what came in while the count was completed", async () => {
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["MUG"] });
  await post(`cycle_counts/${id}/load_inventory`);
  await post(`cycle_counts/${id}/start`);
  const answer = await between(
    () => post(`cycle_counts/${id}/complete`, { uncounted_as_zero: true }),
    () => shop.stock("MUG", 3),
  );
  expect(answer.status).toBe(200);
  expect((await shop.level("MUG")).on_hand).toBe(0);
});

test("a lot is recalled without a reservation, also one that was made while it was recalled", async () => {
  const lot = await shop.add("BREAD", 5, "A", "2027-01-01");
  const answer = await between(
    () => shop.patch(`lots/${lot}`, { status: "recall" }),
    () => shop.order([{ sku: "BREAD", quantity: 2 }], { reserve: true }),
  );
  expect(answer.body.data).toMatchObject({ quantity_reserved: 0, orders: [{ quantity: 2 }] });
  expect((await shop.get(`lots/${lot}`)).body.data.quantity_reserved).toBe(0);
  expect(await shop.discrepancies()).toEqual([]);
});

test("of two cancellations at once around a new batch, both are settled by the next one", async () => {
  const recipe = await shop.recipe("BREAD", 3, [{ sku: "MUG", quantity: 1 }]);
  const plan = () => shop.batch(recipe.id, 1);
  const planned = ({ inputs }: { inputs: { planned_quantity: number }[] }) => inputs[0]?.planned_quantity;
  const batches = [await plan(), await plan(), await plan(), await plan()];
  expect(batches.map(planned)).toEqual([0, 1, 0, 0]);
  const cancel = (at: number) => post(`production_batches/${batches[at].id}/cancel`);
  let third: unknown;
  await between(
    () => cancel(1),
    async () => {
      await cancel(0);
      third = planned(await plan());
    },
  );
  // Of what is left, a whole mug is owed when the last two are planned, for five batches of a third in all.
  expect([third, planned(await plan()), planned(await plan())]).toEqual([0, 1, 1]);
});
