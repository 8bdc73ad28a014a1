import { beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../../src/storage/port";
import { openBakery } from "../../../support/bakery";
import { databaseOf, sql } from "../../../support/databases";
import { verdictOn } from "../../../support/posting";

/** Who archives reads what is open, and may lose a race: the database itself refuses it too. */

type Bakery = Awaited<ReturnType<typeof openBakery>>;
let shop: Bakery;
let database: Engine;

beforeEach(async () => {
  shop = await openBakery();
  database = await databaseOf(shop.tenant.id);
});

const archive = (table: string, id: string) =>
  verdictOn(() => sql(database, `UPDATE ${table} SET status = 'archived', version = version + 1 WHERE id = ?`, id));
const variantOf = async (sku: string) => (await shop.get(`variants?sku=${sku}`)).body.data[0].id as string;
/** An active recipe keeps its variants in use by itself. */
const archiveRecipe = (id: string) => shop.tenant.request("DELETE", `/api/v1/recipes/${id}`);
const annexed = async () => (await shop.made("locations", { name: "Annex" })).id as string;

/** Opens a document, and answers how to close it. `sku` and `location_id` are on it. */
type Open = (sku: string, location_id: string) => Promise<() => Promise<unknown>>;

const DOCUMENTS: Record<string, Open> = {
  "an order": async (sku, location_id) => {
    const { id } = await shop.made("orders", { items: [{ sku, location_id, quantity: 1 }] });
    return () => shop.post(`orders/${id}/cancel`);
  },
  "a purchase order": async (sku, location_id) => {
    const items = [{ sku, quantity: 1 }];
    const { id } = await shop.made("purchase_orders", { supplier_id: shop.supplier, location_id, items });
    return () => shop.post(`purchase_orders/${id}/cancel`);
  },
  "a transfer to it": async (sku, to_location_id) => {
    const ends = { from_location_id: shop.warehouse, to_location_id };
    const { id } = await shop.made("stock_transfers", { ...ends, items: [{ sku, quantity: 1 }] });
    return () => shop.post(`stock_transfers/${id}/cancel`);
  },
  "a transfer from it": async (sku, from_location_id) => {
    const ends = { from_location_id, to_location_id: shop.warehouse };
    const { id } = await shop.made("stock_transfers", { ...ends, items: [{ sku, quantity: 1 }] });
    return () => shop.post(`stock_transfers/${id}/cancel`);
  },
  "a batch that makes it": async (sku, location_id) => {
    const { id: recipe_id } = await shop.recipe(sku, 100, [{ sku: "MUG", quantity: 1, scrap_percent: 0 }]);
    const { id } = await shop.made("production_batches", { recipe_id, location_id, planned_quantity: 1 });
    await archiveRecipe(recipe_id);
    return () => shop.post(`production_batches/${id}/cancel`);
  },
  "a batch that uses it": async (sku, location_id) => {
    const { id: recipe_id } = await shop.recipe("DOUGH", 100, [{ sku, quantity: 1, scrap_percent: 0 }]);
    const { id } = await shop.made("production_batches", { recipe_id, location_id, planned_quantity: 1 });
    await archiveRecipe(recipe_id);
    return () => shop.post(`production_batches/${id}/cancel`);
  },
};

describe("not archived by the database while it is open:", () => {
  test.each(Object.entries(DOCUMENTS))("the variant of %s", async (_, open) => {
    await shop.product("USED");
    const close = await open("USED", shop.store);
    expect(await archive("variants", await variantOf("USED"))).toBe("in_use");
    await close();
    expect(await archive("variants", await variantOf("USED"))).toBe("accepted");
  });

  test.each(Object.entries(DOCUMENTS))("the location of %s", async (_, open) => {
    await shop.product("USED");
    const annex = await annexed();
    const close = await open("USED", annex);
    expect(await archive("locations", annex)).toBe("in_use");
    await close();
    expect(await archive("locations", annex)).toBe("accepted");
  });
});

test("the location of a count is not archived while it is a draft or in progress", async () => {
  const annex = await annexed();
  const { id } = await shop.made("cycle_counts", { location_id: annex, skus: ["MUG"] });
  expect(await archive("locations", annex)).toBe("in_use");
  await shop.post(`cycle_counts/${id}/load_inventory`);
  await shop.post(`cycle_counts/${id}/start`);
  expect(await archive("locations", annex)).toBe("in_use");
  await shop.post(`cycle_counts/${id}/complete`);
  expect(await archive("locations", annex)).toBe("accepted");
});

test("the location of a return is not archived while goods may come", async () => {
  await shop.stock("MUG", 1);
  const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const annex = await annexed();
  const items = [{ sku: "MUG", quantity: 1 }];
  const { id } = await shop.made("return_authorizations", { order_id: order.id, location_id: annex, items });
  expect(await archive("locations", annex)).toBe("in_use");
  await shop.post(`return_authorizations/${id}/cancel`);
  expect(await archive("locations", annex)).toBe("accepted");
});

test("a batch that is in progress keeps its variants and its location in use, one that is completed does not", async () => {
  await shop.product("USED");
  await shop.stock("USED", 1);
  const { id: recipe_id } = await shop.recipe("BREAD", 1, [{ sku: "USED", quantity: 1 }]);
  const { id } = await shop.batch(recipe_id, 1);
  await archiveRecipe(recipe_id);
  await shop.post(`production_batches/${id}/start`);
  for (const sku of ["USED", "BREAD"]) expect(await archive("variants", await variantOf(sku))).toBe("in_use");
  await shop.post(`production_batches/${id}/complete`, { actual_quantity_produced: 0 });
  for (const sku of ["USED", "BREAD"]) expect(await archive("variants", await variantOf(sku))).toBe("accepted");
});

test("what has stock, on hand or reserved without stock, is not archived", async () => {
  const annex = await annexed();
  await shop.product("USED");
  await shop.stock("USED", 1, annex);
  const order = await shop.made("orders", { items: [{ sku: "USED", location_id: annex, quantity: 1 }], reserve: true });
  await shop.stock("USED", -1, annex);
  await sql(database, "UPDATE order_items SET cancelled_quantity = quantity WHERE id = ?", order.items[0].id);
  expect(await archive("variants", await variantOf("USED"))).toBe("in_use");
  expect(await archive("locations", annex)).toBe("in_use");
});

test("a supplier is not archived while an order of it is open", async () => {
  const items = [{ sku: "MUG", quantity: 1 }];
  const { id } = await shop.made("purchase_orders", { supplier_id: shop.supplier, location_id: shop.store, items });
  expect(await archive("suppliers", shop.supplier)).toBe("in_use");
  await shop.post(`purchase_orders/${id}/receive`);
  expect(await archive("suppliers", shop.supplier)).toBe("accepted");
});
