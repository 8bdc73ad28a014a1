import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
  await shop.stock("MUG", 10);
});

const plan = (items: unknown[] = [{ sku: "MUG", quantity: 6 }]) =>
  shop.made("stock_transfers", { from_location_id: shop.warehouse, to_location_id: shop.store, items });
const act = (id: string, verb: string, body: unknown = {}) => shop.post(`stock_transfers/${id}/${verb}`, body);
const where = async () => ({
  here: (await shop.level("MUG")).on_hand,
  there: (await shop.level("MUG", shop.store)).on_hand,
  incoming: await shop.incoming("MUG", shop.store),
});

test("what is in transit is nowhere on hand and once in incoming", async () => {
  const transfer = await plan();
  expect(transfer).toMatchObject({ status: "draft", items: [{ quantity: 6, shipped_quantity: 0 }] });
  expect(await where()).toEqual({ here: 10, there: 0, incoming: 0 });
  const shipped = (await act(transfer.id, "ship")).body.data;
  expect(shipped).toMatchObject({ status: "in_transit", items: [{ shipped_quantity: 6 }] });
  expect(await where()).toEqual({ here: 4, there: 0, incoming: 6 });
  const partly = (await act(transfer.id, "receive", { items: [{ sku: "MUG", quantity: 2 }] })).body.data;
  expect(partly.status).toBe("partially_received");
  expect(await where()).toEqual({ here: 4, there: 2, incoming: 4 });
  const done = (await act(transfer.id, "receive")).body.data;
  expect(done).toMatchObject({ status: "received", items: [{ received_quantity: 6, lost_quantity: 0 }] });
  expect(await where()).toEqual({ here: 4, there: 6, incoming: 0 });
  expect(await shop.events()).toEqual(
    expect.arrayContaining(["stock_transfer.created", "stock_transfer.shipped", "stock_transfer.received"]),
  );
  expect(await shop.discrepancies()).toEqual([]);
});

test("closing writes the lost rest off, and the ledger says how many", async () => {
  const { id } = await plan();
  await act(id, "ship");
  const closed = (await act(id, "receive", { items: [{ sku: "MUG", quantity: 5 }], close: true })).body.data;
  expect(closed).toMatchObject({ status: "received", items: [{ received_quantity: 5, lost_quantity: 1 }] });
  expect(await where()).toEqual({ here: 4, there: 5, incoming: 0 });
  const entries = (await shop.get(`inventory_ledger?reference_id=${id}`)).body.data;
  expect(entries).toMatchObject([
    { type: "transfer_out", on_hand_change: -6, location_id: shop.warehouse },
    { type: "transfer_in", on_hand_change: 5, location_id: shop.store },
    { type: "transfer_lost", quantity: 1, on_hand_change: 0 },
  ]);
});

test("cost travels with the goods", async () => {
  const [{ id: variant_id }] = (await shop.get("variants?sku=MUG")).body.data;
  await shop.patch(`variants/${variant_id}`, { cost: 4.25 });
  const { id } = await plan();
  await act(id, "ship");
  await shop.patch(`variants/${variant_id}`, { cost: 9 });
  expect((await act(id, "receive")).body.data.items[0].unit_cost).toBe(4.25);
  const entries = (await shop.get(`inventory_ledger?reference_id=${id}`)).body.data;
  expect(entries.map((entry: { unit_cost: number }) => entry.unit_cost)).toEqual([4.25, 4.25]);
});

test("only what is available is shipped, never what is reserved", async () => {
  await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
  const { id } = await plan();
  const refused = await act(id, "ship");
  expect(refused.body.errors[0]).toMatchObject({
    code: "insufficient_stock",
    details: { sku: "MUG", location_id: shop.warehouse, requested: 6, available: 5 },
  });
  const fewer = await act(id, "ship", { items: [{ sku: "MUG", quantity: 5 }] });
  expect(fewer.body.data).toMatchObject({ status: "in_transit", items: [{ quantity: 6, shipped_quantity: 5 }] });
  expect(await shop.level("MUG")).toEqual({ on_hand: 5, reserved: 5, available: 0 });
});

