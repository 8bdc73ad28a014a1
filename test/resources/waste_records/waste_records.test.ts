import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { lotsOf, openDairy, trackLots } from "../../support/dairy";
import { codesOf } from "../../support/shop";

const dairy = () => openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));

test("waste is of the earliest expiry first, expired ones included, over several lots", async () => {
  const shop = await dairy();
  await shop.lot("LATE", 5, "2026-12-24");
  await shop.lot("SOON", 2, "2026-11-25");
  await shop.lot("PAST", 1, "2026-11-20");
  const record = await shop.made("waste_records", {
    waste_record: { sku: "MILK", location_id: shop.warehouse, quantity: 4, reason: "spoilage", notes: "fridge" },
  });
  expect(lotsOf(record)).toEqual([
    ["PAST", 1],
    ["SOON", 2],
    ["LATE", 1],
  ]);
  expect(record).toMatchObject({
    quantity: 4,
    reason: "spoilage",
    notes: "fridge",
    lot_record_id: null,
    recorded_at: "2026-11-23T09:00:00.000Z",
  });
  expect(
    record.ledger_entries.map((entry: { type: string; quantity: number }) => [entry.type, entry.quantity]),
  ).toEqual([
    ["waste", -1],
    ["waste", -2],
    ["waste", -1],
  ]);
  expect((await shop.get(`waste_records/${record.id}`)).body.data).toEqual(record);
  expect((await shop.get("waste_records?sku=MILK&reason=spoilage")).body.data).toEqual([record]);
  expect((await shop.get("waste_records?reason=expired")).body.data).toEqual([]);
  expect((await shop.events()).includes("waste.recorded")).toBe(true);
  expect(await shop.discrepancies()).toEqual([]);
});

test("waste needs only what is on hand, of a named lot only that lot's, and says so when it oversells", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 3, "2026-11-25");
  await shop.lot("B", 3, "2026-11-26");
  await shop.order([{ sku: "MILK", quantity: 5 }], { reserve: true });
  const waste = (quantity: number, more = {}) =>
    shop.post("waste_records", { sku: "MILK", location_id: shop.warehouse, quantity, reason: "damaged", ...more });
  const refused = await waste(4, { lot_record_id: a });
  expect(codesOf(refused)).toEqual(["insufficient_stock"]);
  expect(refused.body.errors[0].details).toMatchObject({ requested: 4, available: 3 });
  expect(codesOf(await waste(7))).toEqual(["insufficient_stock"]);
  expect((await waste(2, { lot_record_id: a })).status).toBe(201);
  expect(await shop.held()).toEqual({ on_hand: 4, reserved: 5, held: 0, available: -1 });
  expect((await shop.events()).includes("inventory.oversold")).toBe(true);
  expect(await shop.discrepancies()).toEqual([]);
});

test("waste of what has no lots takes none, and a lot of another variant is refused", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 3);
  const a = await shop.lot("A", 3);
  const waste = (body: Record<string, unknown>) =>
    shop.post("waste_records", { location_id: shop.warehouse, reason: "damaged", quantity: 1, ...body });
  expect((await waste({ sku: "MUG" })).body.data).toMatchObject({ lots: [], lot_record_id: null });
  expect(codesOf(await waste({ sku: "MUG", lot_record_id: a }))).toEqual(["validation_failed lot_record_id"]);
  expect(codesOf(await waste({ sku: "MILK", quantity: 0.5 }))).toEqual(["validation_failed quantity"]);
  expect(codesOf(await waste({ sku: "MILK", reason: "boredom" }))).toEqual(["validation_failed reason"]);
  expect(codesOf(await waste({ sku: "MILK", location_id: "loc_0" }))).toEqual(["validation_failed location_id"]);
});

test("waste tried dry, repeated or raced is recorded once", async () => {
  const shop = await dairy();
  await shop.lot("A", 3, "2026-11-25");
  const body = { sku: "MILK", location_id: shop.warehouse, quantity: 2, reason: "expired" };
  const dry = (await shop.post("waste_records?dry_run=true", body)).body;
  expect([dry.meta.dry_run, dry.data.ledger_entries[0].on_hand_after]).toEqual([true, 1]);
  const key = { "Idempotency-Key": "waste" };
  const first = await shop.post("waste_records", body, key);
  expect((await shop.post("waste_records", body, key)).text).toBe(first.text);
  expect((await shop.held()).on_hand).toBe(1);
  await shop.lot("B", 2, "2026-11-26");
  const raced = await Promise.all([1, 2].map(() => shop.post("waste_records", body)));
  expect(raced.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("waste of what is no longer tracked names no lot", async () => {
  const shop = await dairy();
  const lot_record_id = await shop.lot("A", 1);
  const waste = { sku: "MILK", location_id: shop.warehouse, quantity: 1, reason: "expired" };
  await shop.made("waste_records", waste);
  await trackLots(shop, "MILK", false);
  await shop.stock("MILK", 3);
  expect(codesOf(await shop.post("waste_records", { ...waste, lot_record_id }))).toEqual([
    "validation_failed lot_record_id",
  ]);
  expect((await shop.post("waste_records", waste)).status).toBe(201);
});
