import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;
const DAY = 24 * 60 * 60 * 1000;

beforeEach(async () => {
  shop = await openShop(createTestApp());
});

const row = (date: string, quantity: number, more: Record<string, unknown> = {}) => ({
  date,
  sku: "MUG",
  location_id: shop.warehouse,
  quantity,
  ...more,
});
const imports = (...rows: unknown[]) => shop.post("demand_history", { rows });
const csv = (text: string, headers: Record<string, string> = {}) =>
  shop.tenant.request("POST", "/api/v1/demand_history", {
    body: text,
    headers: { "Content-Type": "text/csv", ...headers },
  });
const days = async (query = "") => (await shop.get(`demand_history?per_page=100${query}`)).body.data;
const short = (day: Record<string, unknown>) => [day.date, day.sku, day.quantity, day.revenue, day.source];

describe("importing what was sold before", () => {
  test("lists it by day, and moves no stock", async () => {
    const made = await imports(row("2025-11-28", 14, { revenue: 175 }), row("2025-11-29", 3));
    expect([made.status, made.body.data]).toEqual([201, { rows: 2 }]);
    expect((await days()).map(short)).toEqual([
      ["2025-11-29", "MUG", 3, null, "imported"],
      ["2025-11-28", "MUG", 14, 175, "imported"],
    ]);
    expect((await shop.get("inventory_levels")).body.data).toEqual([]);
    expect((await shop.get("inventory_ledger")).body.data).toEqual([]);
  });

  test("of the same day again replaces it, and under the same key changes nothing", async () => {
    await imports(row("2025-11-28", 14, { revenue: 175 }));
    const again = await shop.post("demand_history", { rows: [row("2025-11-28", 5)] }, { "Idempotency-Key": "again" });
    await imports(row("2025-11-28", 6));
    const repeated = await shop.post(
      "demand_history",
      { rows: [row("2025-11-28", 5)] },
      { "Idempotency-Key": "again" },
    );
    expect(repeated.text).toBe(again.text);
    expect((await days()).map(short)).toEqual([["2025-11-28", "MUG", 6, null, "imported"]]);
  });

  test("takes only days before the level's first ledger entry, and before today", async () => {
    const today = row("2026-11-23", 1);
    expect(codesOf(await imports(row("2026-11-22", 1), today))).toEqual(["validation_failed rows.1.date"]);
    await shop.stock("MUG", 5);
    shop.app.clock.advance(10 * DAY);
    expect(codesOf(await imports(today))).toEqual(["validation_failed rows.0.date"]);
    expect(codesOf(await imports(row("2026-11-30", 1)))).toEqual(["validation_failed rows.0.date"]);
    // At the store the ledger has nothing of it yet.
    expect((await imports(row("2026-11-22", 1), row("2026-12-02", 1, { location_id: shop.store }))).status).toBe(201);
  });

  test("refuses unknown and archived things, fractions, and the same day twice: all of it at once, and none of it is written", async () => {
    const problems = codesOf(
      await imports(
        row("2025-11-28", 1, { sku: "NONE" }),
        row("2025-11-28", 1, { location_id: "loc_none" }),
        row("2025-11-28", 0.5),
        row("2025-11-29", 1),
        row("2025-11-29", 2),
      ),
    );
    expect(problems.toSorted()).toEqual([
      "validation_failed rows.0.sku",
      "validation_failed rows.1.location_id",
      "validation_failed rows.2.quantity",
      "validation_failed rows.4.date",
    ]);
    expect(codesOf(await imports(row("2025-02-29", 1), { ...row("2025-11-28", -1), price: 3 }))).toEqual([
      "validation_failed rows.0.date",
      "validation_failed rows.1.quantity",
      "validation_failed rows.1.price",
    ]);
    expect(codesOf(await imports())).toEqual(["validation_failed rows"]);
    expect(await days()).toEqual([]);
  });

  test("takes 10,000 rows at once, and not one more", async () => {
    const first = Date.parse("1999-01-01");
    const rows = Array.from({ length: 10_000 }, (_, at) =>
      row(new Date(first + at * DAY).toISOString().slice(0, 10), at % 7),
    );
    expect((await imports(...rows)).body.data).toEqual({ rows: 10_000 });
    const exported = await shop.get("demand_history?format=ndjson");
    expect(exported.text.trim().split("\n")).toHaveLength(10_000);
    expect((await imports(...rows, row("1990-01-01", 1))).status).toBe(422);
  });

  test("of another organization's variant or location looks like one that does not exist", async () => {
    const other = await openShop(shop.app);
    const theirs = (await other.get("variants?sku=MUG")).body.data[0].id;
    const { sku, ...rest } = row("2025-11-28", 1);
    expect(codesOf(await imports({ ...rest, variant_id: theirs }))).toEqual(["validation_failed rows.0.variant_id"]);
    expect(codesOf(await imports(row("2025-11-28", 1, { location_id: other.store })))).toEqual([
      "validation_failed rows.0.location_id",
    ]);
    await imports(row("2025-11-28", 1));
    expect((await other.get("demand_history")).body.data).toEqual([]);
  });
});