test("never more is received than was shipped, also by two at once", async () => {
  const { id } = await plan();
  await act(id, "ship");
  expect(codesOf(await act(id, "receive", { items: [{ sku: "MUG", quantity: 7 }] }))).toEqual([
    "validation_failed items.0.quantity",
  ]);
  const answers = await Promise.all([act(id, "receive"), act(id, "receive")]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  expect(await where()).toEqual({ here: 4, there: 6, incoming: 0 });
});

test("two shipments of one stock at once ship what there is once", async () => {
  const [one, other] = [await plan(), await plan()];
  const answers = await Promise.all([act(one.id, "ship"), act(other.id, "ship")]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  expect(await where()).toEqual({ here: 4, there: 0, incoming: 6 });
});

test("a draft may be cancelled, what is under way may not; each verb is refused where it is not valid", async () => {
  const { id } = await plan();
  expect(codesOf(await act(id, "receive"))).toEqual(["invalid_status"]);
  expect((await act(id, "cancel")).body.data.status).toBe("cancelled");
  expect(codesOf(await act(id, "ship"))).toEqual(["invalid_status"]);
  const other = await plan();
  await act(other.id, "ship");
  expect(codesOf(await act(other.id, "cancel"))).toEqual(["invalid_status"]);
  expect(codesOf(await act(other.id, "ship"))).toEqual(["invalid_status"]);
});

test("from a location to itself is refused", async () => {
  const body = { from_location_id: shop.store, to_location_id: shop.store, items: [{ sku: "MUG", quantity: 1 }] };
  expect(codesOf(await shop.post("stock_transfers", body))).toEqual(["validation_failed to_location_id"]);
});

test("transfers are listed by status and by either location", async () => {
  const draft = await plan();
  const sent = await plan();
  await act(sent.id, "ship");
  const ids = async (query: string) =>
    (await shop.get(`stock_transfers?${query}`)).body.data.map((t: { id: string }) => t.id);
  expect(await ids("status=draft")).toEqual([draft.id]);
  expect(await ids(`location_id=${shop.store}`)).toEqual([sent.id, draft.id]);
  expect(await ids("location_id=loc_other")).toEqual([]);
});

test("a transfer of which nothing arrives is closed: all of it is written off as lost", async () => {
  for (const items of [[], [{ sku: "MUG", quantity: 0 }]]) {
    const { id } = await plan([{ sku: "MUG", quantity: 3 }]);
    await act(id, "ship");
    expect((await act(id, "receive?dry_run=true", { items, close: true })).body.data.status).toBe("received");
    const closed = (await act(id, "receive", { items, close: true })).body.data;
    expect(closed).toMatchObject({ status: "received", items: [{ received_quantity: 0, lost_quantity: 3 }] });
    const entries = (await shop.get(`inventory_ledger?reference_id=${id}`)).body.data;
    expect(entries).toMatchObject([
      { type: "transfer_out" },
      { type: "transfer_lost", quantity: 3, on_hand_change: 0 },
    ]);
    expect(codesOf(await act(id, "receive", { items, close: true }))).toEqual(["invalid_status"]);
  }
  expect(await where()).toEqual({ here: 4, there: 0, incoming: 0 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("a receipt of nothing is refused unless it closes the transfer", async () => {
  const { id } = await plan();
  await act(id, "ship");
  expect(codesOf(await act(id, "receive", { items: [] }))).toEqual(["validation_failed items"]);
  const zero = {
    items: [
      { sku: "MUG", quantity: 0 },
      { sku: "MUG", quantity: 1 },
    ],
  };
  expect(codesOf(await act(id, "receive", zero))).toEqual(["validation_failed items.0.quantity"]);
  expect(codesOf(await act(id, "receive", { ...zero, items: [{ sku: "CUP", quantity: 0 }], close: true }))).toEqual([
    "validation_failed items.0.sku",
  ]);
  expect(await where()).toEqual({ here: 4, there: 0, incoming: 6 });
});
