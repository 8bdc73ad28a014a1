import { beforeEach, expect, test } from "vitest";
import type { Engine } from "../../../../src/storage/port";
import { type Dairy, openDairy } from "../../../support/dairy";
import { databaseOf, sql } from "../../../support/databases";
import { verdictOn } from "../../../support/posting";

/** What the database refuses of a variant by itself, however a command that has read something else decided. */

let shop: Dairy;
let database: Engine;

beforeEach(async () => {
  shop = await openDairy();
  database = await databaseOf(shop.tenant.id);
});

const change = (sku: string, column: string, value: number) =>
  verdictOn(() => sql(database, `UPDATE variants SET ${column} = ?, version = version + 1 WHERE sku = ?`, value, sku));

test("a variant is not counted coarser once it has had stock, even if there is none", async () => {
  expect(await change("TEA", "quantity_decimals", 2)).toBe("accepted");
  await shop.stock("TEA", 1);
  await shop.stock("TEA", -1);
  expect(await change("TEA", "quantity_decimals", 1)).toBe("in_use");
  expect(await change("TEA", "quantity_decimals", 2)).toBe("accepted");
  expect(await change("TEA", "quantity_decimals", 3)).toBe("accepted");
});

test("a variant is not counted coarser while it is on an open order", async () => {
  const order = await shop.order([{ sku: "TEA", quantity: 0.125 }]);
  expect(await change("TEA", "quantity_decimals", 2)).toBe("in_use");
  await shop.post(`orders/${order.id}/cancel`);
  expect(await change("TEA", "quantity_decimals", 2)).toBe("accepted");
});

test("tracking by lots is not turned on or off while there is stock, or goods are in transit", async () => {
  await shop.stock("MUG", 5);
  expect(await change("MUG", "lot_tracked", 1)).toBe("stale_stock");
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const transfer = await shop.made("stock_transfers", { ...ends, items: [{ sku: "MUG", quantity: 5 }] });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  expect(await change("MUG", "lot_tracked", 1)).toBe("stale_stock");
  await shop.post(`stock_transfers/${transfer.id}/receive`, { items: [{ sku: "MUG", quantity: 2 }], close: true });
  expect(await change("MUG", "lot_tracked", 1)).toBe("stale_stock");
  await shop.stock("MUG", -2, shop.store);
  expect(await change("MUG", "lot_tracked", 1)).toBe("accepted");
  const levels = await sql(
    database,
    "SELECT lot_tracked FROM stock_levels WHERE variant_id = ?",
    transfer.items[0].variant_id,
  );
  expect(levels).toEqual([[1], [1]]);
});

test("tracking by lots is not turned off while any of a lot is reserved, even if none is on hand", async () => {
  await shop.lot("A", 2);
  await shop.order([{ sku: "MILK", quantity: 2 }], { reserve: true });
  await shop.made("waste_records", { sku: "MILK", location_id: shop.warehouse, quantity: 2, reason: "spoilage" });
  expect(await shop.held()).toMatchObject({ on_hand: 0, reserved: 2 });
  expect(await change("MILK", "lot_tracked", 0)).toBe("stale_stock");
});
