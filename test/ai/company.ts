import type { Tenant, TestApp } from "../support/app";
import {
  CUSTOMERS,
  LOCATIONS,
  type LocationCode,
  PRODUCTS,
  type ProductRow,
  SUPPLIERS,
  WHOLESALE,
} from "./company/data";
import { createDesk, type Desk, type Line } from "./company/desk";
import { ending } from "./company/ending";

/** Today is Thursday, 26 November 2026, 10:30 in Auckland; in UTC it is still Wednesday. */
const NOW = "2026-11-25T21:30:00.000Z";
/** When the clock of the app must begin. */
export const FIRST_MOMENT = "2025-09-14T20:00:00.000Z";
const FIRST_DAY = "2025-09-15";
const LAST_DAY = "2026-11-26";

/** Numbers from 0 to 1 that look like chance and are the same each time (mulberry32). */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Seeds the company through the API of an app that begins at `FIRST_MOMENT`, and returns its tenant; then it is `NOW`. */
export async function openCompany(app: TestApp): Promise<Tenant> {
  const organization: Record<string, unknown> = {
    name: "Fernway Trading",
    timezone: "Pacific/Auckland",
    currency: "NZD",
  };
  const tenant = await app.mintTenant({ ...organization, modules: ["traceability", "manufacturing"] });
  const desk = createDesk(app, tenant);
  await catalogue(desk);
  await opening(desk);
  trade(desk);
  ending(desk);
  await desk.work();
  await desk.setClock(NOW);
  await nightly(app, tenant);
  return tenant;
}

async function catalogue(desk: Desk) {
  for (const location of LOCATIONS) desk.location_ids.set(location.code, (await desk.post("locations", location)).id);
  for (const supplier of SUPPLIERS) desk.supplier_ids.set(supplier.code, (await desk.post("suppliers", supplier)).id);
  for (const { name, category, variants } of PRODUCTS) {
    const product = await desk.post("products", { name, category, variants });
    desk.product_ids.set(name, product.id);
  }
}

/** Which locations sell a product from the start: the warehouse everything, shops by its place in the list. */
function soldAt(product: ProductRow, index: number): LocationCode[] {
  if (product.archived) return ["LDW"];
  const shops = (["LSH", "LYN", "CGN", "MS7", "OAM"] as const).filter((_, at) => (index + at) % 5 < 3 || index === 0);
  return ["LDW", ...shops];
}

async function opening(desk: Desk) {
  const lines = PRODUCTS.flatMap((product, index) =>
    soldAt(product, index).flatMap((location) =>
      product.variants.map(({ sku, cost, lot_tracked }, at) => {
        const base = location === "LDW" ? 60 : 14;
        const quantity = product.pace === 0 ? 6 + at : (base * product.pace) / 2 + ((index * 7 + at * 3) % 11);
        const lot = lot_tracked ? { lot_number: `${sku}-2509`, expiry_date: "2027-06-30" } : {};
        return { sku, location, quantity: Math.round(quantity), unit_cost: cost, reason: "initial", ...lot };
      }),
    ),
  );
  await desk.adjust(lines);
}

/** Schedules 14 months of orders and what keeps them going. */
function trade(desk: Desk) {
  const chance = createChance(20_261_126);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)] as T;
  const goods = PRODUCTS.flatMap((product, index) =>
    product.variants.flatMap((variant) =>
      Array.from({ length: product.pace }, () => ({ product, variant, places: soldAt(product, index) })),
    ),
  );
  let number = 1000;
  for (let back = daysBetween(FIRST_DAY, LAST_DAY) - 5; back >= 0; back--) {
    const day = dayBefore(LAST_DAY, back);
    const orders = back === 0 ? 2 : chance() < (back < 35 ? 0.95 : 0.6) ? 1 : 0;
    for (let at = 0; at < orders; at++) {
      number += 1;
      const place = pick(["LDW", "LDW", "LDW", "LSH", "LYN", "CGN", "MS7", "OAM"] as const);
      const wholesale = place === "LDW" && chance() < 0.5;
      const customer = pick(wholesale ? CUSTOMERS.slice(0, WHOLESALE) : CUSTOMERS);
      const channel = wholesale ? "wholesale" : place === "LDW" ? pick(["webshop", "marketplace"]) : "retail";
      const offered = goods.filter(
        ({ product, places }) => places.includes(place) && (product.until === undefined || back > product.until),
      );
      const lines = new Map<string, Line>();
      for (let line = 0; line < 3 + Math.floor(chance() * 4); line++) {
        const { variant } = pick(offered);
        const size = wholesale ? 6 + Math.floor(chance() * 12) : 1 + Math.floor(chance() * 3);
        const quantity = variant.quantity_decimals ? size * 0.75 + 0.125 : size;
        const unit_price = wholesale ? Math.round(variant.price * 85) / 100 : variant.price;
        lines.set(variant.sku, { sku: variant.sku, quantity, unit_price });
      }
      const hour = back === 0 ? 8 + at : 8 + Math.floor(chance() * 14);
      const wait = back > 5 && chance() < 0.3 ? 1 + Math.floor(chance() * 4) : 0;
      const order = { number: `SO-${number}`, customer, channel, place, lines: [...lines.values()] };
      desk.orderAt(day, hour, order, dayBefore(day, -wait), hour + 0.25);
    }
  }
  supply(desk);
}

/** Schedules purchase orders and transfers, month by month. */
function supply(desk: Desk) {
  let number = 2000;
  SUPPLIERS.forEach(({ code, lead_time_days }, index) => {
    for (let round = 0; round < 6; round++) {
      const day = dayBefore(LAST_DAY, 410 - round * 68 - index * 7);
      number += 1;
      const late = (round * 5 + index * 3) % 7 > 4 ? 4 + index : 0;
      const due = dayBefore(day, -lead_time_days);
      desk.purchaseAt(day, `PO-${number}`, code, due, dayBefore(due, -late), round);
    }
  });
  const shops = ["LSH", "LYN", "CGN", "MS7", "OAM"] as const;
  for (let round = 0; round < 12; round++) {
    const to = shops[round % 5] as LocationCode;
    desk.transferAt(dayBefore(LAST_DAY, 385 - round * 31), `TR-${300 + round}`, to, round);
  }
}

async function nightly(app: TestApp, { id }: Tenant) {
  for (let status = "unfinished"; status === "unfinished"; ) {
    const answer = await app.admin("POST", `/admin/v1/organizations/${id}/jobs/nightly`);
    if (answer.status !== 200) throw new Error(`The nightly run has failed: ${answer.text}`);
    status = answer.body.data.status;
  }
}

const DAY = 86_400_000;
const dayBefore = (day: string, days: number) => new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
