import { newAgenda } from "./agenda";
import { Bakery } from "./bakery";
import type { Client } from "./client";
import {
  type Article,
  barcodeOf,
  LAUNCH,
  type LocationCode,
  locations,
  organization,
  products,
  suppliers,
} from "./company";
import { connect } from "./connections";
import { Demand } from "./demand";
import { importHistory } from "./history";
import { newLevels } from "./levels";
import { openOrders, sellOut } from "./open_orders";
import { OrderDesk } from "./order_desk";
import { newRandom, type Random } from "./random";
import { reorderAndReturn } from "./reorder_and_return";
import { StockRoom } from "./stock_room";
import { DAY, HOUR, MINUTE, startOfDay } from "./time";
import { leaveUnfinished } from "./unfinished_work";

/** How many days the demo's ledger goes back. */
const DAYS = 182;

/** No supplier of the demo takes longer. */
const LONGEST_LEAD = 21 * DAY;

export type Seeded = {
  api_key: string;
  organization: unknown;
  examples: { sku: string; location_id: string }[];
};

/** Creates the demo organization, with two years of demand and half a year of ledger that end at `now`. */
export async function seed(client: Client, now: number): Promise<Seeded> {
  const today = startOfDay(now);
  const first_day = today - DAYS * DAY;
  client.setClock(first_day - 14 * DAY + 9 * HOUR);
  const { api_key, ...company } = await client.post<{ id: string; api_key: { key: string } }>(
    "/admin/v1/organizations",
    organization,
  );
  client.authenticate(api_key.key);
  const location_ids = await createLocations(client);
  const supplier_ids = await createSuppliers(client);
  await createCatalogue(client);
  client.setClock(first_day + 4 * HOUR);
  await importHistory({ client, location_ids, today, first_day });

  const random = newRandom(20_260_417);
  const levels = newLevels();
  const agenda = newAgenda(client.setClock);
  const common = { client, agenda, levels, random, location_ids };
  const demand = new Demand(random, today);
  const stock_room = new StockRoom({ ...common, supplier_ids, today });
  const desk = new OrderDesk({ ...common, demand, today });
  const bakery = new Bakery({ client, agenda, shop_id: location_ids.SHOP, now });

  agenda.schedule(first_day + 5 * HOUR, () => stock_room.open());
  agenda.schedule(today - 70 * DAY + 11 * HOUR, () => stock_room.orderInVain());
  bakery.schedule();
  for (let day = first_day; day < today + LONGEST_LEAD; day += DAY) {
    for (const [location, supplier] of deliveriesOf(day, today)) {
      // What comes from a supplier was ordered before; vans bring what is missing that morning.
      const ordered_at = supplier ? day - leadTimeOf(supplier) + 10 * HOUR : day + 6 * HOUR;
      if (ordered_at < first_day || ordered_at >= today) continue;
      const delivery = { ordered_at, due: day, location, supplier };
      const arrives_at = day + (supplier ? 7 * HOUR + delayOf(random) : 6 * HOUR);
      agenda.schedule(ordered_at, () => stock_room.order(delivery));
      if (arrives_at < today) agenda.schedule(arrives_at, () => stock_room.receive(delivery));
    }
    if (day >= today) continue;
    if (isFirstSunday(day)) {
      for (const { code } of locations) agenda.schedule(day + 18.5 * HOUR, () => stock_room.check(day, code));
    }
    for (const channel of demand.channelsOn(day)) {
      desk.schedule(day, 8 * HOUR + random.integer(0, 10 * 3600) * 1000, channel);
    }
  }
  const end = today - 5 * HOUR;
  await agenda.runUntil(end);

  const advanceClock = clockUpTo(client, now, end);
  advanceClock();
  await bakery.finish();
  await sellOut(desk, levels, advanceClock);
  await openOrders(desk, advanceClock);
  await reorderAndReturn({ client, desk, levels, location_ids, supplier_ids, advanceClock });
  advanceClock();
  await runNight(client, company.id);
  // After the night, so that its forecasts and insights do not depend on it.
  await leaveUnfinished({ client, desk, levels, location_ids });
  await connect({ client, location_id: location_ids.WAREHOUSE });
  await verifyLedger(client);

  const most_available_first = ["COF-HAR-250", "COF-LIG-250", "TEA-ENG-50"].sort(
    (one, other) => levels.available("WAREHOUSE", other) - levels.available("WAREHOUSE", one),
  );
  const examples = most_available_first.map((sku) => ({ sku, location_id: location_ids.WAREHOUSE }));
  return { api_key: api_key.key, organization: company, examples };
}

