import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { type Dairy, lotsOf, openDairy, trackLots } from "../../support/dairy";
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

test("of a lot that did not arrive 0 is received, and what it shipped is lost", async () => {
  const shop = await dairy();
  const lot_id = await shop.lot("A", 5);
  const transfer = await shop.made("stock_transfers", {
    from_location_id: shop.warehouse,
    to_location_id: shop.store,
    items: [{ sku: "MILK", quantity: 5 }],
  });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  const body = { items: [{ sku: "MILK", quantity: 0, lot_id }], close: true };
  const closed = (await shop.post(`stock_transfers/${transfer.id}/receive`, body)).body.data;
  expect(closed).toMatchObject({ status: "received", items: [{ received_quantity: 0, lost_quantity: 5 }] });
  expect((await shop.get(`lots/${lot_id}/trace_forward`)).body.data.in_transit).toEqual([]);
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

test("a lot begins with what its first document brings in all", async () => {
  const shop = await dairy();
  const line = { sku: "MILK", location_id: shop.warehouse, reason: "received", lot_number: "X" };
  await shop.made("inventory_adjustments", {
    adjustments: [
      { ...line, quantity: 5 },
      { ...line, set_to: 7 },
    ],
  });
  expect(await shop.lots()).toMatchObject([{ quantity_initial: 7, quantity_on_hand: 7 }]);
});

test("a count of a lot from before it was known is refused, so that nothing is counted twice", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 10);
  shop.app.clock.advance(3600_000);
  const before = "2026-11-23T09:30:00.000Z";
  await trackLots(shop, "MUG", true);
  shop.app.clock.advance(3600_000);
  const [lot] = await shop.lots("&sku=MUG");
  const count = await shop.made("cycle_counts", { location_id: shop.warehouse });
  const loaded = (await shop.post(`cycle_counts/${count.id}/load_inventory`)).body.data;
  await shop.post(`cycle_counts/${count.id}/start`);
  for (const name of [{ sku: "MUG", lot_id: lot.id }, { id: loaded.items[0].id }]) {
    const counted = [{ ...name, counted_quantity: 10, counted_at: before }];
    const refused = await shop.patch(`cycle_counts/${count.id}`, { cycle_count_items_attributes: counted });
    expect(codesOf(refused)).toEqual(["validation_failed cycle_count_items_attributes.0.counted_at"]);
  }
});

test("a receipt of a recalled or quarantined lot is booked in, and warns of it", async () => {
  const shop = await dairy();
  const [bad, odd] = [await shop.lot("A", 5), await shop.lot("B", 5)];
  const transfer = await shop.made("stock_transfers", {
    from_location_id: shop.warehouse,
    to_location_id: shop.store,
    items: [{ sku: "MILK", quantity: 10 }],
  });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  const receive = (items: unknown[], path = `stock_transfers/${transfer.id}/receive`) => shop.post(path, { items });
  const unsuspicious = await receive([{ sku: "MILK", quantity: 1, lot_id: bad }]);
  expect(unsuspicious.body.data.warnings).toBeUndefined();
  await shop.patch(`lots/${bad}`, { status: "recall" });
  await shop.patch(`lots/${odd}`, { status: "quarantine" });
  const of_one = await receive([{ sku: "MILK", quantity: 1, lot_id: bad }]);
  expect(of_one.body.data.warnings).toMatchObject([{ code: "lot_recalled", lot_id: bad, lot_number: "A" }]);
  const rest = await shop.tenant.request("POST", `/api/v1/stock_transfers/${transfer.id}/receive`, {
    headers: { "Idempotency-Key": "rest" },
  });
  expect(rest.body.data).toMatchObject({
    status: "received",
    warnings: [
      { code: "lot_recalled", lot_id: bad },
      { code: "lot_quarantined", lot_id: odd, lot_number: "B" },
    ],
  });
  const again = await shop.tenant.request("POST", `/api/v1/stock_transfers/${transfer.id}/receive`, {
    headers: { "Idempotency-Key": "rest" },
  });
  expect(again.text).toBe(rest.text);
  expect(await shop.held("MILK", shop.store)).toEqual({ on_hand: 10, reserved: 0, held: 10, available: 0 });

  const order = await purchase(shop, 3);
  const path = `purchase_orders/${order.id}/receive`;
  const fresh = await receive([{ sku: "MILK", quantity: 1, lot_number: "C" }], path);
  expect(fresh.body.data.warnings).toBeUndefined();
  const late = await receive([{ sku: "MILK", quantity: 2, lot_number: "A" }], path);
  expect(late.body.data).toMatchObject({ status: "received", warnings: [{ code: "lot_recalled", lot_id: bad }] });
  expect(await shop.held()).toEqual({ on_hand: 3, reserved: 0, held: 2, available: 1 });
});

