import { expect, test } from "vitest";
import { openShop } from "../support/shop";

const MINUTE = 60_000;

test("the times of the ledger never fall, even if the clock is set back, and the past is found by them", async () => {
  const shop = await openShop();
  await shop.stock("MUG", 1);
  shop.app.clock.advance(60 * MINUTE);
  await shop.stock("MUG", 2);
  shop.app.clock.advance(-30 * MINUTE);
  await shop.stock("MUG", 4);
  await shop.stock("TEA", 8);
  shop.app.clock.advance(90 * MINUTE);
  await shop.stock("MUG", 16);
  const entries: { occurred_at: string; on_hand_after: number; sku: string }[] = (await shop.get("inventory_ledger"))
    .body.data;
  const times = entries.map(({ occurred_at }) => occurred_at);
  expect(times).toEqual(times.toSorted());

  for (const { occurred_at } of entries) {
    const last = entries.findLast((entry) => entry.sku === "MUG" && entry.occurred_at <= occurred_at);
    const [level] = (await shop.get(`inventory_levels?sku=MUG&as_of=${occurred_at}`)).body.data;
    expect(level.on_hand).toBe(last?.on_hand_after);
  }
});
