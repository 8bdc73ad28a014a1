import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { type Dairy, lotsOf, openDairy } from "../../support/dairy";
import { codesOf } from "../../support/shop";

const NOW = "2026-11-23T09:00:00Z";
const dairy = (organization = {}) => openDairy(createTestApp({ now: NOW }), organization);

const purchase = async (shop: Dairy, quantity: number, sku = "MILK") =>
  shop.made("purchase_orders", {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items: [{ sku, quantity, unit_cost: 1.5 }],
  });

test("a receipt names the lots it brings, several of one line, and who delivered them", async () => {
  const shop = await dairy();
  const order = await purchase(shop, 10);
  const answer = await shop.post(`purchase_orders/${order.id}/receive`, {
    items: [
      { sku: "MILK", quantity: 4, lot_number: "A", expiry_date: "2026-12-01", manufactured_at: "2026-11-20" },
      { sku: "MILK", quantity: 3, rejected_quantity: 1, lot_number: "B" },
      { sku: "MILK", quantity: 2, lot_number: "A", expiry_date: "2026-12-01" },
    ],
  });
  expect(answer.body.data.status).toBe("received");
  const [b, a] = await shop.lots();
  expect(a).toMatchObject({
    lot_number: "A",
    quantity_initial: 6,
    quantity_on_hand: 6,
    expiry_date: "2026-12-01",
    manufactured_at: "2026-11-20",
    source_type: "purchase_order",
    source_id: order.id,
    supplier_id: shop.supplier,
  });
  expect(b).toMatchObject({ lot_number: "B", quantity_on_hand: 3, expiry_date: null });
  expect(await shop.discrepancies()).toEqual([]);
});

test("a receipt of what is tracked by lots is refused without its lot, and with another date for a known number", async () => {
  const shop = await dairy();
  const order = await purchase(shop, 10);
  const receive = (items?: unknown[]) => shop.post(`purchase_orders/${order.id}/receive`, items ? { items } : {});
  expect(codesOf(await receive())).toEqual(["validation_failed items.lot_number"]);
  expect(codesOf(await receive([{ sku: "MILK", quantity: 1 }]))).toEqual(["validation_failed items.0.lot_number"]);
  await receive([{ sku: "MILK", quantity: 1, lot_number: "A", expiry_date: "2026-12-01" }]);
  const clash = await receive([{ sku: "MILK", quantity: 1, lot_number: "A", expiry_date: "2026-12-02" }]);
  expect([clash.status, ...codesOf(clash)]).toEqual([409, "already_exists items.0.expiry_date"]);
  const within = await receive([
    { sku: "MILK", quantity: 1, lot_number: "N", expiry_date: "2026-12-01" },
    { sku: "MILK", quantity: 1, lot_number: "N", expiry_date: "2026-12-02" },
  ]);
  expect([within.status, ...codesOf(within)]).toEqual([409, "already_exists items.1.expiry_date"]);
  expect((await receive([{ sku: "MILK", quantity: 1, lot_number: "A" }])).status).toBe(200);
  const [lot, ...others] = await shop.lots();
  expect([lot.quantity_initial, lot.quantity_on_hand, others]).toEqual([1, 2, []]);

  const mugs = await purchase(shop, 2, "MUG");
  const items = [{ sku: "MUG", quantity: 1, lot_number: "A" }];
  expect(codesOf(await shop.post(`purchase_orders/${mugs.id}/receive`, { items }))).toEqual([
    "validation_failed items.0.lot_number",
  ]);
});

