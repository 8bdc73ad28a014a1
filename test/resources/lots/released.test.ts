import { expect, test } from "vitest";
import { openBakery } from "../../support/bakery";
import { type Event, followEvents } from "../../support/events";

type Bakery = Awaited<ReturnType<typeof openBakery>>;

/** The documents of the events of a type. */
const documentsOf = (events: readonly Event[], type: string, name: string) =>
  events.filter((event) => event.type === type).map(({ data }) => data[name]);

async function reserved(shop: Bakery, count: number): Promise<{ id: string }[]> {
  const made = [];
  for (let at = 0; at < count; at++) made.push(await shop.order([{ sku: "FLOUR", quantity: 1 }], { reserve: true }));
  return made;
}

for (const status of ["quarantine", "recall"] as const) {
  test(`each order and batch that loses its reservation by a ${status} has an event that shows it as it is after that`, async () => {
    const shop = await openBakery();
    const lot_id = await shop.add("FLOUR", 20, "BAD", "2026-12-01");
    const orders = await reserved(shop, 2);
    const recipe = await shop.recipe("DOUGH", 10, [{ sku: "FLOUR", quantity: 6 }]);
    const batch = await shop.batch(recipe.id, 10);
    await shop.post(`production_batches/${batch.id}/start`);
    const nextEvents = followEvents(shop.tenant);
    await nextEvents();
    expect((await shop.patch(`lots/${lot_id}`, { status })).status).toBe(200);

    const events = await nextEvents();
    const after = await Promise.all(orders.map(({ id }) => shop.get(`orders/${id}`)));
    expect(documentsOf(events, "order.released", "order")).toEqual(after.map(({ body }) => body.data));
    const batch_after = (await shop.get(`production_batches/${batch.id}`)).body.data;
    expect(batch_after.version).toBe(3);
    expect(documentsOf(events, "production_batch.released", "production_batch")).toEqual([batch_after]);
    const lot_after = (await shop.get(`lots/${lot_id}`)).body.data;
    expect(documentsOf(events, status === "recall" ? "lot.recalled" : "lot.updated", "lot")).toEqual([lot_after]);

    await shop.patch(`lots/${lot_id}`, { status, note: "again" });
    expect((await nextEvents()).map(({ type }) => type)).toEqual(["lot.updated"]);
  });
}

test("of more than 100 documents that lose reservations at once, the others say who they are and that this is not all", async () => {
  const shop = await openBakery();
  const lot_id = await shop.add("FLOUR", 200, "BAD", "2026-12-01");
  const orders = await reserved(shop, 103);
  const nextEvents = followEvents(shop.tenant);
  await nextEvents();
  await shop.patch(`lots/${lot_id}`, { status: "recall" });
  const events = (await nextEvents()).filter(({ type }) => type === "order.released");
  expect(events.map(({ data }) => (data.order as { id: string }).id).toSorted()).toEqual(orders.map(({ id }) => id));
  const short = events.filter(({ data }) => data.truncated);
  expect(short).toHaveLength(3);
  for (const { data } of short) {
    const { id, number, status, version, updated_at } = (await shop.get(`orders/${(data.order as { id: string }).id}`))
      .body.data;
    expect(data.order).toEqual({ id, number, status, version, updated_at });
    expect([status, version]).toEqual(["pending", 2]);
  }
}, 60_000);
