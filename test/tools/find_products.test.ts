import { beforeAll, describe, expect, it } from "vitest";
import { cells, openToolShop, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
});

describe("the tool find_products", () => {
  it("has the active variants that GET /variants has, with their products, prices and present costs", async () => {
    const variants = (await shop.get("variants?per_page=100&status=active")).body.data;
    const result = await shop.use("find_products", { limit: 100 });
    const pick = (row: Record<string, unknown>) =>
      ["sku", "barcode", "unit", "price", "cost", "status"].map((key) => row[key]);
    expect(result.rows.map(pick)).toEqual(variants.map(pick));
    expect(result.summary).toEqual({
      variants: variants.length,
      products: new Set(variants.map((one: { product_id: string }) => one.product_id)).size,
    });
    expect(result.rows.find(({ sku }) => sku === "SHIRT-M")).toMatchObject({
      ...{ product_name: "Shirt", variant_name: "M", category: "Clothes", cost: 10 },
    });
  });

  it("finds by part of a name or a SKU, and by a barcode in any form", async () => {
    expect(cells(await shop.use("find_products", { search: "of cl" }), "sku")).toEqual([["CUP"]]);
    expect(cells(await shop.use("find_products", { search: "shi" }), "sku")).toEqual([["SHIRT-M"], ["SHIRT-S"]]);
    expect(cells(await shop.use("find_products", { barcode: "04006381333931" }), "sku")).toEqual([["CUP"]]);
    expect(await shop.use("find_products", { search: "lamp" })).toMatchObject({
      ...{ rows: [], total: 0, summary: { products: 0, variants: 0 } },
    });
  });

  it("keeps to status, lists, exceptions, where, order and limit, and counts all that it finds", async () => {
    expect(cells(await shop.use("find_products", { status: "archived" }), "sku", "status")).toEqual([
      ["OLD", "archived"],
    ]);
    const kitchen = { category: ["Kitchen"], except_sku: ["NEW"] };
    expect(cells(await shop.use("find_products", { ...kitchen, status: "any", sort_by: "price" }), "sku")).toEqual([
      ["CUP"],
      ["UNUSED"],
      ["OLD"],
      ["VASE"],
    ]);
    const dear = await shop.use("find_products", { where: ["cost>=4", "price<100"] });
    expect(cells(dear, "sku", "price")).toEqual([["CUP", 6]]);
    expect(dear.summary).toEqual({ products: 1, variants: 1 });
    const first = await shop.use("find_products", { product_id: [shop.shirt.id], limit: 1 });
    expect(first).toMatchObject({ total: 2, truncated: true, summary: { products: 1, variants: 2 } });
  });

  it("refuses what does not exist by the name of the argument", async () => {
    const { codes } = await shop.refusedBy("find_products", { sku: ["NOPE"], except_category: ["Toys"] });
    expect(codes.toSorted()).toEqual(["validation_failed except_category", "validation_failed sku"]);
  });
});
