import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { type Answer, createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { costOf } from "../support/cost";
import { THOROUGH } from "../support/thorough";

/** The lines of the largest document, and the items of a large cycle count. */
const LINES = 500;
const COUNTED = THOROUGH ? 20_000 : 5000;
/** A request to count has at most so many items. */
const COUNTED_AT_ONCE = 5000;

/** The rows that any verb may read per line: those of its variant, level, reservation and entries, a few times each. */
const ROWS_PER_LINE = 45;

let engine: Engine;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;

beforeAll(async () => {
  tenant = await app.mintTenant({ modules: ["manufacturing", "traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, { variants: COUNTED, orders: 0, entries: 10 * COUNTED });
}, 600_000);

/** Sends a request and expects it to read few rows per line. */
async function send(method: string, path: string, body: unknown, lines: number): Promise<Answer["body"]["data"]> {
  const answer = await tenant.request(method, `/api/v1/${path}`, method === "GET" ? {} : { body });
  expect([path, answer.status, answer.status < 300 ? "" : answer.text]).toEqual([
    path,
    expect.toSatisfy((status) => status < 300),
    "",
  ]);
  const { rows_read, round_trips } = costOf(answer);
  expect([method, path, rows_read]).toEqual([
    method,
    path,
    expect.toSatisfy((rows: number) => rows <= ROWS_PER_LINE * lines),
  ]);
  expect(round_trips).toBeLessThanOrEqual(2);
  return answer.body.data;
}

describe(`documents of ${LINES} lines read at most ${ROWS_PER_LINE} rows per line`, () => {
  const write = (method: string, path: string, body: unknown = {}) => send(method, path, body, LINES);
  const items = (more: (at: number) => object = () => ({}), from = 1) =>
    Array.from({ length: LINES }, (_, at) => ({ sku: `SKU-${from + at}`, quantity: 1, ...more(at) }));
  /** Names all lines of a document by their ids. */
  const lines = (document: { items: { id: string }[] }, member: string) =>
    document.items.map(({ id }) => ({ [member]: id, quantity: 1 }));

  test("orders and their returns", async () => {
    const head = { location_id: "loc_1" };
    const first = await write("POST", "orders", { ...head, items: items() });
    await write("POST", `orders/${first.id}/reserve`);
    await write("POST", `orders/${first.id}/fulfill`, { items: lines(first, "order_item_id") });
    const second = await write("POST", "orders", { ...head, items: items(), reserve: true });
    await write("POST", `orders/${second.id}/cancel`);
    const third = await write("POST", "orders", { ...head, items: items() });
    await write("POST", `orders/${third.id}/fulfill`, { items: items() });
    await write("GET", `orders/${third.id}`);

    const returned = await write("POST", "return_authorizations", {
      order_id: third.id,
      items: lines(third, "order_item_id"),
    });
    await write("PATCH", `return_authorizations/${returned.id}`, { items: items() });
    await write("POST", `return_authorizations/${returned.id}/receive`);
    const other = await write("POST", "return_authorizations", { order_id: first.id, items: items() });
    await write("POST", `return_authorizations/${other.id}/cancel`);
  });

  test("purchase orders", async () => {
    const supplier_id = (await tenant.request("POST", "/api/v1/suppliers", { body: { name: "Potter" } })).body.data.id;
    const head = { supplier_id, location_id: "loc_1" };
    const priced = items(() => ({ unit_cost: 2 }));
    const first = await write("POST", "purchase_orders", { ...head, items: priced });
    await write("PATCH", `purchase_orders/${first.id}`, { note: "By rail", items: items(() => ({ unit_cost: 3 })) });
    const read = await write("GET", `purchase_orders/${first.id}`);
    await write("POST", `purchase_orders/${first.id}/receive`, { items: lines(read, "purchase_order_item_id") });
    const second = await write("POST", "purchase_orders", { ...head, items: priced });
    await write("POST", `purchase_orders/${second.id}/cancel`);
    const third = await write("POST", "purchase_orders", {
      ...head,
      items: items(() => ({ quantity: 2, unit_cost: 2 })),
    });
    await write("POST", `purchase_orders/${third.id}/receive`, { items: items() });
    await write("POST", `purchase_orders/${third.id}/close`);
  });

  test("receipts, transfers and returns of lots", async () => {
    const supplier_id = (await tenant.request("POST", "/api/v1/suppliers", { body: { name: "Dairy" } })).body.data.id;
    const sku = "MILK";
    await tenant.request("POST", "/api/v1/products", { body: { name: sku, sku, lot_tracked: true } });
    const purchase = await write("POST", "purchase_orders", {
      supplier_id,
      location_id: "loc_1",
      items: Array.from({ length: LINES }, () => ({ sku, quantity: 1 })),
    });
    const by_sku = Array.from({ length: LINES }, (_, at) => ({ sku, quantity: 1, lot_number: `L-${at}` }));
    await write("POST", `purchase_orders/${purchase.id}/receive`, { items: by_sku });
    const transfer = await write("POST", "stock_transfers", {
      from_location_id: "loc_1",
      to_location_id: "loc_2",
      items: Array.from({ length: LINES }, () => ({ sku, quantity: 1 })),
    });
    await write("POST", `stock_transfers/${transfer.id}/ship`);
    await write("POST", `stock_transfers/${transfer.id}/receive`);
    const order = await write("POST", "orders", {
      location_id: "loc_2",
      items: [{ sku, quantity: LINES }],
      reserve: true,
    });
    await write("POST", `orders/${order.id}/fulfill`);
    const returned = await write("POST", "return_authorizations", {
      order_id: order.id,
      items: [{ sku, quantity: LINES }],
    });
    await write("POST", `return_authorizations/${returned.id}/receive`);
  });

  test("stock transfers", async () => {
    const head = { from_location_id: "loc_1", to_location_id: "loc_2" };
    const first = await write("POST", "stock_transfers", { ...head, items: items() });
    await write("POST", `stock_transfers/${first.id}/ship`);
    await write("POST", `stock_transfers/${first.id}/receive`, { items: lines(first, "stock_transfer_item_id") });
    const second = await write("POST", "stock_transfers", { ...head, items: items() });
    await write("POST", `stock_transfers/${second.id}/ship`, { items: items() });
    await write("POST", `stock_transfers/${second.id}/receive`, { items: items().slice(1), close: true });
    const third = await write("POST", "stock_transfers", { ...head, items: items() });
    await write("POST", `stock_transfers/${third.id}/cancel`);
  });

  test("recipes and production batches", async () => {
    const inputs = items(undefined, 2).slice(0, 100);
    const send_all = (method: string, path: string, body: unknown = {}) => send(method, path, body, inputs.length);
    const recipe = await send_all("POST", "recipes", {
      ...{ name: "Hamper", output_sku: "SKU-1", output_quantity: 1 },
      items: inputs,
    });
    await send_all("PATCH", `recipes/${recipe.id}`, { items: inputs });
    const batch = { recipe_id: recipe.id, location_id: "loc_1", planned_quantity: 1 };
    const first = await send_all("POST", "production_batches", batch);
    await send_all("POST", `production_batches/${first.id}/start`);
    await send_all("POST", `production_batches/${first.id}/complete`, { actual_quantity_produced: 1 });
    const second = await send_all("POST", "production_batches", batch);
    await send_all("POST", `production_batches/${second.id}/start`);
    await send_all("POST", `production_batches/${second.id}/cancel`);
  });

  test("adjustments", async () => {
    const adjustments = items(() => ({ location_id: "loc_1", reason: "found" }));
    await write("POST", "inventory_adjustments", { adjustments });
  });
});

test(`a count of ${COUNTED} items reads at most ${ROWS_PER_LINE} rows per item`, async () => {
  const write = (method: string, path: string, body: unknown = {}) => send(method, path, body, COUNTED);
  const numbers = Array.from({ length: COUNTED_AT_ONCE }, (_, at) => at + 1);

  const first = await write("POST", "cycle_counts", { location_id: "loc_1" });
  await write("POST", `cycle_counts/${first.id}/load_inventory`);
  await write("POST", `cycle_counts/${first.id}/start`);
  await write("PATCH", `cycle_counts/${first.id}`, {
    cycle_count_items_attributes: numbers.map((number) => ({ sku: `SKU-${number}`, counted_quantity: 9 })),
  });
  await write("POST", `cycle_counts/${first.id}/load_inventory`);
  await write("POST", `cycle_counts/${first.id}/complete`, { uncounted_as_zero: true });

  const second = await write("POST", "cycle_counts", {
    location_id: "loc_1",
    skus: numbers.map((number) => `SKU-${number}`),
  });
  await write("POST", `cycle_counts/${second.id}/start`);
  const { items } = await write("POST", `cycle_counts/${second.id}/load_inventory`);
  await write("PATCH", `cycle_counts/${second.id}`, {
    cycle_count_items_attributes: items.map(({ id }: { id: string }) => ({ id, counted_quantity: 8 })),
  });
  await write("GET", `cycle_counts/${second.id}`);
  await write("POST", `cycle_counts/${second.id}/cancel`);
}, 300_000);