test("a date that was not known of a lot is filled in by a later receipt, and another one is still a conflict", async () => {
  const shop = await dairy();
  const lot_id = await shop.lot("A", 5);
  const order = await purchase(shop, 10);
  const receive = (more: object, lot_number = "A") =>
    shop.post(`purchase_orders/${order.id}/receive`, { items: [{ sku: "MILK", quantity: 1, lot_number, ...more }] });
  expect((await receive({ expiry_date: "2026-12-01" })).status).toBe(200);
  expect(await shop.lotOf(lot_id)).toMatchObject({ expiry_date: "2026-12-01", manufactured_at: null, version: 2 });
  const other = await receive({ expiry_date: "2026-12-02", manufactured_at: "2026-11-20" });
  expect([other.status, ...codesOf(other)]).toEqual([409, "already_exists items.0.expiry_date"]);
  await shop.made("inventory_adjustments", {
    ...{ sku: "MILK", location_id: shop.warehouse, quantity: 1, reason: "found" },
    ...{ lot_id, expiry_date: "2026-12-01" },
  });
  expect((await receive({ manufactured_at: "2026-11-20" })).status).toBe(200);
  expect(await shop.lotOf(lot_id)).toMatchObject({ manufactured_at: "2026-11-20", quantity_on_hand: 8, version: 3 });

  const items = [
    { sku: "MILK", quantity: 1, lot_number: "N" },
    { sku: "MILK", quantity: 1, lot_number: "N", expiry_date: "2026-12-05" },
    { sku: "MILK", quantity: 1, lot_number: "N", manufactured_at: "2026-11-21" },
  ];
  expect((await shop.post(`purchase_orders/${order.id}/receive`, { items })).status).toBe(200);
  expect((await shop.lots())[0]).toMatchObject({
    ...{ lot_number: "N", expiry_date: "2026-12-05", manufactured_at: "2026-11-21", quantity_initial: 3, version: 1 },
  });
  expect(await shop.discrepancies()).toEqual([]);
});

