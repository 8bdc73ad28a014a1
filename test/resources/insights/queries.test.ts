import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { parseCsv } from "../../support/csv";
import { runInsights } from "../../support/insights";
import { codesOf, openShop, type Shop } from "../../support/shop";

// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
type Json = any;

let shop: Shop;

/** Insights of three severities, some closed; of one severity, of several impacts and of none. */
beforeAll(async () => {
  shop = await openShop(createTestApp());
  const adjust = (sku: string, quantity: number, reason: string) =>
    shop.made("inventory_adjustments", { sku, location_id: shop.warehouse, quantity, reason });
  for (const [sku, price] of [
    ["A", 5],
    ["B", 50],
    ["C", 0.5],
    ["D", null],
    ["E", 7],
  ] as const) {
    await shop.product(sku, { price });
    await adjust(sku, 5, "received");
    await shop.order([{ sku, quantity: 5 }], { reserve: true });
    await adjust(sku, -1, "other");
  }
  await shop.product("F", { price: 1000, cost: 1000 });
  await adjust("F", 20, "received");
  await adjust("F", -2, "theft");
  await runInsights(shop.app, shop.tenant);
  await adjust("E", 1, "received");
  shop.app.clock.advance(1000);
  await runInsights(shop.app, shop.tenant);
});

const list = async (query = ""): Promise<Json> => (await shop.get(`ai/insights${query}`)).body;
const skusIn = ({ data }: Json) => data.map(({ title }: Json) => title.split(" ")[0]);
const ORDER = ["B", "A", "C", "D", "F", "E"];

test("the most urgent come first: open before closed, then by severity, then by impact", async () => {
  const { data, meta } = await list();
  expect(skusIn({ data })).toEqual(ORDER);
  expect(data.map(({ status }: Json) => status)).toEqual([...Array(5).fill("open"), "closed"]);
  expect(data.map(({ severity }: Json) => severity)).toEqual([
    ...Array(4).fill("critical"),
    ...["warning", "critical"],
  ]);
  expect(meta).toMatchObject({ total: 6, total_pages: 1 });
});

test("pages have exact totals, and show each insight once", async () => {
  const pages = [1, 2, 3].map((page) => list(`?per_page=2&page=${page}`));
  expect((await Promise.all(pages)).flatMap(skusIn)).toEqual(ORDER);
  expect((await list("?per_page=2")).meta).toEqual({ page: 1, per_page: 2, total: 6, total_pages: 3 });
});

test("filters leave only what matches all of them, and count it", async () => {
  const { id } = (await shop.get("variants?sku=B")).body.data[0];
  for (const [query, skus] of [
    ["kind=shrinkage", ["F"]],
    ["kind=shrinkage,oversold", ORDER],
    ["severity=warning,info", ["F"]],
    ["status=closed", ["E"]],
    ["status=open&severity=critical", ["B", "A", "C", "D"]],
    [`variant_id=${id}`, ["B"]],
    [`location_id=${shop.store}`, []],
    [`location_id=${shop.warehouse}&kind=oversold&status=open`, ["B", "A", "C", "D"]],
    ["updated_since=2026-11-23T08:30:00.500Z", ORDER],
    ["updated_since=2026-11-24T00:00:00Z", []],
  ] as const) {
    const body = await list(`?${query}`);
    expect([query, skusIn(body), body.meta.total]).toEqual([query, skus, skus.length]);
  }
});

test("ids select insights in their order, and an insight is read by its id", async () => {
  const { data } = await list();
  const ids = [data[5].id, data[1].id];
  expect(skusIn(await list(`?ids=${ids.join(",")}`))).toEqual(["A", "E"]);
  expect((await shop.get(`ai/insights/${ids[0]}`)).body.data).toEqual(data[5]);
});

test("the whole list as CSV and NDJSON has the same order", async () => {
  const csv = parseCsv((await shop.get("ai/insights?format=csv")).text);
  const title = csv[0]?.indexOf("title") ?? -1;
  expect(csv.slice(1).map((row) => row[title]?.split(" ")[0])).toEqual(ORDER);
  const lines = (await shop.get("ai/insights?format=ndjson&status=open")).text.trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual((await list("?status=open")).data);
});

test("an unknown kind, severity or status is 422, and an unknown id 404", async () => {
  for (const field of ["kind", "severity", "status"]) {
    expect(codesOf(await shop.get(`ai/insights?${field}=nonsense`))).toEqual([`validation_failed ${field}`]);
  }
  expect((await shop.get("ai/insights/ins_nothing")).status).toBe(404);
});
