import { createTestApp, type TestApp } from "./app";
import { openShop, type Shop } from "./shop";

/** A shop that tracks MILK by lots: short words for what the tests of lots do all the time. */
export async function openDairy(app = createTestApp(), organization: Record<string, unknown> = {}) {
  const shop = await openShop(app, { modules: ["traceability", "manufacturing"], ...organization });
  await shop.product("MILK", { lot_tracked: true, price: 2 });

  /** Receives a lot by an adjustment, and answers its id. */
  async function lot(lot_number: string, quantity: number, expiry_date?: string, more: Record<string, unknown> = {}) {
    const line = { sku: "MILK", location_id: shop.warehouse, reason: "received", ...more };
    const made = await shop.made("inventory_adjustments", {
      ...line,
      quantity,
      lot_number,
      ...(expiry_date ? { expiry_date } : {}),
    });
    return made.lot_id as string;
  }

  const lots = async (query = "") => (await shop.get(`lots?per_page=100${query}`)).body.data;
  const lotOf = async (id: string) => (await shop.get(`lots/${id}`)).body.data;
  const held = async (sku = "MILK", location_id = shop.warehouse) => {
    const [level] = (await shop.get(`inventory_levels?sku=${sku}&location_id=${location_id}`)).body.data;
    const { on_hand, reserved, held, available } = level ?? { on_hand: 0, reserved: 0, held: 0, available: 0 };
    return { on_hand, reserved, held, available };
  };
  return { ...shop, lot, lots, lotOf, held };
}

export type Dairy = Awaited<ReturnType<typeof openDairy>>;

/** A dairy with lots, an order, a recorded response and money: what an organization's database holds. */
export async function openTradingDairy(app: TestApp) {
  const dairy = await openDairy(app);
  await dairy.lot("L-1", 20, "2027-01-01", { unit_cost: 1.5 });
  await dairy.stock("MUG", 10);
  const items = [
    { sku: "MILK", quantity: 3 },
    { sku: "MUG", quantity: 2 },
  ];
  const sent = { location_id: dairy.warehouse, reserve: true, items, note: `Ümlaut 'quoted' "twice"; \r\n☕` };
  const order = await dairy.post("orders", sent, { "Idempotency-Key": "the order" });
  return { ...dairy, order, sent };
}

/** The lots of a line as pairs of number and quantity. */
export const lotsOf = (line: { lots: { lot_number: string; quantity: number }[] }) =>
  line.lots.map(({ lot_number, quantity }) => [lot_number, quantity]);

/** Turns the tracking of a variant by lots on or off. */
export async function trackLots(shop: Shop, sku: string, lot_tracked: boolean): Promise<void> {
  const [variant] = (await shop.get(`variants?sku=${sku}`)).body.data;
  const answer = await shop.patch(`variants/${variant.id}`, { lot_tracked });
  if (answer.status !== 200) throw new Error(answer.text);
}
