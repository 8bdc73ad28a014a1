import { expect, test } from "vitest";
import { fill, type KnownThings, type OpenApiDocument } from "../../../src/site/playground/fill.ts";

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

test("no SKU is listed twice, and a question is about one that is in stock", () => {
  const example = {
    name: "Bread",
    items: [
      { sku: "FLOUR", quantity: 6 },
      { sku: "YEAST", quantity: 1 },
    ],
  };
  expect(filled("/api/v1/recipes", "post", example).body).toEqual({
    ...{ name: "Bread", items: [{ sku: "IN-STOCK", quantity: 6 }] },
  });
  const { body } = filled("/api/v1/ai/query", "post", { question: "How many mugs are there?" });
  expect(body).toEqual({ question: "How many IN-STOCK are in stock?" });
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

test("what is read may be in any status, but in one for changes if there is one", () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const named = (things: KnownThings) => {
    const { paths } = fill({ paths: { "/api/v1/cycle_counts/{id}": { get: { parameters: [id] } } } }, things, "F1");
    return paths["/api/v1/cycle_counts/{id}"]?.get?.parameters?.[0]?.example;
  };
  const newest = { "/api/v1/cycle_counts": { id: "cc_completed" } };
  expect(named(newest)).toBe("cc_completed");
  expect(named({ ...newest, "/api/v1/cycle_counts/{id}": { id: "cc_counted" } })).toBe("cc_counted");
});

test("a sender's path names an integration with that sender, and a delivery is one of its own", () => {
  const path = "/api/v1/integrations/webhooks/shopify/{integration_id}";
  const parameter = (name: string) => ({ name, in: "path", required: true, schema: { type: "string" } });
  const things = {
    "/api/v1/integrations": { id: "int_newest" },
    "shopify integration": { id: "int_shopify" },
    "delivery of the integration": { id: "ind_1" },
  };
  const deliveries = "/api/v1/integrations/{id}/deliveries/{delivery_id}";
  const paths = {
    [path]: { post: { parameters: [parameter("integration_id")] } },
    [deliveries]: { get: { parameters: [parameter("id"), parameter("delivery_id")] } },
  };
  const document = fill({ paths }, things, "F1");
  expect(document.paths[path]?.post?.parameters?.map(({ example }) => example)).toEqual(["int_shopify"]);
  const named = document.paths[deliveries]?.get?.parameters?.map(({ example }) => example);
  expect(named).toEqual(["int_newest", "ind_1"]);
});

test("a replay is of the last event that the endpoint is done with", () => {
  const path = "/api/v1/webhook_endpoints/{id}/replay";
  const requestBody = { content: { "application/json": { schema: { examples: [{ from: "2026", to: "2027" }] } } } };
  const things = { [path]: { id: "whe_1", delivered_through: 7 } };
  const content = fill({ paths: { [path]: { post: { requestBody } } } }, things, "F1").paths[path]?.post?.requestBody;
  expect(content?.content["application/json"]?.example).toEqual({ from: 7, to: 7 });
});
