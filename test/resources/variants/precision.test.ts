import { beforeAll, describe, expect, test } from "vitest";
import { openBakery } from "../../support/bakery";
import { codesOf } from "../../support/shop";

let shop: Awaited<ReturnType<typeof openBakery>>;

beforeAll(async () => {
  shop = await openBakery();
});

/** Makes a document of each kind that has 0.5 of a variant on it, or counts the variant. */
const OPEN: Record<string, (sku: string) => Promise<unknown>> = {
  "an order": (sku) => shop.order([{ sku, quantity: 0.5 }]),
  "a purchase order": (sku) =>
    shop.made("purchase_orders", {
      ...{ supplier_id: shop.supplier, location_id: shop.warehouse },
      items: [{ sku, quantity: 0.5 }],
    }),
  "a transfer": (sku) =>
    shop.made("stock_transfers", {
      ...{ from_location_id: shop.warehouse, to_location_id: shop.store },
      items: [{ sku, quantity: 0.5 }],
    }),
  "a count of it": (sku) => shop.made("cycle_counts", { location_id: shop.warehouse, skus: [sku] }),
  "a count that found it": async (sku) => {
    const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse });
    await shop.post(`cycle_counts/${id}/start`);
    return shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: [{ sku, counted_quantity: 0.5 }] });
  },
  "a recipe": (sku) => shop.recipe(sku, 0.5, [{ sku: "SALT", quantity: 1 }]),
  "a recipe's item": (sku) => shop.recipe("BREAD", 1, [{ sku, quantity: 0.5 }]),
};

describe("quantity_decimals can't be lowered while the variant is on", () => {
  test.each(Object.keys(OPEN))("%s", async (name) => {
    const [variant] = (await shop.product(crypto.randomUUID(), { quantity_decimals: 1 })).variants;
    await OPEN[name]?.(variant.sku);
    const refused = await shop.patch(`variants/${variant.id}`, { quantity_decimals: 0 });
    expect(codesOf(refused)).toEqual(["in_use quantity_decimals"]);
    expect((await shop.patch(`variants/${variant.id}`, { quantity_decimals: 2 })).status).toBe(200);
  });
});
