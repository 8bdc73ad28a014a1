import { beforeAll, describe, expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { DAY } from "../support/insights";
import { cells, openToolShop, sumOf, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  shop.app.clock.advance(40 * DAY);
  await shop.product("LAMP", { cost: 7 });
  await shop.stock("LAMP", 2);
});

describe("the tool stock_aging", () => {
  it("has the rows of GET /reports/inventory_aging in their order, and their sums", async () => {
    const { data, meta } = (await shop.get("reports/inventory_aging?limit=100")).body;
    const result = await shop.use("stock_aging", { limit: 100 });
    const shown = ["sku", "location_name", "on_hand", "value", "age_days", "age_bucket"];
    const pick = (row: Record<string, unknown>) => shown.map((key) => row[key]);
    expect(result.rows.map(pick)).toEqual(data.map(pick));
    expect(result.summary).toEqual(meta.totals);
    expect(result.rows[0]).toMatchObject({ last_inbound_on: "2026-11-23", age_days: 40, age_bucket: "31-60" });
  });

  it("keeps to an age, items, places and exceptions", async () => {
    expect(cells(await shop.use("stock_aging", { age_bucket: "0-30" }), "sku")).toEqual([["LAMP"]]);
    expect((await shop.use("stock_aging", { age_bucket: "90+" })).total).toBe(0);
    const args = { category: ["Kitchen", "Clothes"], location_id: [shop.warehouse], except_sku: ["CUP"] };
    expect(cells(await shop.use("stock_aging", args), "sku")).toEqual([["SHIRT-M"]]);
  });

  it("compares and sorts by days of the calendar", async () => {
    expect(cells(await shop.use("stock_aging", { where: ["age_days<40"] }), "sku")).toEqual([["LAMP"]]);
    expect(cells(await shop.use("stock_aging", { where: ["last_inbound_on>2026-11-23"] }), "sku")).toEqual([["LAMP"]]);
    const all = await shop.use("stock_aging");
    const old = await shop.use("stock_aging", { where: ["age_days>=40", "last_inbound_on=2026-11-23"] });
    expect(old.total).toBe(all.total - 1);
    expect(old.summary.value).toBe(sumOf(old.rows, "value"));
    expect(cells(await shop.use("stock_aging", { sort_by: "age_days", limit: 1 }), "sku")).toEqual([["LAMP"]]);
    expect(cells(await shop.use("stock_aging", { sort_by: "-last_inbound_on", limit: 1 }), "sku")).toEqual([["LAMP"]]);
    expect((await shop.refusedBy("stock_aging", { where: ["age_days>1.5"] })).codes).toEqual([
      "validation_failed where",
    ]);
  });

  it("counts days of the organization's calendar", async () => {
    const west = await openToolShop(createTestApp(), { timezone: "Pacific/Honolulu" });
    west.app.clock.advance(DAY);
    const result = await west.use("stock_aging", { sku: ["TEA"], where: ["last_inbound_on=2026-11-22", "age_days=1"] });
    expect(cells(result, "last_inbound_on", "age_days")).toEqual([["2026-11-22", 1]]);
    const [row] = (await west.get("reports/inventory_aging")).body.data;
    expect(row.age_days).toBe(1);
  });
});
