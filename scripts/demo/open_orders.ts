import { sold_out } from "./company";
import type { Levels } from "./levels";
import type { OrderDesk } from "./order_desk";

const OUTLETS = [
  ["webshop", "WAREHOUSE"],
  ["till", "SHOP"],
  ["market", "STALL"],
] as const;

/** Sells what is left of the articles that are no longer delivered; of the last two, all but one. */
export async function sellOut(desk: OrderDesk, levels: Levels, advanceClock: () => void) {
  for (const [channel, location] of OUTLETS) {
    const lines = sold_out
      .map((sku, index) => ({ sku, quantity: levels.available(location, sku) - (index < 3 ? 0 : 1) }))
      .filter(({ quantity }) => quantity > 0);
    if (lines.length === 0) continue;
    advanceClock();
    const order = await desk.create(channel, lines, { reserve: true, note: "Takes the last ones" });
    advanceClock();
    await desk.fulfill(order.id, channel, lines);
  }
}

const BLEND = "COF-HAR-250";
const FILTER = "COF-LIG-250";
const TEA = "TEA-ENG-50";
const BLUE_MUG = "MUG-300-BLUE";
const SOLD_OUT_MUG = "MUG-300-MOSS";

/** Creates orders of every status. */
export async function openOrders(desk: OrderDesk, advanceClock: () => void) {
  const oneOf = (...skus: string[]) => skus.map((sku) => ({ sku, quantity: 1 }));
  advanceClock();
  await desk.create("trade", [{ sku: "COF-HAR-1000", quantity: 4 }], { note: "Waits for payment" });
  advanceClock();
  await desk.create("trade", [
    { sku: "TEA-ENG-100", quantity: 3 },
    { sku: "LAR-GRA-1000", quantity: 2 },
  ]);
  for (const lines of [oneOf(BLEND), oneOf(FILTER, TEA), oneOf(TEA, BLEND)]) {
    advanceClock();
    await desk.create("webshop", lines, { reserve: true });
  }
  advanceClock();
  await desk.create("webshop", oneOf(SOLD_OUT_MUG, BLEND), {
    reserve: true,
    allow_partial: true,
    note: "Wants to wait for the mug",
  });
  for (const lines of [oneOf(BLEND, BLUE_MUG), oneOf(TEA, FILTER, BLEND)]) {
    advanceClock();
    const order = await desk.create("webshop", lines, { reserve: true });
    advanceClock();
    await desk.fulfill(order.id, "webshop", lines.slice(0, 1), true);
  }
  advanceClock();
  const duplicate = await desk.create("marketplace", oneOf(BLEND), { reserve: true });
  advanceClock();
  await desk.cancel(duplicate.id, "marketplace", oneOf(BLEND), "ordered twice");
}
