import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const order = (items: unknown[] = [{ sku: "MUG", quantity: 10, unit_cost: 4 }], more: object = {}) =>
  shop.made("purchase_orders", { supplier_id: shop.supplier, location_id: shop.warehouse, items, ...more });
const act = (id: string, verb: string, body: unknown = {}) => shop.post(`purchase_orders/${id}/${verb}`, body);
const costOf = async (sku: string) => (await shop.get(`variants?sku=${sku}`)).body.data[0].cost;

test("ordering moves no stock and is incoming, even where there never was any", async () => {
  const made = await order([
    { sku: "MUG", quantity: 10, unit_cost: 4 },
    { sku: "TEA", quantity: 0.5 },
  ]);
  expect(made).toMatchObject({
    status: "ordered",
    currency: "USD",
    exchange_rate: null,
    items: [{ sku: "MUG", unit_cost: 4 }, { unit_cost: null }],
  });
  expect(await shop.level("MUG")).toEqual({ on_hand: 0, reserved: 0, available: 0 });
  expect([await shop.incoming("MUG"), await shop.incoming("TEA"), await shop.incoming("MUG", shop.store)]).toEqual([
    10, 0.5, 0,
  ]);
  expect((await shop.get(`purchase_orders/${made.id}`)).body.data).toEqual(made);
  expect(await shop.events()).toContain("purchase_order.created");
});