describe("importing CSV", () => {
  test("with a byte order mark, quotes, empty cells and CRLF is the same as JSON", async () => {
    const text = `\ufeffdate,sku,location_id,quantity,revenue\r\n2025-11-28,"MUG",${shop.warehouse},14,175.5\r\n2025-11-29,MUG,${shop.warehouse},3,\r\n`;
    const made = await csv(text);
    expect([made.status, made.body.data]).toEqual([201, { rows: 2 }]);
    expect((await days()).map(short)).toEqual([
      ["2025-11-29", "MUG", 3, null, "imported"],
      ["2025-11-28", "MUG", 14, 175.5, "imported"],
    ]);
  });

  test("takes back a SKU that was exported with an apostrophe before it", async () => {
    await shop.product("-5+2");
    await csv(`date,sku,location_id,quantity\n2025-11-28,'-5+2,${shop.warehouse},1\n`);
    expect((await days()).map(short)).toEqual([["2025-11-28", "-5+2", 1, null, "imported"]]);
  });

  test("names unknown and repeated columns, rows by their number, and what is no CSV", async () => {
    expect(codesOf(await csv("date,sku,place,date\n"))).toEqual([
      "validation_failed place",
      "validation_failed date",
      "validation_failed location_id",
      "validation_failed quantity",
    ]);
    expect(codesOf(await csv(`date,sku,location_id,quantity\n2025-11-28,MUG,${shop.warehouse},many\n`))).toEqual([
      "validation_failed rows.0.quantity",
    ]);
    expect(codesOf(await csv('date,sku\n"2025-11-28,MUG\n'))).toEqual(["malformed_request"]);
    expect(codesOf(await csv("date,sku,location_id,quantity\n2025-11-28,MUG\n"))).toEqual(["malformed_request"]);
    expect(codesOf(await csv(""))).toEqual(
      ["date", "location_id", "quantity"].map((column) => `validation_failed ${column}`),
    );
    expect(codesOf(await csv(",".repeat(1_400_000)))).toEqual(["malformed_request"]);
    expect(codesOf(await csv(`date,location_id,quantity\n${"a,b,c\n".repeat(200_000)}`))).toEqual([
      "validation_failed",
    ]);
    expect(codesOf(await csv("x".repeat(1_600_000)))).toEqual(["payload_too_large"]);
    expect(codesOf(await csv("date,sku,location_id,quantity\n"))).toEqual(["validation_failed rows"]);
  });

  test("is taken only where a route says so", async () => {
    const answer = await shop.tenant.request("POST", "/api/v1/suppliers", {
      body: "name\nX\n",
      headers: { "Content-Type": "text/csv" },
    });
    expect(codesOf(answer)).toEqual(["unsupported_media_type"]);
  });
});

