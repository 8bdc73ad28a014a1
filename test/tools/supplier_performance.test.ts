import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { codesOf, openShop, type Shop } from "../support/shop";
import { cells, tryTool, useTool } from "../support/trade";

let shop: Shop;
let mill: string;
const DAY = 24 * 60 * 60 * 1000;

/**
 * The potter: PO-1 complete after 4 days and on time, PO-2 received after 10 days and too late, PO-3 open and overdue, PO-4
 * cancelled. The mill, in euros: PO-5 received in two receipts, after 2 and 5 days, without a date; one unit was rejected.
 */
beforeAll(async () => {
  const app = createTestApp({ now: "2026-10-01T15:00:00.000Z" });
  shop = await openShop(app, { timezone: "America/New_York", currency: "USD" });
  const { made, post, supplier, warehouse } = shop;
  mill = (await made("suppliers", { name: "Mill" })).id;
  const buy = (number: string, supplier_id: string, quantity: number, more: object = {}) => {
    const items = [{ sku: "MUG", quantity, unit_cost: 4 }];
    return made("purchase_orders", { number, supplier_id, location_id: warehouse, currency: "USD", items, ...more });
  };
  const receive = async (id: string, items?: object[]) =>
    expect((await post(`purchase_orders/${id}/receive`, items ? { items } : {})).status).toBe(200);
  const first = await buy("PO-1", supplier, 10, { expected_at: "2026-10-08" });
  const second = await buy("PO-2", supplier, 5, { expected_at: "2026-10-08" });
  await buy("PO-3", supplier, 2, { expected_at: "2026-10-12" });
  const fourth = await buy("PO-4", supplier, 50, { expected_at: "2026-10-02" });
  await post(`purchase_orders/${fourth.id}/cancel`);
  const fifth = await buy("PO-5", mill, 8, { currency: "EUR", exchange_rate: 1.5 });
  app.clock.advance(2 * DAY);
  await receive(fifth.id, [{ sku: "MUG", quantity: 3 }]);
  app.clock.advance(2 * DAY);
  await receive(first.id);
  app.clock.advance(DAY);
  await receive(fifth.id, [{ sku: "MUG", quantity: 4, rejected_quantity: 1 }]);
  app.clock.advance(5 * DAY);
  await receive(second.id);
  await buy("PO-6", mill, 1);
  app.clock.advance(10 * DAY);
}, 60_000);

const performance = (args: Parameters<typeof useTool>[2] = {}) => useTool(shop, "supplier_performance", args);

describe("the tool supplier_performance", () => {
  test("shows for each supplier how many orders were late, what came, how long it took and what it cost", async () => {
    const { rows, summary } = await performance();
    const potter = {
      ...{ supplier_name: "Potter", purchase_orders: 3, open_orders: 1, late_orders: 2 },
      ...{ ordered_quantity: 17, received_quantity: 15, rejected_quantity: 0 },
      ...{ on_time_percent: 33.3333, average_lead_time_days: 7, spend: 60 },
    };
    const of_mill = {
      ...{ supplier_name: "Mill", purchase_orders: 2, open_orders: 1, late_orders: 0 },
      ...{ ordered_quantity: 9, received_quantity: 7, rejected_quantity: 1 },
      ...{ on_time_percent: null, average_lead_time_days: 3.5, spend: 42 },
    };
    expect(rows).toEqual([potter, of_mill]);
    expect(summary).toEqual({ ordered_quantity: 26, received_quantity: 22, rejected_quantity: 1, spend: 102 });
  });

  test("is of the suppliers and of the days on which was ordered that are asked for", async () => {
    expect(cells((await performance({ supplier_id: mill })).rows, "supplier_name")).toEqual([["Mill"]]);
    expect((await performance({ supplier_id: [mill, shop.supplier] })).total).toBe(2);
    const later = await performance({ from: "2026-10-02" });
    expect(cells(later.rows, "supplier_name", "purchase_orders", "spend", "average_lead_time_days")).toEqual([
      ["Mill", 1, 0, null],
    ]);
    expect((await performance({ to: "2026-09-30" })).rows).toEqual([]);
  });

  test("where and sort_by compare what was computed", async () => {
    expect(cells((await performance({ where: "on_time_percent<50" })).rows, "supplier_name")).toEqual([["Potter"]]);
    expect(cells((await performance({ sort_by: "average_lead_time_days", limit: 1 })).rows, "supplier_name")).toEqual([
      ["Mill"],
    ]);
    expect(cells((await performance({ where: "late_orders>=1" })).rows, "supplier_name")).toEqual([["Potter"]]);
  });

  test("refuses another organization's supplier like an unknown one", async () => {
    const other = await openShop(shop.app);
    const answer = await tryTool(shop, "supplier_performance", { supplier_id: [mill, other.supplier] });
    expect(codesOf(answer)).toEqual(["validation_failed supplier_id"]);
    expect(answer.body.errors[0].message).toContain(other.supplier);
  });

  test("counts what had arrived of an order before the rest was cancelled", async () => {
    const { made, post, warehouse } = shop;
    const { id } = await made("suppliers", { name: "Weaver" });
    const items = [{ sku: "MUG", quantity: 10, unit_cost: 4 }];
    const order = await made("purchase_orders", { supplier_id: id, location_id: warehouse, currency: "USD", items });
    await post(`purchase_orders/${order.id}/receive`, { items: [{ sku: "MUG", quantity: 3, rejected_quantity: 1 }] });
    await post(`purchase_orders/${order.id}/cancel`);
    expect((await performance({ supplier_id: id })).rows).toMatchObject([
      {
        ...{ purchase_orders: 1, open_orders: 0, late_orders: 0, on_time_percent: null },
        ...{ ordered_quantity: 10, received_quantity: 3, rejected_quantity: 1, spend: 12 },
      },
    ]);
  });
});