test("of two receipts at once of a new lot both count, into one lot", async () => {
  const shop = await dairy();
  const orders = [await purchase(shop, 3), await purchase(shop, 4)];
  const receipts = orders.map((order, at) =>
    shop.post(`purchase_orders/${order.id}/receive`, { items: [{ sku: "MILK", quantity: 3 + at, lot_number: "A" }] }),
  );
  expect((await Promise.all(receipts)).map(({ status }) => status)).toEqual([200, 200]);
  expect((await shop.lots()).map((lot: { quantity_on_hand: number }) => lot.quantity_on_hand)).toEqual([7]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("adjustments name their lot: adding makes a new one, taking needs a known one", async () => {
  const shop = await dairy();
  const adjust = (line: Record<string, unknown>) =>
    shop.post("inventory_adjustments", { sku: "MILK", location_id: shop.warehouse, reason: "correction", ...line });
  expect(codesOf(await adjust({ quantity: 1 }))).toEqual(["validation_failed lot_number"]);
  expect(codesOf(await adjust({ quantity: -1 }))).toEqual(["validation_failed lot_number"]);
  expect(codesOf(await adjust({ quantity: 1, lot_id: "lot_0" }))).toEqual(["validation_failed lot_id"]);
  expect(codesOf(await adjust({ quantity: -1, lot_number: "NEW" }))).toEqual(["validation_failed lot_number"]);
  const made = (await adjust({ quantity: 5, lot_number: "A", expiry_date: "2026-12-01" })).body.data;
  expect(made).toMatchObject({ lot_number: "A", ledger_entries: [{ lot_id: made.lot_id, quantity: 5 }] });
  expect(codesOf(await adjust({ quantity: 1, lot_id: made.lot_id, lot_number: "A" }))).toEqual([
    "validation_failed lot_id",
  ]);
  expect(codesOf(await adjust({ quantity: -6, lot_number: "A" }))).toEqual(["insufficient_stock quantity"]);
  await adjust({ quantity: 3, lot_number: "B" });
  expect(codesOf(await adjust({ set_to: 2, expected_on_hand: 8, lot_number: "A" }))).toEqual([
    "conflict expected_on_hand",
  ]);
  const set = (await adjust({ set_to: 2, expected_on_hand: 5, lot_number: "A" })).body.data;
  expect(set.ledger_entries).toMatchObject([{ quantity: -3, on_hand_after: 5 }]);
  expect(codesOf(await adjust({ sku: "MUG", quantity: 1, lot_number: "A" }))).toEqual(["validation_failed lot_number"]);
  expect(codesOf(await adjust({ quantity: 1e9, lot_number: "BIG" }))).toEqual(["validation_failed quantity"]);
  expect(await shop.held()).toEqual({ on_hand: 5, reserved: 0, held: 0, available: 5 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("a transfer takes its lots along, first expired first out or named, and loses them by lot", async () => {
  const shop = await dairy();
  await shop.lot("A", 2, "2026-12-01");
  await shop.lot("B", 5, "2026-12-02");
  const blocked = await shop.lot("BLOCKED", 4, "2026-12-01");
  await shop.patch(`lots/${blocked}`, { status: "quarantine" });
  const plan = (quantity: number) =>
    shop.made("stock_transfers", {
      from_location_id: shop.warehouse,
      to_location_id: shop.store,
      items: [{ sku: "MILK", quantity }],
    });
  const refused = await plan(8);
  expect(codesOf(await shop.post(`stock_transfers/${refused.id}/ship`))).toEqual(["insufficient_stock"]);
  const transfer = await plan(4);
  const shipped = (await shop.post(`stock_transfers/${transfer.id}/ship`)).body.data;
  expect(lotsOf(shipped.items[0])).toEqual([
    ["A", 2],
    ["B", 2],
  ]);
  expect(await shop.incoming("MILK", shop.store)).toBe(4);
  const b = shipped.items[0].lots[1].lot_id;
  const named = await shop.post(`stock_transfers/${transfer.id}/receive`, {
    items: [{ sku: "MILK", quantity: 1, lot_id: b }],
  });
  expect(named.body.data.items[0].received_quantity).toBe(1);
  const closed = await shop.post(`stock_transfers/${transfer.id}/receive`, {
    items: [{ sku: "MILK", quantity: 1 }],
    close: true,
  });
  expect(closed.body.data.items[0]).toMatchObject({ received_quantity: 2, lost_quantity: 2 });
  const { data } = (await shop.get(`inventory_ledger?reference_id=${transfer.id}`)).body;
  const number = new Map(
    (await shop.lots()).map((lot: { id: string; lot_number: string }) => [lot.id, lot.lot_number]),
  );
  expect(
    data.map((entry: { type: string; lot_id: string; quantity: number }) => [
      entry.type,
      number.get(entry.lot_id),
      entry.quantity,
    ]),
  ).toEqual([
    ["transfer_out", "A", -2],
    ["transfer_out", "B", -2],
    ["transfer_in", "B", 1],
    ["transfer_in", "A", 1],
    ["transfer_lost", "A", 1],
    ["transfer_lost", "B", 1],
  ]);
  expect(await shop.held("MILK", shop.store)).toEqual({ on_hand: 2, reserved: 0, held: 0, available: 2 });
  expect(await shop.discrepancies()).toEqual([]);

  const moved = await plan(3);
  const items = [{ sku: "MILK", quantity: 3, lot_id: blocked }];
  expect((await shop.post(`stock_transfers/${moved.id}/ship`, { items })).status).toBe(200);
  expect((await shop.post(`stock_transfers/${moved.id}/receive`)).status).toBe(200);
  expect(await shop.held("MILK", shop.store)).toEqual({ on_hand: 5, reserved: 0, held: 3, available: 2 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("more of a lot than is on its way is not received", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  await shop.lot("B", 5, "2026-12-02");
  const transfer = await shop.made("stock_transfers", {
    from_location_id: shop.warehouse,
    to_location_id: shop.store,
    items: [{ sku: "MILK", quantity: 4 }],
  });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  const items = [{ sku: "MILK", quantity: 3, lot_id: a }];
  expect(codesOf(await shop.post(`stock_transfers/${transfer.id}/receive`, { items }))).toEqual([
    "validation_failed items",
  ]);
});

test("a count goes lot by lot, and each variance stays with its lot whatever moves meanwhile", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 3);
  const a = await shop.lot("A", 5, "2026-12-01");
  const b = await shop.lot("B", 5, "2026-12-02");
  const c = await shop.lot("C", 1, "2026-12-03", { location_id: shop.store });
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse });
  const loaded = (await shop.post(`cycle_counts/${id}/load_inventory`)).body.data;
  expect(
    loaded.items.map((item: { sku: string; lot_id: string; expected_quantity: number }) => [
      item.sku,
      item.lot_id,
      item.expected_quantity,
    ]),
  ).toEqual([
    ["MILK", a, 5],
    ["MILK", b, 5],
    ["MUG", null, 3],
  ]);
  await shop.post(`cycle_counts/${id}/start`);
  const count = (items: unknown[]) => shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: items });
  expect(codesOf(await count([{ sku: "MILK", counted_quantity: 4 }]))).toEqual([
    "validation_failed cycle_count_items_attributes.0.lot_id",
  ]);
  expect(codesOf(await count([{ sku: "MUG", lot_id: a, counted_quantity: 4 }]))).toEqual([
    "validation_failed cycle_count_items_attributes.0.lot_id",
  ]);
  const counted = await count([
    { id: loaded.items[0].id, counted_quantity: 4 },
    { sku: "MILK", lot_id: b, counted_quantity: 5 },
    { sku: "MILK", lot_id: c, counted_quantity: 2 },
  ]);
  expect(counted.body.data.items).toMatchObject([
    { lot_id: a, expected_quantity: 5, variance: -1 },
    { lot_id: b, expected_quantity: 5, variance: 0 },
    { sku: "MUG", variance: null },
    { lot_id: c, expected_quantity: 0, variance: 2 },
  ]);
  shop.app.clock.advance(1000);
  await shop.order([{ sku: "MILK", quantity: 2 }], { reserve: true });
  await shop.made("waste_records", {
    sku: "MILK",
    location_id: shop.warehouse,
    quantity: 1,
    reason: "damaged",
    lot_record_id: a,
  });
  expect((await shop.post(`cycle_counts/${id}/complete`)).status).toBe(200);
  expect(await shop.lotOf(a)).toMatchObject({ quantity_on_hand: 3, quantity_reserved: 2 });
  expect(await shop.lotOf(c)).toMatchObject({ quantity_on_hand: 3 });
  expect(await shop.held()).toMatchObject({ on_hand: 10, available: 8 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("returned goods go back into the lot they left, while it may be sold", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 2 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const rma = await shop.made("return_authorizations", { order_id: order.id, items: [{ sku: "MILK", quantity: 1 }] });
  expect(rma.items[0].lot_id).toBe(a);
  const received = (await shop.post(`return_authorizations/${rma.id}/receive`)).body.data;
  expect(received.items[0].lot_id).toBe(a);
  expect(await shop.lotOf(a)).toMatchObject({ status: "active", quantity_on_hand: 1 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("returned goods go into quarantine where their lot is not known, or may not be sold", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  const b = await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const back = (items: unknown[]) => shop.post("return_authorizations", { order_id: order.id, items });
  const unknown = (await back([{ sku: "MILK", quantity: 1 }])).body.data;
  expect(unknown.items[0].lot_id).toBeNull();
  const received = (await shop.post(`return_authorizations/${unknown.id}/receive`)).body.data;
  expect(await shop.lotOf(received.items[0].lot_id)).toMatchObject({
    status: "quarantine",
    quantity_on_hand: 1,
    parent_lot_id: null,
    source_type: "return_authorization",
    source_id: unknown.id,
  });

  expect(codesOf(await back([{ sku: "MILK", quantity: 3, lot_id: a }]))).toEqual(["validation_failed items.0.lot_id"]);
  expect(codesOf(await back([{ sku: "MILK", quantity: 1, lot_id: "lot_0" }]))).toEqual([
    "validation_failed items.0.lot_id",
  ]);
  await shop.patch(`lots/${a}`, { status: "recall" });
  const recalled = (await back([{ sku: "MILK", quantity: 1, lot_id: a }])).body.data;
  const apart = (await shop.post(`return_authorizations/${recalled.id}/receive`)).body.data.items[0].lot_id;
  expect(await shop.lotOf(apart)).toMatchObject({ status: "quarantine", parent_lot_id: a, expiry_date: "2026-12-01" });
  expect((await shop.lotOf(a)).quantity_on_hand).toBe(0);

  await shop.patch(`lots/${b}`, { status: "quarantine" });
  const held = (await back([{ sku: "MILK", quantity: 1, lot_id: b, condition: "sellable" }])).body.data;
  expect((await shop.post(`return_authorizations/${held.id}/receive`)).body.data.items[0].lot_id).toBe(b);
  const damaged = (await back([{ sku: "MILK", quantity: 1, condition: "damaged" }])).body.data;
  expect((await shop.post(`return_authorizations/${damaged.id}/receive`)).status).toBe(200);
  expect(await shop.held()).toEqual({ on_hand: 6, reserved: 0, held: 6, available: 0 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("a lot that is named finds the line it went with, where several are of one variant", async () => {
  const shop = await dairy();
  await shop.lot("A", 2, "2026-12-01");
  const b = await shop.lot("B", 2, "2026-12-02");
  const line = { sku: "MILK", quantity: 2 };
  const order = await shop.order([line, line], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const items = [{ sku: "MILK", quantity: 2, lot_id: b }];
  const rma = await shop.made("return_authorizations", { order_id: order.id, items });
  expect(rma.items).toMatchObject([{ order_item_id: order.items[1].id, lot_id: b, quantity: 2 }]);
  await shop.post(`return_authorizations/${rma.id}/receive`);
  await shop.lot("A", 2);
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const transfer = await shop.made("stock_transfers", { ...ends, items: [line, line] });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  const arrived = (await shop.post(`stock_transfers/${transfer.id}/receive`, { items })).body.data;
  expect(arrived.items.map((item: { received_quantity: number }) => item.received_quantity)).toEqual([0, 2]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a whole line that comes back goes back into all of its lots", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  const b = await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const rma = await shop.made("return_authorizations", { order_id: order.id, items: [{ sku: "MILK", quantity: 4 }] });
  await shop.post(`return_authorizations/${rma.id}/receive`);
  expect([(await shop.lotOf(a)).quantity_on_hand, (await shop.lotOf(b)).quantity_on_hand]).toEqual([2, 5]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("of two returns at once of one lot only as much is claimed as was shipped of it", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const claims = await Promise.all(
    [1, 2].map(() =>
      shop.post("return_authorizations", { order_id: order.id, items: [{ sku: "MILK", quantity: 2, lot_id: a }] }),
    ),
  );
  expect(claims.map(({ status }) => status).toSorted()).toEqual([201, 422]);
});

test("the lot of another organization is as unknown as none, wherever it is named", async () => {
  const app = createTestApp({ now: NOW });
  const [shop, stranger] = [await openDairy(app), await openDairy(app)];
  const theirs = await stranger.lot("THEIRS", 5);
  await shop.lot("OURS", 5);
  const bodies = await Promise.all(
    ["", "/trace_forward", "/trace_backward"].flatMap((path) =>
      [theirs, "lot_nonsense"].map(async (id) => (await shop.get(`lots/${id}${path}`)).body.errors),
    ),
  );
  for (const errors of bodies) expect(errors).toEqual(bodies[0]);
  expect((await shop.patch(`lots/${theirs}`, { status: "recall" })).status).toBe(404);
  const named = { sku: "MILK", location_id: shop.warehouse, quantity: 1 };
  const refusals = await Promise.all(
    [theirs, "lot_nonsense"].map(async (id) => [
      codesOf(await shop.post("inventory_adjustments", { ...named, reason: "found", lot_id: id })),
      codesOf(await shop.post("waste_records", { ...named, reason: "expired", lot_record_id: id })),
    ]),
  );
  expect(refusals[0]).toEqual(refusals[1]);
  expect((await stranger.lotOf(theirs)).quantity_on_hand).toBe(5);
});