test("of two receipts at once that fill in different dates one is refused", async () => {
  const shop = await dairy();
  const lot_id = await shop.lot("A", 1);
  const dates = ["2026-12-01", "2026-12-02"];
  const answers = await Promise.all(
    dates.map((expiry_date) =>
      shop.post("inventory_adjustments", {
        ...{ sku: "MILK", location_id: shop.warehouse, quantity: 1, reason: "received", lot_number: "A", expiry_date },
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const kept = dates[answers.findIndex(({ status }) => status === 201)];
  expect((await shop.lotOf(lot_id)).expiry_date).toBe(kept);
});

test("a receipt that reveals that a lot is expired holds it, and says that nothing is available", async () => {
  const shop = await dairy();
  await shop.lot("A", 5);
  await shop.lot("A", 1, "2026-11-01");
  expect(await shop.held()).toEqual({ on_hand: 6, reserved: 0, held: 6, available: 0 });
  expect(await shop.events()).toContain("inventory.out");
});

test("nothing is manufactured after it expires, wherever the dates are given", async () => {
  const shop = await dairy();
  const order = await purchase(shop, 10);
  const receive = (more: object) =>
    shop.post(`purchase_orders/${order.id}/receive`, {
      items: [{ sku: "MILK", quantity: 1, lot_number: "A", ...more }],
    });
  const field = "validation_failed items.0.manufactured_at";
  expect(codesOf(await receive({ expiry_date: "2026-12-01", manufactured_at: "2026-12-02" }))).toEqual([field]);
  expect((await receive({ manufactured_at: "2026-12-01", expiry_date: "2026-12-01" })).status).toBe(200);
  const dated = await shop.lot("B", 1, "2026-12-01");
  const late = await shop.post(`purchase_orders/${order.id}/receive`, {
    items: [{ sku: "MILK", quantity: 1, lot_number: "B", manufactured_at: "2026-12-02" }],
  });
  expect(codesOf(late)).toEqual([field]);

  const change = (body: object) => shop.patch(`lots/${dated}`, body);
  expect(codesOf(await change({ manufactured_at: "2026-12-02" }))).toEqual(["validation_failed manufactured_at"]);
  expect((await change({ manufactured_at: "2026-11-20" })).body.data).toMatchObject({ manufactured_at: "2026-11-20" });
  expect(codesOf(await change({ expiry_date: "2026-11-19" }))).toEqual(["validation_failed expiry_date"]);
  expect((await change({ expiry_date: null, manufactured_at: null })).body.data).toMatchObject({ expiry_date: null });
  await shop.product("CREAM", { lot_tracked: true });
  const recipe = await shop.made("recipes", {
    ...{ name: "Cream", output_sku: "CREAM", output_quantity: 1, items: [{ sku: "MILK", quantity: 1 }] },
  });
  const batch = await shop.made("production_batches", {
    ...{ recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 1 },
  });
  await shop.post(`production_batches/${batch.id}/start`);
  const complete = (more: object) =>
    shop.post(`production_batches/${batch.id}/complete`, { actual_quantity_produced: 1, ...more });
  expect(codesOf(await complete({ manufactured_at: "2026-12-02", expiry_date: "2026-12-01" }))).toEqual([
    "validation_failed manufactured_at",
  ]);
  expect(codesOf(await complete({ expiry_date: "2026-11-22" }))).toEqual(["validation_failed expiry_date"]);
  expect((await complete({ expiry_date: "2026-11-23" })).status).toBe(200);
});

test("with traceability switched off what is held stays held, and nothing new of lots can be made", async () => {
  const shop = await dairy();
  const lot_id = await shop.lot("A", 5);
  await shop.lot("B", 2, "2026-11-01");
  const sold = await shop.order([{ sku: "MILK", quantity: 1 }]);
  await shop.post(`orders/${sold.id}/fulfill`);
  await shop.patch(`lots/${lot_id}`, { status: "recall" });
  const back = { order_id: sold.id, items: [{ sku: "MILK", quantity: 1 }] };
  const rma = await shop.made("return_authorizations", back);
  const order = await purchase(shop, 10);
  const [recipe_items, location_id] = [[{ sku: "MUG", quantity: 1 }], shop.warehouse];
  await shop.stock("MUG", 1);
  const recipe = await shop.made("recipes", { name: "R", output_sku: "MILK", output_quantity: 1, items: recipe_items });
  const batch = await shop.made("production_batches", { recipe_id: recipe.id, location_id, planned_quantity: 1 });
  await shop.post(`production_batches/${batch.id}/start`);

  await shop.app.admin("PATCH", `/admin/v1/organizations/${shop.tenant.id}`, { body: { modules: ["manufacturing"] } });
  const level = { on_hand: 6, reserved: 0, held: 6, available: 0 };
  expect(await shop.held()).toEqual(level);
  const below = (await shop.get("inventory_levels?below=1")).body.data;
  expect(below.map((found: { sku: string }) => found.sku)).toContain("MILK");
  expect(codesOf(await shop.post("orders", { location_id, items: back.items, reserve: true }))).toEqual([
    "insufficient_stock",
  ]);

  const line = { sku: "MILK", quantity: 1 };
  const refused: [string, object, string?][] = [
    ["products", { name: "New", sku: "NEW", lot_tracked: true }, "lot_tracked"],
    [`purchase_orders/${order.id}/receive`, { items: [{ ...line, lot_number: "N" }] }, "items.0.lot_number"],
    ["inventory_adjustments", { ...line, location_id, reason: "found", lot_number: "N" }, "lot_number"],
    [`production_batches/${batch.id}/complete`, { actual_quantity_produced: 1 }],
    [`return_authorizations/${rma.id}/receive`, {}],
  ];
  for (const [path, body, field] of refused) {
    const answer = await shop.post(path, body);
    expect([answer.status, ...codesOf(answer)]).toEqual([403, ["module_disabled", field].filter(Boolean).join(" ")]);
  }
  expect(await shop.held()).toEqual(level);
  expect(
    (await shop.post(`purchase_orders/${order.id}/receive`, { items: [{ ...line, lot_number: "A" }] })).status,
  ).toBe(200);
  expect(await shop.discrepancies()).toEqual([]);
});
