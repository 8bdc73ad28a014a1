import { expect } from "vitest";
import type { ToolResult } from "../../src/tools/define";
import { sourceOf } from "../../src/tools/parameters";
import { createTestApp, type Tenant } from "./app";
import { openDairy } from "./dairy";

type Arguments = Record<string, unknown>;

/** A shop whose stock differs in all that tools tell apart, and short words for asking them. */
export async function openToolShop(app = createTestApp(), organization: Record<string, unknown> = {}) {
  const shop = await openDairy(app, organization);
  const { made, post, stock, warehouse, store, supplier } = shop;

  const kitchen = { category: "Kitchen", cost: 4 };
  const cup = await shop.product("CUP", { ...kitchen, name: "Cup of clay", price: 6, barcode: "4006381333931" });
  const shirt = await made("products", {
    ...{ name: "Shirt", category: "Clothes" },
    variants: ["S", "M"].map((size) => ({ sku: `SHIRT-${size}`, name: size, options: { size }, cost: 10 })),
  });
  for (const sku of ["VASE", "OLD", "NEW", "UNUSED"]) await shop.product(sku, kitchen);

  await stock("MUG", 10);
  await stock("MUG", 4, store);
  await stock("TEA", 2.5);
  await stock("CUP", 3);
  await stock("CUP", 5, store);
  await stock("SHIRT-S", 7, store);
  await stock("SHIRT-M", 1);
  for (const sku of ["VASE", "OLD"]) {
    await stock(sku, 1);
    await stock(sku, -1);
  }
  const old = (await shop.get("products?sku=OLD")).body.data[0];
  await shop.patch(`products/${old.id}`, { status: "archived" });
  await shop.lot("M-1", 5, "2026-11-01");
  await shop.lot("M-2", 8, "2026-12-01");
  await shop.lot("M-3", 2, undefined, { location_id: store });

  const items = [
    { sku: "MUG", quantity: 20, unit_cost: 5 },
    { sku: "TEA", quantity: 1.5 },
    { sku: "NEW", quantity: 6 },
  ];
  await made("purchase_orders", { supplier_id: supplier, location_id: warehouse, items });
  const sent = { from_location_id: warehouse, to_location_id: store, items: [{ sku: "MUG", quantity: 2 }] };
  await post(`stock_transfers/${(await made("stock_transfers", sent)).id}/ship`);
  await made("inventory_policies", {
    ...{ sku: "MUG", location_id: warehouse, supplier_id: supplier },
    ...{ reorder_point: 30, safety_stock: 5, reorder_quantity: 24 },
  });
  const reserved = await shop.order([{ sku: "CUP", quantity: 3 }], { customer: { name: "Ada" } });
  await post(`orders/${reserved.id}/reserve`);
  const shipped = await shop.order([{ sku: "MUG", quantity: 1 }]);
  await post(`orders/${shipped.id}/fulfill`);

  return { ...shop, cup, shirt, ...toolsOf(shop.tenant) };
}

/** Short words for asking the tools of a tenant. */
export function toolsOf(tenant: Tenant) {
  const get = (name: string, args: Arguments) => tenant.request("GET", sourceOf({ name }, args));

  /** Asks a tool, whose answer must be whole. */
  async function use(name: string, args: Arguments = {}): Promise<ToolResult> {
    const answer = await get(name, args);
    expect([name, answer.status, answer.text]).toEqual([name, 200, answer.text]);
    expectWhole(answer.body.data);
    return answer.body.data;
  }

  /** What a tool refuses, as pairs of the code and the argument, with the messages. */
  async function refusedBy(name: string, args: Arguments): Promise<{ codes: string[]; messages: string[] }> {
    const { status, body } = await get(name, args);
    expect([name, status]).toEqual([name, 422]);
    const errors: { code: string; field: string; message: string }[] = body.errors;
    return {
      codes: errors.map(({ code, field }) => `${code} ${field}`),
      messages: errors.map(({ message }) => message),
    };
  }
  return { use, refusedBy };
}

export type ToolShop = Awaited<ReturnType<typeof openToolShop>>;

/** A result is whole if each row has all declared columns and no other, and it says whether these are all rows. */
export function expectWhole({ columns, rows, total, truncated }: ToolResult): void {
  const keys = columns.map(({ key }) => key).toSorted();
  for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(keys);
  expect(truncated).toBe(total > rows.length);
}

/** Some columns of all rows. */
export const cells = ({ rows }: ToolResult, ...keys: string[]) => rows.map((row) => keys.map((key) => row[key]));

/** The sum of a column, without the error of binary fractions. */
export const sumOf = (rows: readonly Record<string, unknown>[], key: string): number =>
  rows.reduce((sum, row) => sum + Math.round(Number(row[key] ?? 0) * 10_000), 0) / 10_000;
