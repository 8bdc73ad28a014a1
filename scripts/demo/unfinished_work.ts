import type { Client } from "./client";
import type { LocationCode } from "./company";
import type { Levels } from "./levels";
import type { OrderDesk } from "./order_desk";

type Options = { client: Client; desk: OrderDesk; levels: Levels; location_ids: Record<LocationCode, string> };
type Count = { id: string; items: { id: string; sku: string; expected_quantity: number | null }[] };

/** Leaves behind what people of the shop will go on with: counts, a transfer that is packed, and a parcel that comes back. */
export async function leaveUnfinished(options: Options) {
  await planCount(options);
  await completeCount(options);
  await beginCount(options);
  await packTransfer(options);
  await awaitReturn(options);
}

/** A count of the stall that has not begun. */
async function planCount({ client, location_ids }: Options) {
  await client.post("/api/v1/cycle_counts", { location_id: location_ids.STALL, note: "Before the next market day" });
}

/** A count of the crockery that has found one mug more. */
async function completeCount({ client, location_ids }: Options) {
  const skus = ["MUG-300-BLUE", "MUG-300-SAND", "CUP-080-BLUE"];
  const { id, items } = await startCount(client, { location_id: location_ids.WAREHOUSE, skus, note: "Crockery" });
  const counted = items.map((item) => ({
    id: item.id,
    counted_quantity: (item.expected_quantity ?? 0) + (item.sku === skus[0] ? 1 : 0),
  }));
  await client.patch(`/api/v1/cycle_counts/${id}`, { cycle_count_items_attributes: counted });
  await client.post(`/api/v1/cycle_counts/${id}/complete`);
}

/** A blind count of the shop's coffee of which half is done. */
async function beginCount({ client, levels, location_ids }: Options) {
  const skus = ["COF-HAR-250", "COF-LIG-250", "COF-YIR-250", "COF-HUI-250"];
  const { id } = await startCount(client, { location_id: location_ids.SHOP, skus, blind: true, note: "Coffee" });
  const counted = skus.slice(0, 2).map((sku) => ({ sku, counted_quantity: levels.available("SHOP", sku) }));
  await client.patch(`/api/v1/cycle_counts/${id}`, { cycle_count_items_attributes: counted });
}

async function startCount(client: Client, count: object): Promise<Count> {
  const { id } = await client.post<Count>("/api/v1/cycle_counts", count);
  await client.post(`/api/v1/cycle_counts/${id}/load_inventory`);
  return client.post<Count>(`/api/v1/cycle_counts/${id}/start`);
}

async function packTransfer({ client, levels, location_ids }: Options) {
  await client.post("/api/v1/stock_transfers", {
    from_location_id: location_ids.WAREHOUSE,
    to_location_id: location_ids.STALL,
    items: [{ sku: mostAvailable(levels), quantity: 2 }],
  });
}

async function awaitReturn({ client, desk, levels }: Options) {
  const sku = mostAvailable(levels);
  const lines = [{ sku, quantity: 2 }];
  const order = await desk.create("webshop", lines, { reserve: true });
  await desk.fulfill(order.id, "webshop", lines);
  await client.post("/api/v1/return_authorizations", {
    order_id: order.id,
    reason: "Ordered one too many",
    items: [{ sku, quantity: 1, condition: "sellable" }],
  });
}

/** What the warehouse has the most of, and so has on any day. */
function mostAvailable(levels: Levels): string {
  const [first] = levels
    .articlesAt("WAREHOUSE")
    .toSorted((one, other) => levels.available("WAREHOUSE", other.sku) - levels.available("WAREHOUSE", one.sku));
  return (first as { sku: string }).sku;
}
