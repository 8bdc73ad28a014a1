import { beforeAll, describe, expect, it } from "vitest";
import { openShop } from "../support/shop";
import { cells, openToolShop, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  await shop.lot("M-4", 1, "2026-11-30", { unit_cost: 2 });
  await shop.lot("M-4", -1, undefined, { reason: "damaged" });
});

describe("the tool lots", () => {
  it("has the lots with stock that GET /lots has, the earliest expiry date first", async () => {
    const lots = (await shop.lots()).filter((lot: { quantity_on_hand: number }) => lot.quantity_on_hand > 0);
    const result = await shop.use("lots");
    const pick = (row: Record<string, unknown>) =>
      ["lot_number", "sku", "status", "expiry_date"].map((key) => row[key]);
    expect(result.rows.map(pick).toSorted()).toEqual(lots.map(pick).toSorted());
    expect(cells(result, "lot_number", "on_hand", "expiry_date", "days_left")).toEqual([
      ["M-1", 5, "2026-11-01", -22],
      ["M-2", 8, "2026-12-01", 8],
      ["M-3", 2, null, null],
    ]);
    expect(result.summary.on_hand).toBe(15);
  });

  it("tells what is expired from what expires in a period", async () => {
    expect(cells(await shop.use("lots", { expired: true }), "lot_number")).toEqual([["M-1"]]);
    expect(cells(await shop.use("lots", { expired: false }), "lot_number")).toEqual([["M-2"], ["M-3"]]);
    const soon = await shop.use("lots", { expires_from: "2026-11-23", expires_to: "2026-12-01" });
    expect(cells(soon, "lot_number")).toEqual([["M-2"]]);
    expect(cells(await shop.use("lots", { where: ["days_left<=8", "days_left>=0"] }), "lot_number")).toEqual([["M-2"]]);
    expect(cells(await shop.use("lots", { where: ["expiry_date<2026-11-02"] }), "lot_number")).toEqual([["M-1"]]);
  });

  it("shows lots without stock if they are asked for by number or status", async () => {
    expect(cells(await shop.use("lots", { lot_number: ["M-4", "M-2"] }), "lot_number", "on_hand")).toEqual([
      ["M-4", 0],
      ["M-2", 8],
    ]);
    expect(cells(await shop.use("lots", { status: ["exhausted"] }), "lot_number", "status")).toEqual([
      ["M-4", "exhausted"],
    ]);
  });

  it("shows lots with a status at the asked locations only, and those of which nothing is left where they were", async () => {
    const at = async (location_id: string, status: string) =>
      cells(await shop.use("lots", { location_id: [location_id], status: [status] }), "lot_number", "on_hand");
    expect(await at(shop.store, "active")).toEqual([["M-3", 2]]);
    expect(await at(shop.warehouse, "active")).toEqual([
      ["M-1", 5],
      ["M-2", 8],
    ]);
    expect(await at(shop.store, "exhausted")).toEqual([]);
    expect(await at(shop.warehouse, "exhausted")).toEqual([["M-4", 0]]);
  });

  it("splits lots by location, and counts only what is at the asked ones", async () => {
    const store = await shop.use("lots", { location_id: [shop.store], group_by: "level" });
    expect(cells(store, "lot_number", "location_name", "on_hand")).toEqual([["M-3", "Store", 2]]);
    const there = await shop.use("lots", { location_id: [shop.warehouse, shop.store], sku: ["MILK"] });
    expect(there.summary.on_hand).toBe(15);
    expect(cells(await shop.use("lots", { except_location_id: [shop.warehouse] }), "lot_number")).toEqual([["M-3"]]);
  });

  it("values lots at their share of what their level has cost", async () => {
    const id = (await shop.get("variants?sku=MILK")).body.data[0].id;
    await shop.lot("M-5", 3, "2027-01-01", { unit_cost: 4 });
    const levels = await shop.use("valuation", { sku: ["MILK"], group_by: "level" });
    const warehouse = levels.rows.find(({ location_name }) => location_name === "Warehouse");
    const result = await shop.use("lots", { sku: ["MILK"], location_id: [shop.warehouse], group_by: "level" });
    expect(id).toBeTruthy();
    expect(result.summary.value).toBeCloseTo(Number(warehouse?.value), 3);
    expect(result.rows.find(({ lot_number }) => lot_number === "M-5")?.value).toBeGreaterThan(0);
  });

  it("keeps to order and limit, and refuses unknown suppliers", async () => {
    const most = await shop.use("lots", { sort_by: "-on_hand", limit: 1 });
    expect(cells(most, "lot_number")).toEqual([["M-2"]]);
    expect(most.truncated).toBe(true);
    expect((await shop.refusedBy("lots", { supplier_id: ["sup_1"] })).codes).toEqual(["validation_failed supplier_id"]);
  });

  it("needs the module traceability, as GET /lots does", async () => {
    const plain = await openShop(shop.app);
    const [tool, list] = [await plain.get("ai/tools/lots"), await plain.get("lots")];
    expect([tool.status, tool.body.errors[0].code]).toEqual([list.status, list.body.errors[0].code]);
  });
});
