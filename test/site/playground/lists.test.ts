import { expect, test } from "vitest";
import { listsOf } from "../../../src/site/playground/lists.ts";

const collection = (path: string) => ({ [path]: { get: {} }, [`${path}/{id}`]: { get: {} } });

test("each collection is asked for once: its newest, or those in a status in which something can be done", () => {
  const paths = {
    ...collection("/api/v1/suppliers"),
    ...collection("/api/v1/stock_transfers"),
    ...collection("/api/v1/locations"),
  };
  expect(listsOf({ paths })).toEqual([
    { collection: "/api/v1/suppliers", input: { per_page: 1 } },
    { collection: "/api/v1/stock_transfers", input: { per_page: 25, status: ["draft", "in_transit"] } },
    { collection: "/api/v1/locations", input: { per_page: 100 } },
  ]);
});

test("nothing is asked that examples don't need: no reports, no collections that others name, nothing of the operator's", () => {
  const paths = {
    "/api/v1/usage": { get: {} },
    ...collection("/api/v1/products"),
    ...collection("/admin/v1/organizations"),
  };
  expect(listsOf({ paths })).toEqual([]);
});
