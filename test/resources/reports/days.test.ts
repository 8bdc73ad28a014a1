import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/storage/port";
import { createTestApp, type TestApp } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";
import { openShop, type Shop } from "../../support/shop";

/** Of which day of the organization's calendar something is that happens around midnight. */

const DAY = 24 * 60 * 60 * 1000;
const dayAfter = (date: string, days = 1) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** The moment at which the clocks of a time zone show a date and a time. */
function wallTime(timezone: string, date: string, time: string): Date {
  const asked = Date.parse(`${date}T${time}Z`);
  let moment = asked;
  // The second correction is for a guess on the other side of a change of the clocks.
  for (const _ of [1, 2]) {
    const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short", timeStyle: "medium" });
    const shift = asked - Date.parse(`${shown.format(moment).replace(" ", "T")}Z`);
    moment += Math.round(shift / 1000) * 1000;
  }
  return new Date(moment);
}

/** A shop with 1,000 MUG worth 2 each. */
async function openStocked(timezone: string, now: string, app = createTestApp({ now })): Promise<Shop> {
  const shop = await openShop(app, { timezone });
  const line = { sku: "MUG", location_id: shop.warehouse, quantity: 1000, unit_cost: 2, reason: "initial" };
  await shop.made("inventory_adjustments", line);
  return shop;
}

async function sell(shop: Shop, quantity: number) {
  const { id } = await shop.order([{ sku: "MUG", quantity }]);
  expect((await shop.post(`orders/${id}/fulfill`)).status).toBe(200);
}

const report = async (shop: Shop, path: string) => (await shop.get(`reports/${path}`)).body;
const soldIn = async (shop: Shop, days: number): Promise<number> =>
  (await report(shop, `fast_movers?days=${days}`)).meta.totals.units_sold;
const movedFrom = async (shop: Shop, from: string, to: string): Promise<number> =>
  (await report(shop, `movements?from=${from}&to=${to}`)).meta.totals.out.order_fulfilled?.quantity ?? 0;
const onHandAt = async (shop: Shop, as_of: string) => (await report(shop, `valuation?as_of=${as_of}`)).meta.totals;
const daysOf = async (shop: Shop, query = "type = 'order_fulfilled'"): Promise<unknown[]> => {
  const database = await databaseOf(shop.tenant.id);
  return (await sql(database, `SELECT day FROM stock_ledger WHERE ${query} ORDER BY sequence`)).flat();
};

/** For each time zone, the day on which its clocks go forward, the day on which they go back, and an ordinary one. */
const CALENDARS: Record<string, string[]> = {
  "Pacific/Auckland": ["2026-09-27", "2026-12-15", "2027-04-04"],
  "America/Los_Angeles": ["2026-11-01", "2026-12-15", "2027-03-14"],
  "Europe/Berlin": ["2026-10-25", "2026-12-15", "2027-03-28"],
};

describe.each(Object.entries(CALENDARS))("in %s", (timezone, dates) => {
  test("what is sold at 23:59 is of the day, and at 00:01 of the next, also when the clocks change", async () => {
    const shop = await openStocked(timezone, "2026-09-20T00:00:00.000Z");
    const sellAt = (date: string, time: string, quantity: number) => {
      shop.app.clock.now = wallTime(timezone, date, time);
      return sell(shop, quantity);
    };
    let sold = 0;
    for (const date of dates) {
      const [before, after] = [dayAfter(date, -1), dayAfter(date)];
      await sellAt(before, "23:59:00", 1);
      expect([await soldIn(shop, 1), await soldIn(shop, 2)]).toEqual([1, 1]);
      await sellAt(date, "00:01:00", 2);
      expect([await soldIn(shop, 1), await soldIn(shop, 2)]).toEqual([2, 3]);
      await sellAt(date, "23:59:00", 4);
      expect([await soldIn(shop, 1), await soldIn(shop, 2)]).toEqual([6, 7]);
      await sellAt(after, "00:01:00", 8);
      expect([await soldIn(shop, 1), await soldIn(shop, 2), await soldIn(shop, 3)]).toEqual([8, 14, 15]);
      const moved = [await movedFrom(shop, before, before), await movedFrom(shop, date, date)];
      expect([...moved, await movedFrom(shop, after, after), await movedFrom(shop, before, date)]).toEqual([
        1, 6, 8, 7,
      ]);
      for (const [day, left] of [
        [dayAfter(before, -1), 1000 - sold],
        [before, 999 - sold],
        [date, 993 - sold],
        [after, 985 - sold],
      ] as const) {
        expect(await onHandAt(shop, day), day).toEqual({ on_hand: left, value: 2 * left, in_transit_value: 0 });
      }
      sold += 15;
    }
    const stored = dates.flatMap((date) => [dayAfter(date, -1), date, date, dayAfter(date)]);
    expect(await daysOf(shop)).toEqual(stored);
    expect(await shop.discrepancies()).toEqual([]);
  });
});

test("a day ends with the millisecond before midnight, also where the clocks skip midnight itself", async () => {
  for (const [timezone, date, midnight] of [
    ["Europe/Berlin", "2026-12-15", "2026-12-15T23:00:00.000Z"],
    ["Asia/Beirut", "2027-03-27", "2027-03-27T22:00:00.000Z"],
  ] as const) {
    const shop = await openStocked(timezone, "2026-12-01T00:00:00.000Z");
    shop.app.clock.now = new Date(Date.parse(midnight) - 1);
    await sell(shop, 1);
    shop.app.clock.advance(1);
    await sell(shop, 2);
    expect(await daysOf(shop)).toEqual([date, dayAfter(date)]);
    expect([await soldIn(shop, 1), await soldIn(shop, 2)]).toEqual([2, 3]);
    expect((await onHandAt(shop, date)).on_hand).toBe(999);
  }
});

