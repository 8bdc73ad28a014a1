import { beforeEach, expect, test } from "vitest";
import { type Dairy, openDairy } from "../../support/dairy";

/** Counts that overlap: of the same place, of another place, of several lots; and counts dated back. */

let shop: Dairy;
beforeEach(async () => {
  shop = await openDairy();
});

const minute = () => shop.app.clock.advance(60_000);

async function open(skus: string[], location_id = shop.warehouse): Promise<string> {
  minute();
  const { id } = await shop.made("cycle_counts", { location_id, skus });
  await shop.post(`cycle_counts/${id}/load_inventory`);
  await shop.post(`cycle_counts/${id}/start`);
  return id;
}

/** Counts, a minute later, and answers the expected quantities of what was counted. */
async function count(id: string, ...counted: [sku: string, quantity: number, more?: object][]): Promise<number[]> {
  minute();
  const inputs = counted.map(([sku, counted_quantity, more]) => ({ sku, counted_quantity, ...more }));
  const answer = await shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: inputs });
  expect(answer.status).toBe(200);
  const items: { sku: string; lot_id: string | null; expected_quantity: number }[] = answer.body.data.items;
  return inputs.map((input) => {
    const lot_id = (input as { lot_id?: string }).lot_id ?? null;
    return items.find((item) => item.sku === input.sku && item.lot_id === lot_id)?.expected_quantity as number;
  });
}

async function complete(id: string): Promise<void> {
  minute();
  expect((await shop.post(`cycle_counts/${id}/complete`)).status).toBe(200);
}

test("a count does not repeat what an overlapping one has corrected since", async () => {
  await shop.stock("MUG", 10);
  const [one, other] = [await open(["MUG"]), await open(["MUG"])];
  await count(one, ["MUG", 8]);
  await count(other, ["MUG", 8]);
  await complete(other);
  await complete(one);
  expect((await shop.level("MUG")).on_hand).toBe(8);
});

test("a count that began after another had corrected is compared with what that left", async () => {
  await shop.stock("MUG", 10);
  const one = await open(["MUG"]);
  await count(one, ["MUG", 8]);
  await complete(one);
  const other = await open(["MUG"]);
  expect(await count(other, ["MUG", 7])).toEqual([8]);
  await complete(other);
  expect((await shop.level("MUG")).on_hand).toBe(7);
});

test("counts of one variant in two places leave each other alone, whichever was counted later", async () => {
  await shop.stock("MUG", 10);
  await shop.stock("MUG", 20, shop.store);
  const [here, there] = [await open(["MUG"]), await open(["MUG"], shop.store)];
  await count(here, ["MUG", 8]);
  await count(there, ["MUG", 15]);
  await complete(there);
  await complete(here);
  expect((await shop.level("MUG")).on_hand).toBe(8);
  expect((await shop.level("MUG", shop.store)).on_hand).toBe(15);
});

test("counts of several lots take over the corrections of each lot for itself", async () => {
  const [a, b] = [await shop.lot("A", 10), await shop.lot("B", 20)];
  const [one, other] = [await open(["MILK"]), await open(["MILK"])];
  await count(other, ["MILK", 7, { lot_id: a }], ["MILK", 16, { lot_id: b }]);
  await count(one, ["MILK", 7, { lot_id: a }], ["MILK", 16, { lot_id: b }]);
  await complete(other);
  await complete(one);
  expect([(await shop.lotOf(a)).quantity_on_hand, (await shop.lotOf(b)).quantity_on_hand]).toEqual([7, 16]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a count that is open or cancelled supersedes nothing", async () => {
  await shop.stock("MUG", 10);
  const [one, open_one, cancelled] = [await open(["MUG"]), await open(["MUG"]), await open(["MUG"])];
  await count(one, ["MUG", 8]);
  await count(open_one, ["MUG", 5]);
  await count(cancelled, ["MUG", 4]);
  await shop.post(`cycle_counts/${cancelled}/cancel`);
  await complete(one);
  expect((await shop.level("MUG")).on_hand).toBe(8);
});

test("what a count dated back expects is what the ledger had at that time, movements of that moment included", async () => {
  await shop.stock("MUG", 10);
  minute();
  const at = shop.app.clock.now.toISOString();
  await shop.stock("MUG", 5);
  const lot_id = await shop.lot("A", 4);
  minute();
  await shop.stock("MUG", 1);
  await shop.lot("A", 2, undefined, { location_id: shop.store });
  const id = await open(["MUG", "MILK"]);
  const before = new Date(new Date(at).getTime() - 1).toISOString();
  expect(await count(id, ["MUG", 15, { counted_at: at }])).toEqual([15]);
  expect(await count(id, ["MUG", 10, { counted_at: before }])).toEqual([10]);
  expect(await count(id, ["MILK", 4, { counted_at: at, lot_id }])).toEqual([4]);
  expect(await count(id, ["MILK", 4, { lot_id }])).toEqual([4]);
  await complete(id);
  expect((await shop.level("MUG")).on_hand).toBe(16);
});
