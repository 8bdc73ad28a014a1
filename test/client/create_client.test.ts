import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ConnectionError, createClient } from "../../src/client/index.ts";
import { startScriptedApi } from "../support/scripted_api.ts";

const document = JSON.parse(readFileSync(join(import.meta.dirname, "../../openapi.json"), "utf8"));

test("the client has a method for each operation of the OpenAPI document", () => {
  const operations = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  const client = createClient({ url: "http://127.0.0.1:1", key: "k" });
  expect(Object.keys(client).toSorted()).toEqual(operations.toSorted());
});

test("path and query parameters and the body come from one object", async () => {
  await using api = await startScriptedApi(
    { status: 200, body: { data: [] } },
    { status: 200, body: { data: {} } },
    { status: 204 },
  );
  const client = createClient({ url: api.url, key: "k" });
  await client.listOrders({ status: ["pending", "cancelled"], per_page: 5 });
  await client.cancelOrder({ id: "ord 1/2", dry_run: true });
  expect(await client.archiveProduct({ id: "prod_1" })).toBeUndefined();
  expect(api.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /api/v1/orders?status=pending,cancelled&per_page=5",
    "POST /api/v1/orders/ord%201%2F2/cancel?dry_run=true",
    "DELETE /api/v1/products/prod_1",
  ]);
  expect(api.sent[0]?.headers["idempotency-key"]).toBeUndefined();
});

test("a list as a file is the response itself, and onResponse sees the headers of any", async () => {
  const csv = { status: 200, headers: { "Content-Type": "text/csv; charset=utf-8", ETag: '"7"' }, body: "sku\nMUG\n" };
  await using api = await startScriptedApi(csv);
  const seen: (string | null)[] = [];
  const options = { onResponse: (response: Response) => seen.push(response.headers.get("ETag")) };
  const file = await createClient({ url: api.url, key: "k" }).listProducts({ format: "csv" }, options);
  expect(await file.text()).toBe("sku\nMUG\n");
  expect(seen).toEqual(['"7"']);
});

test("a page of a proxy in place of JSON is no result", async () => {
  await using api = await startScriptedApi({ status: 200, body: "<h1>Sign in to the hotel's network</h1>" });
  const client = createClient({ url: api.url, key: "k", retries: 0 });
  await expect(client.listProducts()).rejects.toThrow(ConnectionError);
});