test("stock that came in at 23:59 is a day old two minutes later", async () => {
  const shop = await openShop(createTestApp({ now: "2026-12-15T04:59:00.000Z" }), { timezone: "America/New_York" });
  await shop.stock("MUG", 5);
  const age = async () => (await report(shop, "inventory_aging")).data[0].age_days;
  expect(await age()).toBe(0);
  shop.app.clock.advance(2 * 60 * 1000);
  expect(await age()).toBe(1);
  shop.app.clock.advance(30 * DAY - 60 * 1000);
  expect((await report(shop, "inventory_aging")).data).toMatchObject([{ age_days: 31, age_bucket: "31-60" }]);
  expect((await report(shop, "inventory_aging?age_bucket=31-60")).meta.total).toBe(1);
});

/** Moves an organization to another time zone, as its operator does. */
async function moveTo(app: TestApp, shop: Shop, timezone: string) {
  const answer = await app.admin("PATCH", `/admin/v1/organizations/${shop.tenant.id}`, { body: { timezone } });
  expect(answer.status).toBe(200);
}

describe("after a change of the organization's time zone", () => {
  test("earlier days stay as they were, and days go on without falling", async () => {
    const app = createTestApp({ now: "2026-12-14T12:00:00.000Z" });
    const shop = await openStocked("Pacific/Auckland", "", app);
    const sellAt = (moment: string, quantity: number) => {
      app.clock.now = new Date(moment);
      return sell(shop, quantity);
    };
    await sellAt("2026-12-15T10:30:00.000Z", 1); // 23:30 on the 15th in Auckland
    await sellAt("2026-12-15T11:30:00.000Z", 2); // 00:30 on the 16th
    const before = await report(shop, "movements?from=2026-12-15&to=2026-12-15");
    const worth = await onHandAt(shop, "2026-12-15");
    await moveTo(app, shop, "America/Los_Angeles");
    expect(await report(shop, "movements?from=2026-12-15&to=2026-12-15")).toEqual(before);
    expect(await onHandAt(shop, "2026-12-15")).toEqual(worth);
    await sellAt("2026-12-15T12:30:00.000Z", 4); // 04:30 on the 15th in Los Angeles, where the 16th has been
    await sellAt("2026-12-17T07:59:00.000Z", 8); // 23:59 on the 16th
    await sellAt("2026-12-17T08:01:00.000Z", 16); // 00:01 on the 17th
    expect(await daysOf(shop)).toEqual(["2026-12-15", "2026-12-16", "2026-12-16", "2026-12-16", "2026-12-17"]);
    expect([await soldIn(shop, 1), await soldIn(shop, 2), await soldIn(shop, 3)]).toEqual([16, 30, 31]);
    expect(await movedFrom(shop, "2026-12-16", "2026-12-16")).toBe(14);
    await moveTo(app, shop, "Pacific/Auckland");
    await sellAt("2026-12-17T11:30:00.000Z", 32); // 00:30 on the 18th in Auckland
    const days = await daysOf(shop, "1");
    expect(days).toEqual(days.toSorted());
    expect(days.at(-1)).toBe("2026-12-18");
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("what is of a day that has not begun there is in the reports up to now", async () => {
    const app = createTestApp({ now: "2026-12-15T11:30:00.000Z" });
    const shop = await openStocked("Pacific/Auckland", "", app);
    await sell(shop, 3);
    await moveTo(app, shop, "America/Los_Angeles");
    await sell(shop, 2);
    expect(await daysOf(shop)).toEqual(["2026-12-16", "2026-12-16"]);
    expect(await soldIn(shop, 1)).toBe(5);
    const { totals } = (await report(shop, "movements")).meta;
    expect(totals).toMatchObject({ out: { order_fulfilled: { quantity: 5 } }, closing: { quantity: 995 } });
    expect((await report(shop, "valuation")).meta.totals.on_hand).toBe(995);
  });
});

test("an entry that is committed after midnight is of the next day, although it was decided before", async () => {
  let late: string | null = null;
  const app = createTestApp({
    now: "2026-12-15T07:59:59.900Z",
    // The commit takes so long that the database stamps it later than it was decided.
    wrapEngine: (engine): Engine => ({
      execute: (statements, mode) =>
        engine.execute(
          statements.map(({ sql: text, params }) => ({
            sql: text,
            params: /stock_posting/.test(text)
              ? params.map((value) => (value === app.clock.now.toISOString() ? (late ?? value) : value))
              : params,
          })),
          mode,
        ),
    }),
  });
  const shop = await openStocked("America/Los_Angeles", "", app);
  const { id } = await shop.order([{ sku: "MUG", quantity: 1 }]);
  const next = await shop.order([{ sku: "MUG", quantity: 2 }]);
  late = "2026-12-15T07:59:59.999Z";
  await shop.post(`orders/${id}/fulfill`);
  late = "2026-12-15T08:00:00.000Z";
  await shop.post(`orders/${next.id}/fulfill`);
  expect(await daysOf(shop)).toEqual(["2026-12-14", "2026-12-15"]);
  late = null;
  // Another machine's clock is behind; days don't go back with it.
  await sell(shop, 4);
  expect(await daysOf(shop)).toEqual(["2026-12-14", "2026-12-15", "2026-12-15"]);
  expect(await movedFrom(shop, "2026-12-14", "2026-12-14")).toBe(1);
  expect(await movedFrom(shop, "2026-12-15", "2026-12-15")).toBe(6);
  expect((await onHandAt(shop, "2026-12-14")).on_hand).toBe(999);
});
