import { expect } from "vitest";
import { createTestApp } from "./app";
import { openShop } from "./shop";

const HOUR = 60 * 60 * 1000;

/**
 * A company in New York that sells mugs, tea by weight and lamps for a week at the end of which it is 6 November 2026, 11:00. Its
 * clocks are turned back on 1 November. Mugs cost 5, tea 20 and lamps 18.
 *
 * - SO-A of Ada, webshop: 4 mugs at 12.5 and 1.25 kg of tea at 33.3333; 3 mugs shipped on 30 October, the rest on 1 November, 23:30.
 * - SO-B of bob@example.org, till: 2 lamps at 40 and 1 mug at 10 from the store, shipped on 2 November, 00:30.
 * - SO-C of nobody: 5 mugs at 12.5, of which 2 shipped on 2 November and 3 cancelled.
 * - SO-D of Ada, cancelled: 1 lamp. SO-E of Ada, open: 6 mugs, of which 6 reserved. SO-F of "Fay "Q" Lee", open: 1.5 kg of tea.
 * - On 6 November 1 mug of SO-A came back sellable, and 1 lamp of SO-B damaged.
 */
export async function openTrade(app = createTestApp({ now: "2026-10-30T15:00:00.000Z" })) {
  const shop = await openShop(app, { timezone: "America/New_York", modules: ["traceability"] });
  const { warehouse, store, made, post } = shop;
  const wait = (hours: number) => app.clock.advance(hours * HOUR);
  const send = async (path: string, body: unknown = {}) => {
    const answer = await post(path, body);
    expect([path, answer.status, answer.text]).toEqual([path, expect.toSatisfy((status) => status < 300), answer.text]);
    return answer.body.data;
  };
  const lamp = await shop.product("LAMP", { price: 40, category: "Light" });
  const received = { reason: "received" };
  await made("inventory_adjustments", {
    adjustments: [
      { sku: "MUG", location_id: warehouse, quantity: 100, unit_cost: 5, ...received },
      { sku: "MUG", location_id: store, quantity: 20, unit_cost: 5, ...received },
      { sku: "TEA", location_id: warehouse, quantity: 10.5, unit_cost: 20, ...received },
      { sku: "LAMP", location_id: store, quantity: 10, unit_cost: 18, ...received },
    ],
  });
  const customer = { name: "Ada", email: "ada@example.org" };
  const order = (number: string, items: unknown[], more: object = {}) =>
    made("orders", { number, location_id: warehouse, items, ...more });
  const ship = (id: string, items?: unknown[]) => send(`orders/${id}/fulfill`, items ? { items } : {});
  const a = await order(
    "SO-A",
    [
      { sku: "MUG", quantity: 4 },
      { sku: "TEA", quantity: 1.25, unit_price: 33.3333 },
    ],
    { customer, channel: "webshop" },
  );
  await ship(a.id, [{ sku: "MUG", quantity: 3 }]);
  app.clock.now = new Date("2026-11-02T04:30:00.000Z");
  await ship(a.id);
  wait(1);
  const b = await order(
    "SO-B",
    [
      { sku: "LAMP", quantity: 2 },
      { sku: "MUG", quantity: 1, unit_price: 10 },
    ],
    { location_id: store, customer: { email: "bob@example.org" }, channel: "till" },
  );
  await ship(b.id);
  const c = await order("SO-C", [{ sku: "MUG", quantity: 5 }]);
  await ship(c.id, [{ sku: "MUG", quantity: 2 }]);
  await send(`orders/${c.id}/cancel`);
  const d = await order("SO-D", [{ sku: "LAMP", quantity: 1 }], { location_id: store, customer, channel: "webshop" });
  await send(`orders/${d.id}/cancel`);
  await order("SO-E", [{ sku: "MUG", quantity: 6 }], { customer, channel: "webshop", reserve: true });
  await order("SO-F", [{ sku: "TEA", quantity: 1.5 }], { customer: { name: 'Fay "Q"  Lee' }, channel: "till" });
  app.clock.now = new Date("2026-11-06T16:00:00.000Z");
  for (const [order_id, items] of [
    [a.id, [{ sku: "MUG", quantity: 1 }]],
    [b.id, [{ sku: "LAMP", quantity: 1, condition: "damaged" }]],
  ]) {
    const { id } = await made("return_authorizations", { order_id, items, reason: "Broken handle" });
    await send(`return_authorizations/${id}/receive`);
  }
  return { ...shop, app, send, lamp, wait, orders: { a, b, c, d } };
}

export type Trade = Awaited<ReturnType<typeof openTrade>>;

/** Uses a tool, whose arguments are as in a query; lists are arrays. */
export async function useTool(
  { tenant }: Pick<Trade, "tenant">,
  name: string,
  args: Record<string, string | number | boolean | string[]> = {},
) {
  const answer = await tryTool({ tenant }, name, args);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.body.data as {
    columns: { key: string; label: string; type: string }[];
    // biome-ignore lint/suspicious/noExplicitAny: its columns are the tool's
    rows: any[];
    total: number;
    truncated: boolean;
    summary: Record<string, number>;
  };
}

/** As `useTool`, whatever comes of it. */
export function tryTool(
  { tenant }: Pick<Trade, "tenant">,
  name: string,
  args: Record<string, string | number | boolean | string[]> = {},
) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(args)) {
    for (const each of [value].flat()) query.append(key, String(each).replaceAll(",", "\\,"));
  }
  return tenant.request("GET", `/api/v1/ai/tools/${name}?${query}`);
}

/** The columns of rows that are asked for, in their order. */
// biome-ignore lint/suspicious/noExplicitAny: as of `useTool`
export const cells = (rows: any[], ...keys: string[]) => rows.map((row) => keys.map((key) => row[key]));