test("incoming is right at every step of several receipts with rejects, and falls by what is cancelled", async () => {
  const { id } = await order();
  const first = await act(id, "receive", { items: [{ sku: "MUG", quantity: 3, rejected_quantity: 1 }] });
  expect(first.body.data).toMatchObject({
    status: "partially_received",
    items: [{ received_quantity: 3, rejected_quantity: 1 }],
  });
  expect([(await shop.level("MUG")).on_hand, await shop.incoming("MUG")]).toEqual([3, 6]);
  await act(id, "receive", { items: [{ purchase_order_item_id: first.body.data.items[0].id, quantity: 2 }] });
  expect([(await shop.level("MUG")).on_hand, await shop.incoming("MUG")]).toEqual([5, 4]);
  const cancelled = await act(id, "cancel", { reason: "out of it" });
  expect(cancelled.body.data).toMatchObject({
    status: "cancelled",
    items: [{ received_quantity: 5, cancelled_quantity: 4 }],
  });
  expect([(await shop.level("MUG")).on_hand, await shop.incoming("MUG")]).toEqual([5, 0]);
  expect(codesOf(await act(id, "receive"))).toEqual(["invalid_status"]);
  const entries = (await shop.get(`inventory_ledger?reference_id=${id}`)).body.data;
  expect(entries).toMatchObject([
    { type: "purchase_received", on_hand_change: 3, unit_cost: 4, reference_type: "purchase_order" },
    { type: "purchase_received", on_hand_change: 2 },
  ]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("without a body all that is open is received", async () => {
  const { id } = await order();
  const received = (await act(id, "receive")).body.data;
  expect(received).toMatchObject({ status: "received", items: [{ received_quantity: 10 }] });
  expect(received.received_at).not.toBeNull();
  expect([(await shop.level("MUG")).on_hand, await shop.incoming("MUG")]).toEqual([10, 0]);
  expect(codesOf(await act(id, "receive"))).toEqual(["invalid_status"]);
  expect(codesOf(await act(id, "cancel"))).toEqual(["invalid_status"]);
});

test("a part is refused of what is counted in pieces, even if what is accepted and rejected sums to whole ones", async () => {
  const { id } = await order();
  const halves = { items: [{ sku: "MUG", quantity: 0.5, rejected_quantity: 0.5 }] };
  expect(codesOf(await act(id, "receive", halves))).toEqual([
    "validation_failed items.0.quantity",
    "validation_failed items.0.rejected_quantity",
  ]);
});

test("more than is open is refused, unless it is asked for; then incoming does not go below 0", async () => {
  const { id } = await order();
  const over = { items: [{ sku: "MUG", quantity: 12 }] };
  expect(codesOf(await act(id, "receive", over))).toEqual(["validation_failed items.0.quantity"]);
  const taken = await act(id, "receive", { ...over, allow_over_receipt: true });
  expect(taken.body.data).toMatchObject({ status: "received", items: [{ quantity: 10, received_quantity: 12 }] });
  expect([(await shop.level("MUG")).on_hand, await shop.incoming("MUG")]).toEqual([12, 0]);
});

test("two who receive the rest at once receive it once", async () => {
  const { id } = await order();
  const answers = await Promise.all([act(id, "receive"), act(id, "receive")]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  expect((await shop.level("MUG")).on_hand).toBe(10);
});

describe("the moving-average cost", () => {
  test("is weighted by what is on hand everywhere and what arrives, rounded to four decimals", async () => {
    await act((await order([{ sku: "MUG", quantity: 10, unit_cost: 4 }])).id, "receive");
    expect(await costOf("MUG")).toBe(4);
    await act((await order([{ sku: "MUG", quantity: 5, unit_cost: 5 }])).id, "receive");
    expect(await costOf("MUG")).toBe(4.3333);
    await shop.stock("MUG", -14);
    await act((await order([{ sku: "MUG", quantity: 1, unit_cost: 6 }], { location_id: shop.store })).id, "receive");
    expect(await costOf("MUG")).toBe(5.1667);
  });

  test("is lowered by a gift, kept by goods without a cost, and begins anew from nothing", async () => {
    await act((await order()).id, "receive");
    await act((await order([{ sku: "MUG", quantity: 10, unit_cost: 0 }])).id, "receive");
    await act((await order([{ sku: "MUG", quantity: 10 }])).id, "receive");
    expect(await costOf("MUG")).toBe(2);
    await shop.stock("MUG", -30);
    await act((await order([{ sku: "MUG", quantity: 1, unit_cost: 9 }])).id, "receive");
    expect(await costOf("MUG")).toBe(9);
  });

  test("of one receipt in several lines is that of all of them", async () => {
    const items = [
      { sku: "MUG", quantity: 1, unit_cost: 1 },
      { sku: "MUG", quantity: 2, unit_cost: 2 },
    ];
    await act((await order(items)).id, "receive");
    expect(await costOf("MUG")).toBe(1.6667);
  });
});

test("before anything arrives it can be changed, and incoming follows", async () => {
  const made = await order();
  const changed = await shop.patch(`purchase_orders/${made.id}`, {
    purchase_order: { location_id: shop.store, expected_at: "2026-12-01", items: [{ sku: "TEA", quantity: 2 }] },
  });
  expect(changed.body.data).toMatchObject({
    location_id: shop.store,
    version: 2,
    expected_at: "2026-12-01T23:59:59.999Z",
  });
  expect([await shop.incoming("MUG"), await shop.incoming("TEA", shop.store)]).toEqual([0, 2]);
  await shop.patch(`purchase_orders/${made.id}`, { location_id: shop.warehouse });
  expect([await shop.incoming("TEA"), await shop.incoming("TEA", shop.store)]).toEqual([2, 0]);
  await act(made.id, "receive", { items: [{ sku: "TEA", quantity: 1 }] });
  expect(codesOf(await shop.patch(`purchase_orders/${made.id}`, { note: "late" }))).toEqual(["invalid_status"]);
});

test("what was expected before now and is still open is overdue", async () => {
  const late = await order(undefined, { expected_at: "2026-11-20" });
  const done = await order(undefined, { expected_at: "2026-11-20" });
  await act(done.id, "receive");
  const due = await order(undefined, { expected_at: "2026-11-30T12:00:00+01:00" });
  const numbers = async (query: string) =>
    (await shop.get(`purchase_orders?${query}`)).body.data.map((o: { id: string }) => o.id);
  expect(await numbers("overdue=true")).toEqual([late.id]);
  expect(await numbers("overdue=false")).toEqual([due.id, done.id]);
  expect(await numbers("status=received")).toEqual([done.id]);
  expect(await numbers(`supplier_id=${shop.supplier}&location_id=${shop.warehouse}`)).toHaveLength(3);
});

test("nonsense is refused by field", async () => {
  const body = { supplier_id: shop.supplier, location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }] };
  const cases: [object, string][] = [
    [{ supplier_id: "sup_none" }, "supplier_id"],
    [{ location_id: "loc_none" }, "location_id"],
    [{ items: [{ sku: "NOPE", quantity: 1 }] }, "items.0.sku"],
    [{ items: [{ sku: "MUG", quantity: 0.5 }] }, "items.0.quantity"],
    [{ items: [{ sku: "MUG", quantity: 1, unit_cost: -1 }] }, "items.0.unit_cost"],
    [{ expected_at: "soon" }, "expected_at"],
  ];
  for (const [wrong, field] of cases) {
    expect(codesOf(await shop.post("purchase_orders", { ...body, ...wrong }))).toEqual([`validation_failed ${field}`]);
  }
  const { id } = await order();
  expect(codesOf(await act(id, "receive", { items: [{ sku: "MUG" }] }))).toEqual([
    "validation_failed items.0.quantity",
  ]);
  expect(codesOf(await act(id, "receive", { items: [{ sku: "MUG", quantity: 1, lot_number: "L" }] }))).toEqual([
    "validation_failed items.0.lot_number",
  ]);
});

test("a dry run of a receipt answers the same and writes nothing; a repetition happens once", async () => {
  const { id } = await order();
  const dry = await shop.post(`purchase_orders/${id}/receive?dry_run=true`);
  expect(dry.body).toMatchObject({ meta: { dry_run: true }, data: { status: "received" } });
  expect(await shop.incoming("MUG")).toBe(10);
  const headers = { "Idempotency-Key": "receive" };
  const first = await shop.post(`purchase_orders/${id}/receive`, {}, headers);
  expect((await shop.post(`purchase_orders/${id}/receive`, {}, headers)).text).toBe(first.text);
  expect((await shop.level("MUG")).on_hand).toBe(10);
});

test("a supplier, location or variant with an open purchase order can't be archived", async () => {
  const { id } = await order();
  for (const path of [`suppliers/${shop.supplier}`, `locations/${shop.warehouse}`]) {
    expect(codesOf(await shop.tenant.request("DELETE", `/api/v1/${path}`))).toEqual(["in_use"]);
  }
  const [{ product_id }] = (await shop.get("variants?sku=MUG")).body.data;
  expect(codesOf(await shop.tenant.request("DELETE", `/api/v1/products/${product_id}`))).toEqual(["in_use"]);
  await act(id, "close");
  expect((await shop.tenant.request("DELETE", `/api/v1/suppliers/${shop.supplier}`)).status).toBe(204);
});

test("what is expected on a date is overdue after that day in the organization's time zone", async () => {
  const app = createTestApp({ now: "2026-10-25T22:59:59.999Z" });
  const berlin = await openShop(app, { timezone: "Europe/Berlin" });
  const body = { supplier_id: berlin.supplier, location_id: berlin.warehouse, items: [{ sku: "MUG", quantity: 1 }] };
  const made = await berlin.made("purchase_orders", { ...body, expected_at: "2026-10-25" });
  expect(made.expected_at).toBe("2026-10-25T22:59:59.999Z");
  const overdue = async () => (await berlin.get("purchase_orders?overdue=true")).body.data.length;
  expect(await overdue()).toBe(0);
  app.clock.advance(1);
  expect(await overdue()).toBe(1);
  const later = await berlin.patch(`purchase_orders/${made.id}`, { expected_at: "2026-10-26" });
  expect(later.body.data.expected_at).toBe("2026-10-26T22:59:59.999Z");
  expect((await berlin.patch(`purchase_orders/${made.id}`, { note: "same" })).body.data.expected_at).toBe(
    "2026-10-26T22:59:59.999Z",
  );
  expect((await berlin.patch(`purchase_orders/${made.id}`, { expected_at: null })).body.data.expected_at).toBeNull();
  expect(await overdue()).toBe(0);
});

test("an order of which everything was rejected stays open for its replacement", async () => {
  const items = [
    { sku: "MUG", quantity: 4, unit_cost: 2 },
    { sku: "TEA", quantity: 1, unit_cost: 3 },
  ];
  for (const replacement of [{}, { items: items.map(({ sku, quantity }) => ({ sku, quantity })) }]) {
    const made = await order(items);
    await act(made.id, "receive", { items: [{ sku: "MUG", quantity: 0, rejected_quantity: 4 }] });
    const rejected = await act(made.id, "receive", { items: [{ sku: "TEA", rejected_quantity: 1 }] });
    expect(rejected.body.data).toMatchObject({ status: "partially_received", received_at: null });
    expect(await shop.incoming("MUG")).toBe(0);
    expect(codesOf(await act(made.id, "receive", { items: [{ sku: "MUG", quantity: 5 }] }))).toEqual([
      "validation_failed items.0.quantity",
    ]);
    const replaced = (await act(made.id, "receive", replacement)).body.data;
    expect(replaced).toMatchObject({ status: "received", items: [{ received_quantity: 4 }, { received_quantity: 1 }] });
  }
  expect((await shop.level("MUG")).on_hand).toBe(8);
  const in_parts = await order(items);
  await act(in_parts.id, "receive", {
    items: items.map(({ sku, quantity }) => ({ sku, rejected_quantity: quantity })),
  });
  const [variant] = (await shop.get("variants?sku=TEA")).body.data;
  const archived = () => shop.tenant.request("DELETE", `/api/v1/variants/${variant.id}`);
  await shop.stock("TEA", -2);
  expect(codesOf(await archived())).toEqual(["in_use"]);
  for (const [sku, quantity, status] of [
    ["MUG", 3, "partially_received"],
    ["TEA", 1, "partially_received"],
    ["MUG", 1, "received"],
  ]) {
    expect((await act(in_parts.id, "receive", { items: [{ sku, quantity }] })).body.data.status).toBe(status);
  }
  await shop.stock("MUG", -4);
  const partly = await order(items.slice(0, 1));
  await act(partly.id, "receive", { items: [{ sku: "MUG", quantity: 1, rejected_quantity: 3 }] });
  expect(codesOf(await act(partly.id, "receive"))).toEqual(["invalid_status"]);
  const never = await order(items.slice(0, 1));
  await act(never.id, "receive", { items: [{ sku: "MUG", rejected_quantity: 4 }] });
  expect((await act(never.id, "close")).body.data.status).toBe("closed");
  expect(await shop.discrepancies()).toEqual([]);
});

test("incoming of a level stays a number that can be read: what would take it beyond 900,000,000,000 is refused", async () => {
  const most = 1_000_000_000;
  const orderOf = (lines: number, location_id = shop.warehouse) => ({
    supplier_id: shop.supplier,
    location_id,
    items: Array.from({ length: lines }, () => ({ sku: "MUG", quantity: most })),
  });
  await shop.made("purchase_orders", orderOf(500));
  const second = await shop.made("purchase_orders", orderOf(400));
  expect(await shop.incoming("MUG")).toBe(900 * most);
  const refused = await shop.post("purchase_orders", orderOf(1));
  expect([refused.status, codesOf(refused)]).toEqual([422, ["validation_failed items"]]);

  const elsewhere = await shop.made("purchase_orders", orderOf(1, shop.store));
  const moved = await shop.patch(`purchase_orders/${elsewhere.id}`, { location_id: shop.warehouse });
  expect([moved.status, codesOf(moved)]).toEqual([422, ["validation_failed items"]]);
  const raised = await shop.patch(`purchase_orders/${second.id}`, { items: orderOf(401).items });
  expect([raised.status, codesOf(raised)]).toEqual([422, ["validation_failed items"]]);

  await shop.stock("MUG", most, shop.store);
  const transfer = await shop.made("stock_transfers", {
    from_location_id: shop.store,
    to_location_id: shop.warehouse,
    items: [{ sku: "MUG", quantity: most }],
  });
  const shipped = await shop.post(`stock_transfers/${transfer.id}/ship`);
  expect([shipped.status, codesOf(shipped)]).toEqual([422, ["validation_failed items"]]);
  expect((await shop.get(`stock_transfers/${transfer.id}`)).body.data.status).toBe("draft");

  expect(await shop.incoming("MUG")).toBe(900 * most);
  await shop.post(`purchase_orders/${second.id}/cancel`);
  expect((await shop.post(`stock_transfers/${transfer.id}/ship`)).status).toBe(200);
  expect(await shop.incoming("MUG")).toBe(501 * most);
});

describe("an order in another currency than the organization's", () => {
  const mug = (unit_cost: number, quantity = 10) => [{ sku: "MUG", quantity, unit_cost }];
  const entryCosts = async (id: string) =>
    (await shop.get(`inventory_ledger?reference_id=${id}`)).body.data.map(
      (entry: { unit_cost: number | null }) => entry.unit_cost,
    );

  test("takes the supplier's currency only with a rate", async () => {
    expect(await order()).toMatchObject({ currency: "USD", exchange_rate: null });
    expect(await order(undefined, { exchange_rate: 1.27123456 })).toMatchObject({
      currency: "GBP",
      exchange_rate: 1.27123456,
    });
    expect(await order(undefined, { currency: "EUR", exchange_rate: 1.1 })).toMatchObject({ currency: "EUR" });
    expect(await order(undefined, { currency: "EUR" })).toMatchObject({ currency: "EUR", exchange_rate: null });
    expect(await order(undefined, { currency: "USD", exchange_rate: 1 })).toMatchObject({ exchange_rate: null });
  });

  test("can be ordered but not received without a rate, which the receipt may give", async () => {
    const { id } = await order(mug(4), { currency: "EUR" });
    expect(await shop.incoming("MUG")).toBe(10);
    for (const path of ["receive", "receive?dry_run=true"]) {
      expect(codesOf(await act(id, path))).toEqual(["validation_failed exchange_rate"]);
    }
    expect((await shop.level("MUG")).on_hand).toBe(0);
    const first = await act(id, "receive", { items: [{ sku: "MUG", quantity: 4 }], exchange_rate: 1.5 });
    expect(first.body.data).toMatchObject({ exchange_rate: 1.5, items: [{ unit_cost: 4 }] });
    expect(await costOf("MUG")).toBe(6);
    await act(id, "receive", { items: [{ sku: "MUG", quantity: 1, unit_cost: 2 }] });
    await act(id, "receive", { exchange_rate: 2 });
    expect(await entryCosts(id)).toEqual([6, 3, 8]);
    expect(await costOf("MUG")).toBe(6.7);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("costs in the organization's money, rounded half away from zero to four decimals", async () => {
    const { id } = await order(
      [
        { sku: "MUG", quantity: 1, unit_cost: 0.0001 },
        { sku: "TEA", quantity: 1 },
        { sku: "MUG", quantity: 1, unit_cost: 123_456_789.1234 },
      ],
      { currency: "EUR", exchange_rate: 0.5 },
    );
    await act(id, "receive");
    expect(await entryCosts(id)).toEqual([0.0001, null, 61_728_394.5617]);
    const huge = await order(mug(1_000_000_000, 1), { currency: "EUR", exchange_rate: 1.00000001 });
    expect(codesOf(await act(huge.id, "receive"))).toEqual(["validation_failed exchange_rate"]);
  });

  test("has a rate that is changed before the first receipt, and that another currency takes away", async () => {
    const { id } = await order(mug(4), { currency: "EUR", exchange_rate: 1.1 });
    const change = async (body: object) => (await shop.patch(`purchase_orders/${id}`, body)).body.data;
    expect(await change({ exchange_rate: 1.2 })).toMatchObject({ currency: "EUR", exchange_rate: 1.2 });
    expect(await change({ note: "x" })).toMatchObject({ currency: "EUR", exchange_rate: 1.2 });
    expect(await change({ currency: "GBP" })).toMatchObject({ currency: "GBP", exchange_rate: null });
    expect(await change({ exchange_rate: 1.3 })).toMatchObject({ currency: "GBP", exchange_rate: 1.3 });
    expect(await change({ exchange_rate: null })).toMatchObject({ exchange_rate: null });
    expect(await change({ currency: "USD" })).toMatchObject({ currency: "USD", exchange_rate: null });
    expect(codesOf(await shop.patch(`purchase_orders/${id}`, { exchange_rate: 2 }))).toEqual([
      "validation_failed exchange_rate",
    ]);
    await act(id, "receive", { items: [{ sku: "MUG", quantity: 1 }] });
    expect(codesOf(await shop.patch(`purchase_orders/${id}`, { exchange_rate: 1 }))).toEqual(["invalid_status"]);
    expect(codesOf(await act(id, "receive", { exchange_rate: 2 }))).toEqual(["validation_failed exchange_rate"]);
  });

  test("refuses a rate that is none, and a currency that is none", async () => {
    const body = { supplier_id: shop.supplier, location_id: shop.warehouse, items: mug(4) };
    for (const exchange_rate of [0, -1, 1.000000001, 10_000_001, "1.1"]) {
      const refused = await shop.post("purchase_orders", { ...body, currency: "EUR", exchange_rate });
      expect(codesOf(refused)).toEqual(["validation_failed exchange_rate"]);
    }
    for (const currency of ["QQQ", "eur", "EURO"]) {
      expect(codesOf(await shop.post("purchase_orders", { ...body, currency }))).toEqual([
        "validation_failed currency",
      ]);
      expect(codesOf(await shop.post("suppliers", { name: "S", currency }))).toEqual(["validation_failed currency"]);
    }
  });
});
