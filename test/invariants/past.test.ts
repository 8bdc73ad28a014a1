import { beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/shared/clock";
import { createInterleavedApp } from "../support/interleave";
import { openShop, type Shop } from "../support/shop";

const { app, between } = createInterleavedApp({ clock: systemClock });
let shop: Shop;

beforeAll(async () => {
  // The time is the machine's, as in production: entries are stamped by the database.
  shop = await openShop(app, { modules: ["traceability"] });
});

const now = () => new Date().toISOString();
const onHand = async (sku: string, as_of: string): Promise<number> =>
  (await shop.get(`inventory_levels?sku=${sku}&as_of=${as_of}`)).body.data[0].on_hand;

describe("what is read of a moment that has passed", () => {
  test("stays true although a write that began before it is committed after", async () => {
    await shop.stock("MUG", 10);
    let moment = "";
    await between(
      () => shop.stock("MUG", -1),
      async () => {
        moment = now();
        expect(await onHand("MUG", moment)).toBe(10);
      },
    );
    expect(await onHand("MUG", moment)).toBe(10);
    expect(await onHand("MUG", now())).toBe(9);
    const [last] = (await shop.get("inventory_ledger?sku=MUG&order=desc&per_page=1")).body.data;
    expect(last.occurred_at > moment).toBe(true);
  });

  test("stays true under many writers", async () => {
    await shop.product("PIN");
    await shop.stock("PIN", 1);
    const seen: { moment: string; on_hand: number }[] = [];
    const line = { sku: "PIN", location_id: shop.warehouse, quantity: 1, reason: "found" };
    const writers = Array.from({ length: 8 }, async () => {
      // Long commits: what is stamped first is seen by none before the last of it is written.
      for (let step = 0; step < 6; step++)
        await shop.made("inventory_adjustments", { adjustments: Array(60).fill(line) });
    });
    const reader = async () => {
      for (let step = 0; step < 25; step++) {
        const moment = now();
        seen.push({ moment, on_hand: await onHand("PIN", moment) });
      }
    };
    await Promise.all([...writers, reader(), reader()]);
    for (const { moment, on_hand } of seen) expect([moment, await onHand("PIN", moment)]).toEqual([moment, on_hand]);
    expect(await onHand("PIN", now())).toBe(1 + 8 * 6 * 60);
    const entries = (await shop.get("inventory_ledger?sku=PIN&per_page=100&order=desc")).body.data.toReversed();
    const times = entries.map(({ occurred_at }: { occurred_at: string }) => occurred_at);
    expect(times).toEqual(times.toSorted());
  });
});

describe("a count", () => {
  const count = async (sku: string) => {
    const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: [sku] });
    await shop.post(`cycle_counts/${id}/load_inventory`);
    await shop.post(`cycle_counts/${id}/start`);
    return id as string;
  };

  test.each(["given", "omitted"])(
    "expects what was on hand at counted_at (%s), whatever is being committed",
    async (how) => {
      const sku = `CUP-${how}`;
      await shop.product(sku);
      await shop.stock(sku, 10);
      const id = await count(sku);
      let counted_at = "";
      await between(
        () => shop.stock(sku, -3),
        async () => {
          const item = { sku, counted_quantity: 10, ...(how === "given" ? { counted_at: now() } : {}) };
          const counted = await shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: [item] });
          expect(counted.body.data.items).toMatchObject([{ expected_quantity: 10, variance: 0 }]);
          counted_at = counted.body.data.items[0].counted_at;
        },
      );
      expect(await onHand(sku, counted_at)).toBe(10);
      await shop.post(`cycle_counts/${id}/complete`);
      expect(await shop.level(sku)).toMatchObject({ on_hand: 7 });
      expect(await shop.discrepancies()).toEqual([]);
    },
  );

  test("right after a write expects what it left", async () => {
    await shop.product("JAR");
    const id = await count("JAR");
    for (let step = 1; step <= 10; step++) {
      await shop.stock("JAR", 1);
      const items = [{ sku: "JAR", counted_quantity: step }];
      const counted = await shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: items });
      expect(counted.body.data.items).toMatchObject([{ expected_quantity: step }]);
    }
  });

  test("of what is gone is dated when it was read", async () => {
    await shop.product("LID");
    await shop.stock("LID", 4);
    const id = await count("LID");
    const completed = await shop.post(`cycle_counts/${id}/complete`, { uncounted_as_zero: true });
    const [{ counted_at, expected_quantity }] = completed.body.data.items;
    expect([expected_quantity, await onHand("LID", counted_at)]).toEqual([4, 4]);
    expect(await onHand("LID", now())).toBe(0);
  });
});