describe("what orders sell", () => {
  test("is the demand of its day and location; returns are kept beside it, adjustments and transfers are none", async () => {
    await shop.stock("MUG", 20);
    await imports(row("2025-11-28", 14));
    const order = await shop.order([{ sku: "MUG", quantity: 6, unit_price: 10 }]);
    await shop.post(`orders/${order.id}/fulfill`, { items: [{ sku: "MUG", quantity: 4 }] });
    shop.app.clock.advance(DAY);
    await shop.post(`orders/${order.id}/fulfill`);
    const items = [{ sku: "MUG", quantity: 1, condition: "sellable" }];
    const made = await shop.made("return_authorizations", { order_id: order.id, items });
    await shop.post(`return_authorizations/${made.id}/receive`);
    await shop.stock("MUG", -3);
    const found = await days();
    expect(found.map((day: Record<string, unknown>) => [...short(day), day.returned_quantity, day.stockout])).toEqual([
      ["2026-11-24", "MUG", 2, 20, "own", 1, false],
      ["2026-11-23", "MUG", 4, 40, "own", 0, false],
      ["2025-11-28", "MUG", 14, null, "imported", 0, false],
    ]);
    expect((await days("&source=own")).length).toBe(2);
    expect((await days("&from=2026-11-24&to=2026-11-24")).map(short)).toEqual([["2026-11-24", "MUG", 2, 20, "own"]]);
    expect((await days(`&sku=MUG&location_id=${shop.store}`)).length).toBe(0);
  });

  test("shows on which days it ran out", async () => {
    await shop.stock("MUG", 5);
    const sell = async (quantity: number) => {
      const { id } = await shop.order([{ sku: "MUG", quantity }]);
      await shop.post(`orders/${id}/fulfill`);
    };
    await sell(1);
    shop.app.clock.advance(DAY);
    await sell(4);
    shop.app.clock.advance(2 * DAY);
    await shop.stock("MUG", 5);
    await sell(2);
    shop.app.clock.advance(DAY);
    await sell(1);
    const found = await days();
    expect(found.map((day: Record<string, unknown>) => [day.date, day.stockout])).toEqual([
      ["2026-11-27", false],
      ["2026-11-26", true],
      ["2026-11-24", true],
      ["2026-11-23", false],
    ]);
  });
});

test("a list of days is followed by its cursor, and each day comes once", async () => {
  await shop.stock("MUG", 50);
  for (let day = 0; day < 3; day++) {
    const { id } = await shop.order([{ sku: "MUG", quantity: 1 }]);
    await shop.post(`orders/${id}/fulfill`);
    shop.app.clock.advance(DAY);
  }
  await imports(...Array.from({ length: 5 }, (_, at) => row(`2025-11-0${at + 1}`, 1)));
  const all = (await days()).map(short);
  const followed = [];
  for (let cursor: string | null = null, at = 0; at < 9; at++) {
    const page: { body: { data: Record<string, unknown>[]; meta: { next_cursor: string | null } } } = await shop.get(
      `demand_history?per_page=3${cursor ? `&cursor=${cursor}` : ""}`,
    );
    followed.push(...page.body.data.map(short));
    cursor = page.body.meta.next_cursor;
    if (cursor === null) break;
  }
  expect(followed).toEqual(all);
  expect(all).toHaveLength(8);
  expect(codesOf(await shop.get("demand_history?cursor=day_2025-11-01"))).toEqual(["validation_failed cursor"]);
});

test("meta.totals has the sums of the days that the filters leave, own and imported, and none without filters", async () => {
  await imports(row("2026-11-01", 14, { revenue: 175 }), row("2026-11-02", 3), row("2026-10-01", 100));
  await shop.stock("MUG", 50);
  const { id } = await shop.order([{ sku: "MUG", quantity: 5 }]);
  await shop.post(`orders/${id}/fulfill`);
  const totals = async (query: string) => (await shop.get(`demand_history?${query}`)).body.meta.totals;
  expect(await totals("sku=MUG&from=2026-11-01&per_page=1")).toEqual({ quantity: 22, revenue: 237.5 });
  expect(await totals("from=2026-11-02&to=2026-11-20&page=9")).toEqual({ quantity: 3, revenue: 0 });
  expect(await totals("source=own")).toEqual({ quantity: 5, revenue: 62.5 });
  expect(await totals("sku=TEA")).toEqual({ quantity: 0, revenue: 0 });
  expect(await totals("per_page=1")).toBeNull();
});
