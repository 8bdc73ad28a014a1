import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { addDays } from "../../../src/shared/clock";
import { openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop(createTestApp());
});

const TODAY = "2026-11-23";

/** Imports the demand of the days that end yesterday, the oldest first. */
async function sold(quantities: readonly number[], { sku = "MUG", location_id = shop.warehouse } = {}) {
  const rows = quantities.flatMap((quantity, at) =>
    quantity === 0 ? [] : [{ date: addDays(TODAY, at - quantities.length), sku, location_id, quantity }],
  );
  const answer = await shop.post("demand_history", { rows });
  expect(answer.status).toBe(201);
}

const forecasts = async (query = "") => (await shop.get(`ai/forecasts?${query}`)).body;
const steady = (days: number, quantity: number) => Array.from({ length: days }, () => quantity);

describe("a forecast", () => {
  test("is of the days from tomorrow on, as many as are asked for", async () => {
    await sold(steady(90, 4));
    const { data } = await forecasts("sku=MUG&horizon=3");
    console.log(JSON.stringify(data));
    expect(data[0].points.map(({ date }: { date: string }) => date)).toEqual(["2026-11-24", "2026-11-25", "2026-11-26"]);
  });
});
