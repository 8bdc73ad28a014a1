import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";
import { codesOf } from "../../support/shop";

type Alert = { lot_number: string; days_until_expiry: number; quantity_on_hand: number; locations: unknown[] };
const numbers = (data: Alert[]) => data.map(({ lot_number, days_until_expiry }) => [lot_number, days_until_expiry]);

test("lots with stock that expire soon come soonest first, those expired already before them with negative days", async () => {
  const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));
  await shop.lot("LATER", 1, "2026-12-23");
  await shop.lot("TOO-LATE", 1, "2026-12-24");
  await shop.lot("SOON", 1, "2026-11-25");
  const gone = await shop.lot("GONE", 1, "2026-11-25");
  await shop.lot("PAST", 1, "2026-11-20");
  await shop.lot("TODAY", 1, "2026-11-23");
  await shop.lot("NEVER", 1);
  await shop.lot("SOON", 2, undefined, { location_id: shop.store });
  await shop.made("waste_records", {
    sku: "MILK",
    location_id: shop.warehouse,
    quantity: 1,
    reason: "spoilage",
    lot_record_id: gone,
  });
  const { data, meta } = (await shop.get("expiry/alerts")).body;
  expect(numbers(data)).toEqual([
    ["PAST", -3],
    ["TODAY", 0],
    ["SOON", 2],
    ["LATER", 30],
  ]);
  expect(meta.total).toBe(4);
  expect(data[2]).toMatchObject({
    sku: "MILK",
    expiry_date: "2026-11-25",
    quantity_on_hand: 3,
    locations: [
      { location_id: shop.warehouse, quantity: 1 },
      { location_id: shop.store, quantity: 2 },
    ],
  });
  expect(numbers((await shop.get("expiry/alerts?days=2&include_expired=false")).body.data)).toEqual([
    ["TODAY", 0],
    ["SOON", 2],
  ]);
  expect(numbers((await shop.get("expiry/alerts?days=365")).body.data).at(-1)).toEqual(["TOO-LATE", 31]);
  for (const days of ["0", "366", "1.5", "soon", ""]) {
    expect(codesOf(await shop.get(`expiry/alerts?days=${days}`))).toEqual(["validation_failed days"]);
  }
});

test.each([
  ["Europe/Paris", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"],
  ["America/New_York", "2026-11-01T03:59:59Z", "2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z", "2026-11-02T05:00:00Z"],
  ["Europe/Paris", "2027-03-27T22:59:59Z", "2027-03-27T23:00:00Z", "2027-03-28T21:59:59Z", "2027-03-28T22:00:00Z"],
])(
  "in %s days are counted by the calendar when the clocks change after %s",
  async (timezone, before, first, last, after) => {
    const app = createTestApp({ now: before });
    const shop = await openDairy(app, { timezone });
    const change_day = new Date(Date.parse(first) + 12 * 3600_000).toISOString().slice(0, 10);
    await shop.lot("A", 1, change_day);
    const days = async (moment: string) => {
      app.clock.now = new Date(moment);
      return (await shop.get("expiry/alerts")).body.data[0].days_until_expiry;
    };
    expect([await days(before), await days(first), await days(last), await days(after)]).toEqual([1, 0, 0, -1]);
  },
);

test("without days the organization's own setting says how far to look", async () => {
  const app = createTestApp({ now: "2026-11-23T09:00:00Z" });
  const settings = { expiry_alert_days: 3, rate_limits: { requests_per_minute: 1000 } };
  const shop = await openDairy(app, { settings });
  await shop.lot("A", 1, "2026-11-26");
  await shop.lot("B", 1, "2026-11-27");
  expect(numbers((await shop.get("expiry/alerts")).body.data)).toEqual([["A", 3]]);
});
