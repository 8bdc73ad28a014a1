import { expect, test } from "vitest";
import type { Engine } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { type Dairy, openDairy } from "../../support/dairy";

type Event = {
  type: string;
  data: { lot: { lot_number: string; expiry_date: string }; days_until_expiry: number; levels: unknown[] };
};

const DAY = 24 * 60 * 60 * 1000;
const run = (shop: Dairy, job: string) =>
  shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/${job}`);

async function announced(shop: Dairy, type: "expiring" | "expired"): Promise<[string, string, number][]> {
  const { data } = (await shop.get(`events?type=lot.${type}&per_page=100`)).body;
  return data.map(({ data }: Event) => [data.lot.lot_number, data.lot.expiry_date, data.days_until_expiry]);
}

test("a lot that is about to expire is announced once for its date, however often the night runs", async () => {
  const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }), { settings: { expiry_alert_days: 7 } });
  const soon = await shop.lot("SOON", 3, "2026-11-25");
  await shop.lot("SOON", 2, undefined, { location_id: shop.store });
  await shop.lot("LAST-DAY", 1, "2026-11-30");
  await shop.lot("LATER", 1, "2026-12-01");
  await shop.lot("NEVER", 1);
  await Promise.all([run(shop, "nightly"), run(shop, "nightly"), run(shop, "nightly")]);
  await run(shop, "nightly");
  expect(await announced(shop, "expiring")).toEqual([
    ["SOON", "2026-11-25", 2],
    ["LAST-DAY", "2026-11-30", 7],
  ]);
  const [event] = (await shop.get("events?type=lot.expiring")).body.data;
  expect(event.data).toEqual({
    lot: await shop.lotOf(soon),
    days_until_expiry: 2,
    levels: expect.arrayContaining([
      { location_id: shop.warehouse, quantity: 3 },
      { location_id: shop.store, quantity: 2 },
    ]),
  });
  await shop.patch(`lots/${soon}`, { expiry_date: "2026-11-28" });
  await run(shop, "nightly");
  shop.app.clock.advance(DAY);
  await run(shop, "nightly");
  expect((await announced(shop, "expiring")).slice(2)).toEqual([
    ["SOON", "2026-11-28", 5],
    ["LATER", "2026-12-01", 7],
  ]);
  expect(await announced(shop, "expired")).toEqual([]);
});

test("a lot has expired in the first hour after its last day by the organization's calendar, if there is any of it", async () => {
  const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }), { timezone: "Pacific/Auckland" });
  await shop.lot("A", 3, "2026-11-24");
  const gone = await shop.lot("GONE", 1, "2026-11-24");
  const waste = { sku: "MILK", location_id: shop.warehouse, quantity: 1, reason: "spoilage", lot_record_id: gone };
  await shop.made("waste_records", waste);
  shop.app.clock.now = new Date("2026-11-24T10:30:00Z");
  await run(shop, "hourly");
  expect(await announced(shop, "expired")).toEqual([]);
  shop.app.clock.now = new Date("2026-11-24T11:00:00Z");
  await Promise.all([run(shop, "hourly"), run(shop, "hourly")]);
  await run(shop, "hourly");
  expect(await announced(shop, "expired")).toEqual([["A", "2026-11-24", -1]]);
});

test("more lots than one portion takes are all announced, each once", async () => {
  const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));
  const lines = Array.from({ length: 450 }, (_, at) => ({
    ...{ sku: "MILK", location_id: shop.warehouse, quantity: 1, reason: "received" },
    ...{ lot_number: `L${at}`, expiry_date: "2026-11-22" },
  }));
  await shop.made("inventory_adjustments", { adjustments: lines });
  const { body } = await run(shop, "hourly");
  expect(body.data.did).toMatchObject({ lots_expired: 450 });
  expect((await run(shop, "hourly")).body.data.did).not.toHaveProperty("lots_expired");
});

test("what is sold while the hour is run is not announced as there: the event shows what is left, or is not written", async () => {
  let between: (() => Promise<unknown>) | null = null;
  const wrapEngine = (engine: Engine): Engine => ({
    async execute(statements, mode) {
      const announces = mode === "write" && JSON.stringify(statements).includes("lot.expired");
      const other = announces ? between : null;
      if (other) between = null;
      await other?.();
      return engine.execute(statements, mode);
    },
  });
  const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z", wrapEngine }));
  const ids = [await shop.lot("LEFT", 3, "2026-11-22"), await shop.lot("GONE", 1, "2026-11-22")];
  const waste = (lot_record_id: string | undefined) =>
    shop.made("waste_records", {
      ...{ sku: "MILK", location_id: shop.warehouse, quantity: 1, reason: "spoilage", lot_record_id },
    });
  between = async () => {
    for (const id of ids) await waste(id);
  };
  await run(shop, "hourly");
  expect(between).toBeNull();
  const { data } = (await shop.get("events?type=lot.expired")).body;
  expect(data.map((event: Event) => event.data)).toEqual([
    {
      ...{ lot: await shop.lotOf(ids[0] as string), days_until_expiry: -1 },
      levels: [{ location_id: shop.warehouse, quantity: 2 }],
    },
  ]);
});
