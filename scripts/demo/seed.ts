import { newAgenda } from "./agenda";
import { type Bakery, newBakery } from "./bakery";
import type { Client } from "./client";
import { barcodeOf, locations, organization, type Place, products, suppliers, undelivered } from "./company";
import { type Channel, newOrderDesk, type OrderDesk, startOfDay } from "./orders";
import { type Chance, newChance } from "./random";
import { newShelves, type Shelves } from "./shelves";
import { newStockRoom } from "./stock";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 182;

/** How many orders a weekday has, from Sunday on. */
const ORDERS = [3, 4, 4, 3, 3, 4, 5];

export type Seeded = {
  api_key: string;
  organization: unknown;
  examples: { sku: string; location_id: string }[];
};

/** Makes the demo organization and lives through its last half year, up to `now`. */
export async function seed(client: Client, now: number): Promise<Seeded> {
  const today = startOfDay(now);
  const first = today - DAYS * DAY;
  client.setClock(first - 14 * DAY + 9 * HOUR);
  const { api_key, ...company } = await client.post<{ api_key: { key: string } }>(
    "/admin/v1/organizations",
    organization,
  );
  client.authenticate(api_key.key);
  const location_ids = await furnish(client);

  const chance = newChance(20_260_417);
  const shelves = newShelves();
  const agenda = newAgenda(client.setClock);
  const times = { prices_rise: today - 80 * DAY, deliveries_stop: today - 49 * DAY };
  const stock = newStockRoom({ client, shelves, chance, location_ids, times });
  const desk = newOrderDesk({ client, agenda, shelves, chance, location_ids, rush: today - 35 * DAY });

  agenda.plan(first - 2 * DAY + 18 * HOUR, stock.open);
  const bakery = newBakery({ client, agenda, shop_id: location_ids.SHOP, now });
  bakery.plan();
  for (let day = first; day < today; day += DAY) {
    const weekday = new Date(day).getUTCDay();
    for (const [place, supplier] of arrivalsOf(day)) {
      agenda.plan(day + (supplier ? 7 : 6) * HOUR, () => stock.receive(day, place, supplier));
    }
    if (weekday === 0 && new Date(day).getUTCDate() <= 7) {
      for (const { code } of locations) agenda.plan(day + 18.5 * HOUR, () => stock.count(code));
    }
    const orders = Math.min(6, Math.max(3, (ORDERS[weekday] as number) + chance.whole(-1, 1)));
    for (let order = 0; order < orders; order++) {
      desk.plan(day, 8 * HOUR + chance.whole(0, 10 * 3600) * 1000, channelOf(chance, weekday));
    }
  }
  await agenda.live(today - 5 * HOUR);
  await closeTheBooks(client, desk, shelves, bakery, now);
  await prove(client);

  const plenty = ["COF-HAR-250", "COF-LIG-250", "TEA-ENG-50"].sort(
    (one, other) => shelves.available("WAREHOUSE", other) - shelves.available("WAREHOUSE", one),
  );
  const examples = plenty.map((sku) => ({ sku, location_id: location_ids.WAREHOUSE }));
  return { api_key: api_key.key, organization: company, examples };
}

/** Makes places, suppliers and catalogue, and answers the places' ids. */
async function furnish(client: Client) {
  const location_ids = {} as Record<Place, string>;
  for (const location of locations) {
    location_ids[location.code] = (await client.post<{ id: string }>("/api/v1/locations", location)).id;
  }
  for (const supplier of suppliers) await client.post("/api/v1/suppliers", supplier);
  let articles = 0;
  for (const { articles: kinds, ...product } of products) {
    const variants = kinds.map(({ demand: _, season: __, pack, places: ___, supplier, ...variant }) => {
      articles += 1;
      return { ...variant, barcode: barcodeOf(articles), metadata: { case_of: pack, supplier } };
    });
    await client.post("/api/v1/products", { ...product, variants });
  }
  return location_ids;
}

