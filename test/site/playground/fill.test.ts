import { expect, test } from "vitest";
import { fill, type KnownThings, listsOf, type OpenApiDocument } from "../../../src/site/playground/fill.ts";

const THINGS: KnownThings = {
  "/api/v1/orders": { id: "ord_newest" },
  "/api/v1/orders/{id}/reserve": { id: "ord_pending", items: [{ sku: "ORDERED" }] },
  "/api/v1/suppliers": { id: "sup_1" },
  "/api/v1/inventory_levels": { id: "level", sku: "IN-STOCK", location_id: "loc_1" },
  "other location": { id: "loc_2" },
};

type Parameters = NonNullable<OpenApiDocument["paths"][string][string]["parameters"]>;

function filled(path: string, method: string, example: object, parameters: Parameters = []) {
  const requestBody = { content: { "application/json": { schema: { examples: [example] } } } };
  const document = { paths: { [path]: { [method]: { parameters, requestBody } } } };
  const operation = fill(document, THINGS, "F1").paths[path]?.[method];
  expect(document.paths[path]?.[method]?.requestBody.content["application/json"]).not.toHaveProperty("example");
  return { parameters: operation?.parameters, body: operation?.requestBody?.content["application/json"]?.example };
}

test("members of an example refer to things of the organization", () => {
  const example = { supplier_id: "sup_x", location_id: "loc_x", items: [{ sku: "MUG", quantity: 48 }], note: "As is" };
  expect(filled("/api/v1/purchase_orders", "post", example).body).toEqual({
    ...{ supplier_id: "sup_1", location_id: "loc_1", items: [{ sku: "IN-STOCK", quantity: 48 }], note: "As is" },
  });
});

test("a SKU and a variant's id are of the same variant", () => {
  const things = { ...THINGS, "/api/v1/inventory_levels": { id: "level", sku: "IN-STOCK", variant_id: "var_1" } };
  const example = { variant_id: "var_x", sku: "MUG" };
  const requestBody = { content: { "application/json": { schema: { examples: [example] } } } };
  const { paths } = fill({ paths: { "/api/v1/waste_records": { post: { requestBody } } } }, things, "F1");
  const content = paths["/api/v1/waste_records"]?.post?.requestBody?.content["application/json"];
  expect(content?.example).toEqual({ variant_id: "var_1", sku: "IN-STOCK" });
});

test("a transfer goes from one location to another", () => {
  const { body } = filled("/api/v1/stock_transfers", "post", { from_location_id: "loc_x", to_location_id: "loc_y" });
  expect(body).toEqual({ from_location_id: "loc_1", to_location_id: "loc_2" });
});

test("what must be unique in a collection is new there, and only there", () => {
  expect(filled("/api/v1/products", "post", { name: "Mug", sku: "MUG", barcode: "4006381333931" }).body).toEqual({
    ...{ name: "Mug", sku: "MUG-F1" },
  });
  expect(filled("/api/v1/orders", "post", { sku: "MUG" }).body).toEqual({ sku: "IN-STOCK" });
});

test("an action names something that it can be done to, with its own items, and one of each", () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const { parameters, body } = filled("/api/v1/orders/{id}/reserve", "post", { sku: "MUG", quantity: 7 }, [id]);
  expect(parameters).toEqual([{ ...id, example: "ord_pending" }]);
  expect(body).toEqual({ sku: "ORDERED", quantity: 1 });
});

test("a barcode in a path is one of the organization's", () => {
  const barcode = { name: "barcode", in: "path", required: true, schema: { type: "string" } };
  const things = { "/api/v1/barcodes": { id: "var_1", barcode: "4006381333931" } };
  const document = { paths: { "/api/v1/variants/barcode/{barcode}": { get: { parameters: [barcode] } } } };
  const [filledIn] = Object.values(fill(document, things, "F1").paths);
  expect(filledIn?.get?.parameters).toEqual([{ ...barcode, example: "4006381333931" }]);
});

test("an action that nothing is in a status for names nothing", () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  expect(filled("/api/v1/orders/{id}/cancel", "post", {}, [id]).parameters).toEqual([id]);
});

test("a required parameter is filled, and one that may be left out is offered but off", () => {
  const sku = { name: "sku", in: "query", required: true, schema: { type: "string" } };
  const location = { name: "location_id", in: "query", schema: { type: "string" } };
  const dryRun = { name: "dry_run", in: "query", schema: { type: "boolean", default: false } };
  const since = { name: "updated_since", in: "query", schema: { type: "string", examples: ["2026-11-23"] } };
  const cursor = { name: "cursor", in: "query", schema: { type: "string" } };
  const off = (value: unknown) => ({ default: { value, "x-disabled": true } });
  expect(filled("/api/v1/orders", "get", {}, [sku, location, dryRun, since, cursor]).parameters).toEqual([
    { ...sku, example: "IN-STOCK" },
    { ...location, examples: off("loc_1") },
    { ...dryRun, examples: off(false) },
    { ...since, examples: off("2026-11-23") },
    cursor,
  ]);
});

test("one thing is asked for of each collection that has things with ids, and of each action's", () => {
  const paths = {
    "/api/v1/suppliers": { get: {} },
    "/api/v1/suppliers/{id}": { get: {} },
    "/api/v1/usage": { get: {} },
  };
  const names = listsOf({ paths }).map(({ name }) => name);
  expect(names).toContain("/api/v1/suppliers");
  expect(names).toContain("/api/v1/orders/{id}/reserve");
  expect(names).not.toContain("/api/v1/usage");
});
