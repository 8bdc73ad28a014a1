import type { Client } from "./client";
import { articles, type LocationCode } from "./company";
import type { Levels } from "./levels";
import type { OrderDesk } from "./order_desk";

type Options = {
  client: Client;
  desk: OrderDesk;
  levels: Levels;
  location_ids: Record<LocationCode, string>;
  supplier_ids: ReadonlyMap<string, string>;
  advanceClock: () => void;
};

const BLEND = "COF-HAR-250";
const TEA = "TEA-ENG-50";

/** Sets reorder points for what sells most, takes goods back, and sends stock to the shop. */
export async function reorderAndReturn(options: Options) {
  await setPolicies(options);
  await takeBack(options);
  await sendToShop(options);
}

/** Policies for the ten articles of the highest demand, at the warehouse. */
async function setPolicies({ client, location_ids, supplier_ids }: Options) {
  const first = articles.toSorted((one, other) => other.demand - one.demand).slice(0, 10);
  for (const { sku, demand, pack, supplier } of first) {
    await client.post("/api/v1/inventory_policies", {
      sku,
      location_id: location_ids.WAREHOUSE,
      reorder_point: Math.ceil(demand * 1.5),
      reorder_quantity: pack * 2,
      safety_stock: Math.ceil(demand / 2),
      supplier_id: supplier_ids.get(supplier),
    });
  }
}

/** Two customers send something back: a pack that can be sold again, and one that can't. */
async function takeBack({ client, desk, levels, advanceClock }: Options) {
  for (const [sku, condition] of [
    [BLEND, "sellable"],
    [TEA, "damaged"],
  ] as const) {
    if (levels.available("WAREHOUSE", sku) < 1) continue;
    advanceClock();
    const lines = [{ sku, quantity: 1 }];
    const order = await desk.create("webshop", lines, { reserve: true });
    await desk.fulfill(order.id, "webshop", lines);
    advanceClock();
    const { id } = await client.post<{ id: string }>("/api/v1/return_authorizations", {
      order_id: order.id,
      reason: condition === "sellable" ? "Ordered the wrong grind" : "The tin was dented",
      items: [{ ...lines[0], condition }],
    });
    await client.post(`/api/v1/return_authorizations/${id}/receive`, {});
    if (condition === "sellable") levels.change("WAREHOUSE", sku, { on_hand: 1 });
  }
}

/** A transfer that has left the warehouse, and has not arrived yet. */
async function sendToShop({ client, levels, location_ids, advanceClock }: Options) {
  const quantity = Math.min(6, Math.floor(levels.available("WAREHOUSE", BLEND)));
  if (quantity < 1) return;
  advanceClock();
  const { id } = await client.post<{ id: string }>("/api/v1/stock_transfers", {
    from_location_id: location_ids.WAREHOUSE,
    to_location_id: location_ids.SHOP,
    items: [{ sku: BLEND, quantity }],
  });
  await client.post(`/api/v1/stock_transfers/${id}/ship`, {});
  levels.change("WAREHOUSE", BLEND, { on_hand: -quantity });
}