/** Who delivers where on a day. */
function arrivalsOf(day: number): [Place, string?][] {
  const weekday = new Date(day).getUTCDay();
  const week = Math.floor(day / (7 * DAY));
  const arrivals: [Place, string?][] = [];
  if (weekday === 1) arrivals.push(["WAREHOUSE", "QUAYSIDE"]);
  if (weekday === 2) arrivals.push(["WAREHOUSE", "ORCHARD"]);
  if (weekday === 3 && week % 2 === 0) arrivals.push(["WAREHOUSE", "LEAF"]);
  if (weekday === 4 && week % 3 === 0) arrivals.push(["WAREHOUSE", "CORMORANT"]);
  if (weekday === 4 && week % 3 === 1) arrivals.push(["WAREHOUSE", "BRAUWERK"]);
  if (weekday === 4) arrivals.push(["SHOP"]);
  if (weekday === 6) arrivals.push(["STALL"]);
  return arrivals;
}

/** The market is open at the weekend, the trade orders from Monday to Friday. */
function channelOf(chance: Chance, weekday: number): Channel {
  const weekend = weekday === 0 || weekday === 6;
  const shares: Record<Channel, number> = weekend
    ? { webshop: 25, marketplace: 5, till: 35, market: 35, trade: 0 }
    : { webshop: 50, marketplace: 10, till: 32, market: 0, trade: 8 };
  return chance.weighted(Object.keys(shares) as Channel[], (channel) => shares[channel]);
}

/** The last hours before `now`: some articles sell out, and orders of every kind are still open. */
async function closeTheBooks(client: Client, desk: OrderDesk, shelves: Shelves, bakery: Bakery, now: number) {
  const end = startOfDay(now) - 5 * HOUR;
  const moments = Array.from({ length: 20 }, (_, at) => now - 90 * MINUTE + at * 4 * MINUTE);
  const tick = () => client.setClock(Math.max(end, moments.shift() ?? now));

  tick();
  await bakery.tidy();

  // Of the undelivered, the last two keep their last piece.
  for (const [channel, place] of [
    ["webshop", "WAREHOUSE"],
    ["till", "SHOP"],
    ["market", "STALL"],
  ] as const) {
    const lines = undelivered
      .map((sku, at) => ({ sku, quantity: shelves.available(place, sku) - (at < 3 ? 0 : 1) }))
      .filter(({ quantity }) => quantity > 0);
    if (lines.length === 0) continue;
    tick();
    const order = await desk.place(channel, lines, { reserve: true, note: "Takes the last ones" });
    tick();
    await desk.fulfill(order.id, channel, lines);
  }

  const [gone, blend, filter, tea, mug] = [
    undelivered[0] as string,
    "COF-HAR-250",
    "COF-LIG-250",
    "TEA-ENG-50",
    "MUG-300-BLUE",
  ];
  const of = (...skus: string[]) => skus.map((sku) => ({ sku, quantity: 1 }));
  tick();
  await desk.place("trade", [{ sku: "COF-HAR-1000", quantity: 4 }], { note: "Waits for payment" });
  tick();
  await desk.place("trade", [
    { sku: "TEA-ENG-100", quantity: 3 },
    { sku: "LAR-GRA-1000", quantity: 2 },
  ]);
  for (const lines of [of(blend), of(filter, tea), of(tea, blend)]) {
    tick();
    await desk.place("webshop", lines, { reserve: true });
  }
  tick();
  await desk.place("webshop", of(gone, blend), {
    reserve: true,
    allow_partial: true,
    note: "Wants to wait for the mug",
  });
  for (const lines of [of(blend, mug), of(tea, filter, blend)]) {
    tick();
    const order = await desk.place("webshop", lines, { reserve: true });
    tick();
    await desk.fulfill(order.id, "webshop", lines.slice(0, 1), true);
  }
  tick();
  const doubled = await desk.place("marketplace", of(blend), { reserve: true });
  tick();
  await desk.cancel(doubled.id, "marketplace", of(blend), "ordered twice");
}

/** Fails unless every level follows from the ledger. */
async function prove(client: Client) {
  type Report = { checked: number; discrepancies: unknown[] };
  const report = await client.get<Report>("/api/v1/reports/reconciliation");
  if (report.checked === 0 || report.discrepancies.length > 0) {
    throw new Error(`The demo's stock does not follow from its ledger: ${JSON.stringify(report)}`);
  }
}
