import { beforeAll, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../support/shop";

const SKUS = ["A", "B", "C", "D", "E"];

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  for (const sku of SKUS) {
    await shop.product(sku);
    await shop.stock(sku, 5);
  }
});

type Page = { data: Record<string, unknown>; meta?: Record<string, number> };

/** The pages of a document, by a number of lines. */
async function pagesOf(path: string, per_page: number): Promise<Page[]> {
  const first = (await shop.get(`${path}?per_page=${per_page}`)).body;
  const numbers = Array.from({ length: first.meta.total_pages }, (_, at) => at + 1);
  return Promise.all(
    numbers.map(async (page) => (await shop.get(`${path}?page=${page}&per_page=${per_page}`)).body as Page),
  );
}

test("a cycle count is returned with all of its items, or with a page of them", async () => {
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: SKUS, blind: true });
  await shop.post(`cycle_counts/${id}/load_inventory`);
  const whole = (await shop.get(`cycle_counts/${id}`)).body;
  expect(whole).not.toHaveProperty("meta");
  expect(whole.data).toMatchObject({ items_count: 5, items: SKUS.map((sku) => ({ sku, expected_quantity: null })) });

  const pages = await pagesOf(`cycle_counts/${id}`, 2);
  expect(pages.map(({ meta }) => meta)).toEqual(
    [1, 2, 3].map((page) => ({ page, per_page: 2, total: 5, total_pages: 3 })),
  );
  expect(pages.flatMap(({ data }) => data.items)).toEqual(whole.data.items);
  for (const { data } of pages) expect({ ...data, items: whole.data.items }).toEqual(whole.data);

  const second = await shop.get(`cycle_counts/${id}?page=2&per_page=2`);
  const target = `http://stockbook.test/api/v1/cycle_counts/${id}?page=3&per_page=2`;
  expect(second.headers.get("Link")).toContain(`<${target}>; rel="next"`);
  expect(second.headers.get("ETag")).not.toBe((await shop.get(`cycle_counts/${id}`)).headers.get("ETag"));
  const listed = (await shop.get("cycle_counts")).body.data[0];
  expect(listed).toEqual({ ...whole.data, items: undefined });
});

test("`page` alone is a page of 25 lines, and one beyond the last is empty", async () => {
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse });
  const none = (await shop.get(`cycle_counts/${id}?page=1`)).body;
  expect(none.meta).toEqual({ page: 1, per_page: 25, total: 0, total_pages: 0 });
  await shop.post(`cycle_counts/${id}/load_inventory`);
  const beyond = (await shop.get(`cycle_counts/${id}?page=9`)).body;
  expect(beyond.data.items).toEqual([]);
  expect(beyond.meta).toEqual({ page: 9, per_page: 25, total: 5, total_pages: 1 });
});

test("an adjustment is returned with a page of its lines, and the ledger entries of those", async () => {
  const adjustments = [
    { sku: "A", quantity: 1 },
    { sku: "B", set_to: 5 },
    { sku: "C", set_to: 5 },
    { sku: "D", quantity: 2 },
    { sku: "E", quantity: 3 },
    { sku: "A", set_to: 6 },
    { sku: "B", quantity: 4 },
  ].map((line) => ({ ...line, location_id: shop.warehouse, reason: "correction" }));
  const made = await shop.made("inventory_adjustments", { adjustments });
  const whole = (await shop.get(`inventory_adjustments/${made.id}`)).body;
  expect(whole).not.toHaveProperty("meta");
  expect(whole.data.lines_count).toBe(7);
  expect(whole.data.ledger_entries).toHaveLength(4);
  for (const per_page of [1, 2, 3, 100]) {
    const pages = await pagesOf(`inventory_adjustments/${made.id}`, per_page);
    expect(pages.flatMap(({ data }) => data.adjustments)).toEqual(whole.data.adjustments);
    expect(pages.flatMap(({ data }) => data.ledger_entries)).toEqual(whole.data.ledger_entries);
    for (const { data } of pages) {
      const moved = (data.adjustments as { sku: string; quantity: number }[]).filter(({ quantity }) => quantity !== 0);
      expect((data.ledger_entries as { sku: string }[]).map(({ sku }) => sku)).toEqual(moved.map(({ sku }) => sku));
    }
  }
});

test("a page of lines that is no page is 422, and one of another organization's document is 404", async () => {
  const made = await shop.stock("A", 1);
  const count = await shop.made("cycle_counts", { location_id: shop.warehouse });
  const other = await openShop();
  for (const path of [`inventory_adjustments/${made.id}`, `cycle_counts/${count.id}`]) {
    expect(codesOf(await shop.get(`${path}?page=0`))).toEqual(["validation_failed page"]);
    expect(codesOf(await shop.get(`${path}?per_page=101`))).toEqual(["validation_failed per_page"]);
    expect(codesOf(await other.get(`${path}?page=1`))).toEqual(["not_found"]);
  }
});