/** Creates the locations and returns their ids by code. */
async function createLocations(client: Client): Promise<Record<LocationCode, string>> {
  const ids = {} as Record<LocationCode, string>;
  for (const location of locations) {
    ids[location.code] = (await client.post<{ id: string }>("/api/v1/locations", location)).id;
  }
  return ids;
}

/** Creates the suppliers and returns their ids by code. */
async function createSuppliers(client: Client): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const supplier of suppliers) {
    ids.set(supplier.code, (await client.post<{ id: string }>("/api/v1/suppliers", supplier)).id);
  }
  return ids;
}

/** How long a supplier takes from an order to its delivery. */
function leadTimeOf(code: string): number {
  return (suppliers.find((supplier) => supplier.code === code)?.lead_time_days ?? 0) * DAY;
}

/** How late a supplier delivers: mostly not at all, rarely five days. */
function delayOf(random: Random): number {
  return random.weighted([0, 1, 2, 5], (days) => 12 / (days + 1) ** 2) * DAY;
}

async function createCatalogue(client: Client) {
  let count = 0;
  for (const { articles, ...product } of products) {
    const variants = articles.map((article) => {
      count += 1;
      return variantOf(article, count);
    });
    await client.post("/api/v1/products", { ...product, variants });
  }
}

function variantOf(
  { sku, name, options, price, cost, unit, quantity_decimals, pack, supplier }: Article,
  number: number,
) {
  return {
    sku,
    name,
    options,
    price,
    cost,
    unit,
    quantity_decimals,
    barcode: barcodeOf(number),
    metadata: { case_of: pack, supplier },
  };
}

/** The deliveries of a day: the location, and the supplier unless it is supplied from the warehouse. */
function deliveriesOf(day: number, today: number): [LocationCode, string?][] {
  const weekday = new Date(day).getUTCDay();
  const week = Math.floor(day / (7 * DAY));
  const deliveries: [LocationCode, string?][] = [];
  if (weekday === 1) deliveries.push(["WAREHOUSE", "QUAYSIDE"]);
  if (weekday === 2) deliveries.push(["WAREHOUSE", "ORCHARD"]);
  if (weekday === 3 && week % 2 === 0) deliveries.push(["WAREHOUSE", "LEAF"]);
  if (weekday === 4 && week % 3 === 0) deliveries.push(["WAREHOUSE", "CORMORANT"]);
  if (weekday === 4 && week % 3 === 1) deliveries.push(["WAREHOUSE", "BRAUWERK"]);
  if (weekday === 4 || day === today - LAUNCH * DAY) deliveries.push(["SHOP"]);
  if (weekday === 6) deliveries.push(["STALL"]);
  return deliveries;
}

/** True on the first Sunday of a month. */
function isFirstSunday(day: number): boolean {
  const date = new Date(day);
  return date.getUTCDay() === 0 && date.getUTCDate() <= 7;
}

/** Advances the clock by four minutes a call through the last hour and a half before `now`, never back before `end`. */
function clockUpTo(client: Client, now: number, end: number): () => void {
  const times = Array.from({ length: 20 }, (_, index) => now - 90 * MINUTE + index * 4 * MINUTE);
  return () => client.setClock(Math.max(end, times.shift() ?? now));
}

/** Has the forecasts and insights of the night computed, in as many requests as it takes. */
async function runNight(client: Client, organization_id: string) {
  type Report = { status: string };
  const run = () => client.operate<Report>(`/admin/v1/organizations/${organization_id}/jobs/nightly`);
  let { status } = await run();
  while (status === "unfinished") ({ status } = await run());
  if (status !== "finished") throw new Error(`The nightly run of the demo organization has ${status}`);
}

/** Fails unless every level follows from the ledger. */
async function verifyLedger(client: Client) {
  type Report = { checked: number; discrepancies: unknown[] };
  const report = await client.get<Report>("/api/v1/reports/reconciliation");
  if (report.checked === 0 || report.discrepancies.length > 0) {
    throw new Error(`The demo's stock does not follow from its ledger: ${JSON.stringify(report)}`);
  }
}
