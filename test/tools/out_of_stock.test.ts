import { beforeAll, describe, expect, it } from "vitest";
import { cells, openToolShop, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
});

describe("the tool out_of_stock", () => {
  it("has the active variants of which nothing is available at all locations together", async () => {
    const result = await shop.use("out_of_stock");
    expect(cells(result, "sku", "available", "incoming").toSorted()).toEqual([
      ["NEW", 0, 6],
      ["VASE", 0, 0],
    ]);
    expect(result.summary).toEqual({});
  });

  it("by level, has what is lacking at one location although another has some", async () => {
    const levels = (await shop.get("inventory_levels?per_page=100")).body.data;
    const lacking = levels.filter(
      (level: { sku: string; available: number }) => level.available <= 0 && level.sku !== "OLD",
    );
    const result = await shop.use("out_of_stock", { group_by: "level" });
    const pick = (row: Record<string, unknown>) =>
      ["sku", "location_name", "on_hand", "available"].map((key) => row[key]);
    expect(result.rows.map(pick).toSorted()).toEqual(lacking.map(pick).toSorted());
    expect(cells(result, "sku", "location_name", "on_hand", "reserved")).toContainEqual(["CUP", "Warehouse", 3, 3]);
  });

  it("adds up the asked locations only", async () => {
    const here = await shop.use("out_of_stock", { location_id: [shop.warehouse] });
    expect(cells(here, "sku").toSorted()).toEqual([["CUP"], ["NEW"], ["VASE"]]);
    expect(cells(await shop.use("out_of_stock", { except_location_id: [shop.warehouse] }), "sku")).toEqual([]);
    const both = { location_id: [shop.warehouse, shop.store], sku: ["CUP", "VASE"] };
    expect(cells(await shop.use("out_of_stock", both), "sku")).toEqual([["VASE"]]);
  });

  it("counts what is held as lacking", async () => {
    const id = (await shop.lots("&lot_number=M-2"))[0].id;
    const milk = { sku: ["MILK"], location_id: [shop.warehouse] };
    expect((await shop.use("out_of_stock", milk)).total).toBe(0);
    await shop.patch(`lots/${id}`, { status: "quarantine" });
    expect(cells(await shop.use("out_of_stock", milk), "sku", "on_hand", "held", "available")).toEqual([
      ["MILK", 13, 13, 0],
    ]);
    await shop.patch(`lots/${id}`, { status: "release" });
  });

  it("keeps to where, order and limit", async () => {
    expect(cells(await shop.use("out_of_stock", { where: ["incoming=0"] }), "sku")).toEqual([["VASE"]]);
    const first = await shop.use("out_of_stock", { sort_by: "-incoming", limit: 1 });
    expect(cells(first, "sku")).toEqual([["NEW"]]);
    expect(first).toMatchObject({ total: 2, truncated: true });
  });
});
