import { expect, test } from "vitest";
import { openBakery } from "../support/bakery";
import { openDairy } from "../support/dairy";
import { openShop } from "../support/shop";

/** Many at once on one row: each gets the right answer, and nobody is refused without a lasting reason. */

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** How many responses there are of each status and code: `{ "201": 200 }`. */
function tally(answers: { status: number; body?: { errors?: { code: string }[] } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const outcome = [status, ...(body?.errors?.map(({ code }) => code) ?? [])].join(" ");
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

test("200 orders at once over 200 lots of 1 are all reserved, each from a lot of its own", async () => {
  const shop = await openDairy();
  const adjustments = times(200, (at) => {
    const expiry_date = `2027-${String((at % 12) + 1).padStart(2, "0")}-15`;
    return {
      sku: "MILK",
      location_id: shop.warehouse,
      quantity: 1,
      reason: "received",
      lot_number: `L${at}`,
      expiry_date,
    };
  });
  await shop.made("inventory_adjustments", { adjustments });
  const body = { location_id: shop.warehouse, items: [{ sku: "MILK", quantity: 1 }], reserve: true };
  const answers = await Promise.all(times(200, () => shop.post("orders", body)));
  expect(tally(answers)).toEqual({ "201": 200 });
  const lots = answers.map(({ body }) => body.data.items[0].lots[0].lot_number);
  expect(new Set(lots).size).toBe(200);
  expect(await shop.held()).toEqual({ on_hand: 200, reserved: 200, held: 0, available: 0 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("200 orders at once for one variant with 150 in stock are 150 reservations and 50 refusals", async () => {
  const shop = await openShop();
  await shop.stock("MUG", 150);
  const body = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }], reserve: true };
  const answers = await Promise.all(times(200, () => shop.post("orders", body)));
  expect(tally(answers)).toEqual({ "201": 150, "422 insufficient_stock": 50 });
  expect(await shop.level("MUG")).toEqual({ on_hand: 150, reserved: 150, available: 0 });
});

test("16 receipts at once that create the same lots put all goods into one lot of each number", async () => {
  const shop = await openDairy();
  const adjustments = (at: number) =>
    ["A", "B", "C"].map((lot_number, line) => {
      const quantity = at + line + 1;
      return {
        sku: "MILK",
        location_id: shop.warehouse,
        quantity,
        reason: "received",
        lot_number,
        expiry_date: "2027-01-01",
      };
    });
  const receipts = times(16, (at) => shop.post("inventory_adjustments", { adjustments: adjustments(at) }));
  expect(tally(await Promise.all(receipts))).toEqual({ "201": 16 });
  const lots = (await shop.lots()) as { lot_number: string; quantity_on_hand: number }[];
  const quantities = lots.map(({ lot_number, quantity_on_hand }) => [lot_number, quantity_on_hand]).sort();
  expect(quantities).toEqual([
    ["A", 136],
    ["B", 152],
    ["C", 168],
  ]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("50 returns at once of one order with 40 lot-tracked units are 40 returns and 10 refusals", async () => {
  const shop = await openDairy();
  await shop.lot("A", 40, "2027-01-01");
  const order = await shop.order([{ sku: "MILK", quantity: 40 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const body = { order_id: order.id, items: [{ sku: "MILK", quantity: 1, condition: "sellable" }] };
  const answers = await Promise.all(times(50, () => shop.post("return_authorizations", body)));
  expect(tally(answers)).toEqual({ "201": 40, "422 validation_failed": 10 });
});

test("50 batches of one recipe planned at once are all planned, and their rounding adds up", async () => {
  const bakery = await openBakery();
  await bakery.add("FLOUR", 100, "F", "2027-01-01");
  const recipe = await bakery.recipe("DOUGH", 7, [{ sku: "FLOUR", quantity: 1 }]);
  const body = { recipe_id: recipe.id, location_id: bakery.warehouse, planned_quantity: 1 };
  const answers = await Promise.all(times(50, () => bakery.post("production_batches", body)));
  expect(tally(answers)).toEqual({ "201": 50 });
  const planned = answers.map(({ body }) => body.data.inputs[0].planned_quantity as number);
  expect(planned.reduce((sum, quantity) => sum + Math.round(quantity * 10_000), 0)).toBe(Math.round((50 / 7) * 10_000));
});

test("40 changes at once of one variant are 40 versions", async () => {
  const shop = await openShop();
  const { variants } = await shop.product("CUP");
  const changes = times(40, (at) => shop.patch(`variants/${variants[0].id}`, { price: at + 1 }));
  expect(tally(await Promise.all(changes))).toEqual({ "200": 40 });
  expect((await shop.get(`variants/${variants[0].id}`)).body.data.version).toBe(41);
});
