import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const levels = async (query: string) => {
  const answer = await shop.get(`inventory_levels?${query}`);
  expect(answer.status).toBe(200);
  expect(answer.body.meta.total).toBe(answer.body.data.length);
  return answer.body.data.map((level: { sku: string; location_id: string; on_hand: number }) => [
    level.sku,
    level.location_id === shop.store ? "store" : "warehouse",
    level.on_hand,
  ]);
};

test("levels are found by location, variant, SKU, product, text and by what is available", async () => {
  await shop.stock("MUG", 5);
  await shop.stock("TEA", 0.25);
  await shop.stock("MUG", 2, shop.store);
  await shop.order([{ sku: "MUG", quantity: 4 }], { reserve: true });
  const [mug] = (await shop.get("inventory_levels?sku=MUG")).body.data;
  expect(mug).toMatchObject({ product_name: "MUG", location_name: "Store", held: 0, incoming: 0 });

  expect(await levels("")).toEqual([
    ["MUG", "store", 2],
    ["TEA", "warehouse", 0.25],
    ["MUG", "warehouse", 5],
  ]);
  expect(await levels(`location_id=${shop.store}`)).toEqual([["MUG", "store", 2]]);
  expect(await levels(`variant_id=${mug.variant_id}`)).toHaveLength(2);
  expect(await levels(`product_id=${mug.product_id}&location_id=${shop.warehouse}`)).toEqual([["MUG", "warehouse", 5]]);
  expect(await levels("search=ug")).toEqual([]);
  expect(await levels("search=mu")).toHaveLength(2);
  expect(await levels("search=TEA")).toEqual([["TEA", "warehouse", 0.25]]);
  expect(await levels("below=2")).toEqual([
    ["TEA", "warehouse", 0.25],
    ["MUG", "warehouse", 5],
  ]);
  expect(await levels("below=0.25")).toEqual([]);
  expect(codesOf(await shop.get("inventory_levels?below=x"))).toEqual(["validation_failed below"]);
});

test("as_of shows levels as the ledger had them then, to the millisecond", async () => {
  const { clock } = shop.app;
  const moments: string[] = [];
  for (const change of [5, -1, 3, -2, 10]) {
    clock.advance(1000);
    await shop.stock("MUG", change);
    moments.push(clock.now.toISOString());
  }
  clock.advance(1000);
  const order = await shop.order([{ sku: "MUG", quantity: 6 }], { reserve: true });
  const reserved_at = clock.now.toISOString();
  clock.advance(1000);
  await shop.post(`orders/${order.id}/fulfill`);

  const at = async (as_of: string) => {
    const [level] = (await shop.get(`inventory_levels?sku=MUG&as_of=${encodeURIComponent(as_of)}`)).body.data;
    return [level.on_hand, level.reserved, level.available];
  };
  expect(await Promise.all(moments.map(at))).toEqual([
    [5, 0, 5],
    [4, 0, 4],
    [7, 0, 7],
    [5, 0, 5],
    [15, 0, 15],
  ]);
  expect(await at(reserved_at)).toEqual([15, 6, 9]);
  expect(await at(clock.now.toISOString())).toEqual([9, 0, 9]);
  const before = new Date(Date.parse(moments[0] as string) - 1).toISOString();
  expect(await at(before)).toEqual([0, 0, 0]);
  expect(await at((moments[1] as string).replace("Z", "+00:00"))).toEqual([4, 0, 4]);
  expect(await levels(`below=5&as_of=${moments[1]}`)).toEqual([["MUG", "warehouse", 4]]);
});

test("as_of is right among hundreds of entries of the same moment", async () => {
  const { clock } = shop.app;
  const lines = (quantity: number) =>
    Array.from({ length: 100 }, () => ({ sku: "MUG", location_id: shop.warehouse, quantity, reason: "found" }));
  const moments: string[] = [];
  for (const quantity of [1, 2, 3]) {
    clock.advance(1);
    await shop.post("inventory_adjustments", { adjustments: lines(quantity) });
    moments.push(clock.now.toISOString());
  }
  const on_hand = async (as_of: string) => (await shop.get(`inventory_levels?as_of=${as_of}`)).body.data[0].on_hand;
  expect(await Promise.all(moments.map(on_hand))).toEqual([100, 300, 600]);
});

