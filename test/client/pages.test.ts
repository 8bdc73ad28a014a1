import { expect, test } from "vitest";
import { createClient } from "../../src/client/index.ts";
import { refusal, startScriptedApi } from "../support/scripted_api.ts";

const page = (ids: string[], meta: object) => ({ status: 200, body: { data: ids.map((id) => ({ id })), meta } });

async function idsOf(rows: AsyncIterable<{ id: string }>) {
  const ids: string[] = [];
  for await (const { id } of rows) ids.push(id);
  return ids;
}

test("rows are read by cursor where the list has one, so that rows written meanwhile repeat none", async () => {
  await using api = await startScriptedApi(
    page(["c", "b"], { page: 1, per_page: 2, total: 3, total_pages: 2, next_cursor: "cur_b" }),
    refusal(429, "rate_limited", { headers: { "Retry-After": "0" } }),
    page(["a"], { per_page: 2, next_cursor: null }),
  );
  const client = createClient({ url: api.url, key: "k" });
  expect(await idsOf(client.listOrders.each({ per_page: 2, status: ["pending"] }))).toEqual(["c", "b", "a"]);
  expect(api.sent.map(({ path }) => path)).toEqual([
    "/api/v1/orders?per_page=2&status=pending",
    ...Array(2).fill("/api/v1/orders?per_page=2&status=pending&cursor=cur_b"),
  ]);
});

test("rows are read by page elsewhere, from the page that was asked for, and to the end of a capped total", async () => {
  await using api = await startScriptedApi(
    page(["a"], { page: 2, per_page: 1, total: 3, total_pages: 3 }),
    page(["b"], { page: 3, per_page: 1, total: 3, total_pages: 3, total_is_capped: true }),
    page([], { page: 4, per_page: 1, total: 3, total_pages: 3, total_is_capped: true }),
  );
  const client = createClient({ url: api.url, key: "k" });
  expect(await idsOf(client.listSuppliers.each({ page: 2, per_page: 1 }))).toEqual(["a", "b"]);
  expect(api.sent.map(({ path }) => path)).toEqual(
    [2, 3, 4].map((at) => `/api/v1/suppliers?${at === 2 ? "page=2&per_page=1" : `per_page=1&page=${at}`}`),
  );
});

test("an empty list has one page and no rows, and a list that is left early is read no further", async () => {
  const full = page(["a", "b"], { page: 1, per_page: 2, total: 4, total_pages: 2 });
  await using api = await startScriptedApi(page([], { page: 1, per_page: 50, total: 0, total_pages: 0 }), full, full);
  const client = createClient({ url: api.url, key: "k" });
  const pages = [];
  for await (const { data } of client.listSuppliers.pages()) pages.push(data);
  expect(pages).toEqual([[]]);
  for await (const { id } of client.listSuppliers.each()) if (id === "a") break;
  expect(api.sent).toHaveLength(2);
});
