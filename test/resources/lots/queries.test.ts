import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";

const GTIN = "09524017000019";
const dairy = () => openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));

test("a scanned GS1 code brings the lot it names, and levels with what is held", async () => {
  const shop = await dairy();
  const [variant] = (await shop.get("variants?sku=MILK")).body.data;
  await shop.patch(`variants/${variant.id}`, { barcode: GTIN });
  const id = await shop.lot("L-7", 4, "2026-11-20");
  const scan = async (lot: string) => (await shop.get(`variants/barcode/01${GTIN}10${lot}`)).body.data;
  const found = await scan("L-7");
  expect(found.gs1).toMatchObject({ lot_number: "L-7", lot: { id, quantity_on_hand: 4, expired: true } });
  expect(found.gs1.lot).toEqual(await shop.lotOf(id));
  expect(found.levels).toMatchObject([{ on_hand: 4, held: 4, available: 0 }]);
  expect((await scan("L-8")).gs1).toMatchObject({ lot_number: "L-8", lot: null });
});

test("levels below a number count without what is held", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 20);
  await shop.lot("OLD", 15, "2026-11-20");
  await shop.lot("NEW", 3, "2026-12-20");
  const below = async (number: number) =>
    (await shop.get(`inventory_levels?below=${number}`)).body.data.map((level: { sku: string }) => level.sku);
  expect(await below(3)).toEqual([]);
  expect(await below(4)).toEqual(["MILK"]);
  expect(await below(21)).toEqual(["MILK", "MUG"]);
  const bad = await shop.lot("BAD", 9);
  await shop.patch(`lots/${bad}`, { status: "quarantine" });
  expect(await below(4)).toEqual(["MILK"]);
});

test("levels as of a moment say what was on hand, and not what was held, which the ledger does not know", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 2);
  await shop.lot("OLD", 15, "2026-11-20");
  shop.app.clock.advance(60_000);
  await shop.lot("OLD", 1);
  const { data } = (await shop.get("inventory_levels?as_of=2026-11-23T09:00:30Z")).body;
  expect(data).toMatchObject([
    { sku: "MILK", on_hand: 15, held: null, available: 15 },
    { sku: "MUG", on_hand: 2, held: 0, available: 2 },
  ]);
});

test("lots are listed newest first, found by what is known of them, and those that expire by when", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 1, "2026-12-24");
  const b = await shop.lot("B", 1, "2026-12-01");
  const c = await shop.lot("C", 1);
  await shop.patch(`lots/${c}`, { status: "quarantine", expiry_date: "2026-12-02" });
  const ids = async (query: string) => (await shop.lots(query)).map((lot: { id: string }) => lot.id);
  expect(await ids("")).toEqual([c, b, a]);
  expect(await ids("&status=quarantine")).toEqual([c]);
  expect(await ids("&lot_number=B&sku=MILK")).toEqual([b]);
  expect(await ids("&expiring_before=2026-12-24")).toEqual([b, c]);
  const [variant] = (await shop.get("variants?sku=MILK")).body.data;
  expect(await ids(`&variant_id=${variant.id}&status=active`)).toEqual([b, a]);
  expect((await shop.get("lots?status=sold")).status).toBe(422);
});