test("the ledger is read in order, by every filter, by page and by cursor alike", async () => {
  const { clock } = shop.app;
  for (let at = 1; at <= 40; at++) {
    clock.advance(1000);
    await shop.stock(at % 2 ? "MUG" : "TEA", at, at % 3 ? shop.warehouse : shop.store);
  }
  const order = await shop.order([{ sku: "MUG", quantity: 2 }], { reserve: true });
  const read = async (query: string) => (await shop.get(`inventory_ledger?per_page=100&${query}`)).body;
  const all = (await read("")).data as { sequence: number; occurred_at: string; sku: string; location_id: string }[];
  expect(all.map((entry) => entry.sequence)).toEqual(Array.from({ length: 41 }, (_, at) => at + 1));
  expect((await read("order=desc")).data).toEqual([...all].reverse());
  expect((await read("sku=MUG")).data).toEqual(all.filter((entry) => entry.sku === "MUG"));
  expect((await read(`location_id=${shop.store}`)).data).toEqual(all.filter((e) => e.location_id === shop.store));
  expect((await read("type=order_reserved")).data).toEqual(all.slice(40));
  expect((await read(`reference_id=${order.id}`)).data).toEqual(all.slice(40));
  expect((await read("reference_type=order")).meta.total).toBe(1);
  const [from, to] = [all[9]?.occurred_at as string, all[30]?.occurred_at as string];
  expect((await read(`from=${from}&to=${to}`)).data).toEqual(all.slice(9, 31));
  expect((await read(`from=${from}&to=${to}&sku=TEA`)).data).toEqual(all.slice(9, 31).filter((e) => e.sku === "TEA"));

  for (const order of ["asc", "desc"]) {
    let page = (await shop.get(`inventory_ledger?per_page=7&sku=MUG&order=${order}`)).body;
    const walked = [...page.data];
    while (page.meta.next_cursor) {
      page = (await shop.get(`inventory_ledger?per_page=7&sku=MUG&order=${order}&cursor=${page.meta.next_cursor}`))
        .body;
      walked.push(...page.data);
    }
    expect(walked).toEqual((await read(`sku=MUG&order=${order}`)).data);
  }
});

test("updated_since leaves the levels that have moved at or after a time, with every other filter, few or many", async () => {
  const times: string[] = [];
  const move = async (sku: string, quantity: number, location_id?: string) => {
    shop.app.clock.advance(1000);
    times.push(shop.app.clock.now.toISOString());
    await shop.stock(sku, quantity, location_id);
  };
  await move("MUG", 5);
  await move("TEA", 1);
  await move("MUG", 2, shop.store);
  await move("MUG", 1);
  const items = [{ sku: "TEA", quantity: 3, unit_cost: 1 }];
  await shop.made("purchase_orders", { supplier_id: shop.supplier, location_id: shop.store, items });
  const [mug, tea, mug_in_store] = [
    ["MUG", "warehouse", 6],
    ["TEA", "warehouse", 1],
    ["MUG", "store", 2],
  ] as const;

  const expected = async (): Promise<void> => {
    expect(await levels(`updated_since=${times[0]}`)).toEqual([mug_in_store, tea, mug]);
    expect(await levels(`updated_since=${times[2]}`)).toEqual([mug_in_store, mug]);
    expect(await levels(`updated_since=${times[3]}`)).toEqual([mug]);
    expect(await levels("updated_since=2099-01-01T00:00:00Z")).toEqual([]);
    expect(await levels(`updated_since=${times[2]}&location_id=${shop.store}`)).toEqual([mug_in_store]);
    expect(await levels(`updated_since=${times[2]}&search=mug`)).toEqual([mug_in_store, mug]);
    expect(await levels(`updated_since=${times[1]}&below=5`)).toEqual([tea, mug_in_store]);
  };
  await expected();
  const lines = (quantity: number) =>
    Array.from({ length: 700 }, () => ({ sku: "MUG", location_id: shop.warehouse, quantity, reason: "correction" }));
  for (const quantity of [1, 1, 1, -1, -1, -1])
    await shop.made("inventory_adjustments", { adjustments: lines(quantity) });
  await expected();
}, 60_000);
