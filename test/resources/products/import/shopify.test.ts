import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../../support/app";
import { openShop, type Shop } from "../../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop(createTestApp());
});

const send = (records: string[], query = "") =>
  shop.tenant.request("POST", `/api/v1/products/import${query}`, {
    body: records.join("\r\n"),
    headers: { "Content-Type": "text/csv" },
  });
const found = async (sku: string) => (await shop.get(`products?sku=${encodeURIComponent(sku)}`)).body.data[0];

const HEADER =
  "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Option2 Linked To,Option3 Name,Option3 Value,Option3 Linked To,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,Variant Weight Unit,Variant Tax Code,Cost per item,Status";

/** A record of the export with some of its columns. */
function record(values: Record<string, string>): string {
  return HEADER.split(",")
    .map((column) => values[column] ?? "")
    .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",");
}

describe("Shopify's export of products", () => {
  test("is recognized: products by their handle, options by their names, images skipped, codes without apostrophes", async () => {
    const answer = await send(
      [
        HEADER,
        record({
          Handle: "tee",
          Title: "T-shirt",
          "Body (HTML)": "<p>Soft,\nwarm</p>",
          Type: "clothes",
          Vendor: "Acme",
          "Option1 Name": "Size",
          "Option1 Value": "S",
          "Option2 Name": "Colour",
          "Option2 Value": "red",
          "Variant SKU": "'00123",
          "Variant Inventory Qty": "4",
          "Variant Price": "19.90",
          "Variant Barcode": "'4006381333931",
          "Cost per item": "7.5",
          Status: "active",
          "Image Src": "https://a/1.png",
        }),
        record({
          Handle: "tee",
          "Option1 Value": "M",
          "Option2 Value": "red",
          "Variant SKU": "TEE-M",
          "Variant Inventory Qty": "0",
          "Variant Price": "19.90",
        }),
        record({ Handle: "tee", "Image Src": "https://a/2.png", "Image Position": "2" }),
        record({
          Handle: "cup",
          Title: "Cup",
          "Option1 Name": "Title",
          "Option1 Value": "Default Title",
          "Variant SKU": "CUP",
          "Variant Inventory Qty": "2",
          "Variant Price": "5.00",
          Status: "draft",
        }),
        record({
          Handle: "old",
          Title: "Old",
          "Option1 Name": "Title",
          "Option1 Value": "Default Title",
          "Variant SKU": "OLD",
          "Variant Price": "5.00",
          Status: "archived",
        }),
      ],
      "?location_id=WH",
    );
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body.data).toMatchObject({
      format: "shopify",
      products: { created: 3 },
      variants: { created: 4 },
      opening_stock: { levels: 2, quantity: 6, value: 30 },
    });
    expect(answer.body.data.ignored_columns).toEqual(
      expect.arrayContaining(["Vendor", "Tags", "Image Src", "Variant Grams"]),
    );
    expect(answer.body.data.ignored_columns).not.toContain("Variant SKU");
    const tee = await found("00123");
    expect(tee).toMatchObject({ name: "T-shirt", description: "<p>Soft,\nwarm</p>", category: "clothes" });
    expect(tee.variants).toMatchObject([
      {
        sku: "00123",
        name: "S / red",
        options: { Size: "S", Colour: "red" },
        barcode: "4006381333931",
        price: 19.9,
        cost: 7.5,
      },
      { sku: "TEE-M", name: "M / red", options: { Size: "M", Colour: "red" } },
    ]);
    expect((await found("CUP")).variants[0]).toMatchObject({ name: "Cup", options: {}, status: "active" });
    expect(await found("OLD")).toMatchObject({ status: "archived" });
    expect(await shop.level("00123")).toMatchObject({ on_hand: 4 });
  });

  test("without a location for its stock, or without a SKU, is refused by line", async () => {
    const answer = await send([
      HEADER,
      record({
        Handle: "cup",
        Title: "Cup",
        "Variant SKU": "CUP",
        "Variant Inventory Qty": "2",
        "Variant Price": "5.00",
      }),
      record({ Handle: "jug", Title: "Jug", "Variant Price": "5.00" }),
    ]);
    expect(answer.body.errors.map((error: { field: string; details: object }) => [error.field, error.details])).toEqual(
      [
        ["rows.0.location_id", { line: 2, sku: "CUP" }],
        ["rows.1.sku", { line: 3, column: "Variant SKU" }],
      ],
    );
  });
});

test("Shopify's export of inventory adds stock by location", async () => {
  await shop.product("TEE");
  const header =
    "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,SKU,HS Code,COO,Location,Incoming,Unavailable,Committed,Available,On hand";
  const answer = await send(
    [
      header,
      "tee,TEE,Title,Default Title,,,,,TEE,,,Warehouse,0,0,0,5,5",
      "tee,TEE,Title,Default Title,,,,,TEE,,,Store,0,0,0,3,3",
    ],
    "?update=true",
  );
  expect(answer.status, answer.text).toBe(201);
  expect(answer.body.data).toMatchObject({
    format: "shopify",
    variants: { unchanged: 1 },
    opening_stock: { levels: 2, quantity: 8 },
  });
  expect(await shop.level("TEE", shop.store)).toMatchObject({ on_hand: 3 });
});
