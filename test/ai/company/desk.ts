import type { Tenant, TestApp } from "../../support/app";
import { createAgenda } from "./agenda";
import { type LocationCode, PRODUCTS, type SupplierCode } from "./data";

export type Line = { sku: string; quantity: number; unit_price?: number };
export type Placed = { number: string; customer: string; channel: string; place: LocationCode; lines: Line[] };
export type Adjustment = {
  sku: string;
  location: LocationCode;
  quantity: number;
  reason: string;
  unit_cost?: number;
  lot_number?: string;
  expiry_date?: string;
};
export type Desk = ReturnType<typeof createDesk>;

/** Who does the work of the company: each request at its time, and never more than there is. */
export function createDesk(app: TestApp, tenant: Tenant) {
  const location_ids = new Map<LocationCode, string>();
  const supplier_ids = new Map<SupplierCode, string>();
  const product_ids = new Map<string, string>();
  const agenda = createAgenda(app.clock);
  /** What can be sold, by SKU and location; lots that are soon to expire are left out. */
  const stock = new Map<string, number>();
  const shipped: { id: string; number: string; place: LocationCode; lines: Line[] }[] = [];

  async function send(method: string, path: string, body: unknown = {}) {
    const sent = method === "GET" ? { key: tenant.api_key } : { key: tenant.api_key, body };
    const response = await app.open(method, `/api/v1/${path}`, sent);
    const text = await response.text();
    if (response.status >= 300)
      throw new Error(`${app.clock.now.toISOString()} ${path}: ${response.status} ${text} of ${JSON.stringify(body)}`);
    return text === "" ? undefined : JSON.parse(text).data;
  }
  const post = (path: string, body?: unknown) => send("POST", path, body);
  const at = (location: LocationCode) => location_ids.get(location) as string;
  const of = (sku: string, location: LocationCode) => stock.get(`${sku} ${location}`) ?? 0;
  function change(sku: string, location: LocationCode, quantity: number) {
    stock.set(`${sku} ${location}`, Math.round((of(sku, location) + quantity) * 10_000) / 10_000);
  }

  async function adjust(lines: Adjustment[], is_counted = true) {
    const adjustments = lines.map(({ location, ...line }) => ({ ...line, location_id: at(location) }));
    await post("inventory_adjustments", { adjustments });
    if (is_counted) for (const { sku, location, quantity } of lines) change(sku, location, quantity);
  }

  /** Places an order of what there is of its lines, reserved at once, and returns it; nothing if there is nothing. */
  async function place({ number, customer, channel, place, lines }: Placed, reserve = true) {
    const there = lines.filter(({ sku, quantity }) => !reserve || of(sku, place) >= quantity);
    if (there.length === 0) return undefined;
    const body = { number, channel, customer: { name: customer }, location_id: at(place), items: there, reserve };
    const { id } = await post("orders", body);
    if (reserve) for (const { sku, quantity } of there) change(sku, place, -quantity);
    return { id: id as string, number, place, lines: there };
  }

  function orderAt(day: string, hour: number, placed: Placed, ship_day = day, ship_hour = hour + 0.25) {
    agenda.add(day, hour, async () => {
      const order = await place(placed);
      if (!order) return;
      agenda.add(ship_day, ship_hour, async () => {
        await post(`orders/${order.id}/fulfill`);
        shipped.push(order);
      });
    });
  }

  const goodsOf = (supplier: SupplierCode) =>
    PRODUCTS.filter((product) => product.supplier === supplier && !product.archived).flatMap((product) =>
      product.variants.map((variant) => ({ ...variant, pace: product.pace })),
    );

  /** Buys for the warehouse what it is short of; some rounds arrive in two parts, of some a part is rejected. */
  function purchaseAt(
    day: string,
    number: string,
    supplier: SupplierCode,
    due: string,
    arrives: string,
    round: number,
  ) {
    agenda.add(day, 9, async () => {
      const short = goodsOf(supplier).filter(({ sku, pace }) => of(sku, "LDW") < pace * 25);
      if (short.length === 0) return;
      const items = short.map(({ sku, pace, cost }) => ({
        ...{ sku, quantity: pace * 20 },
        unit_cost: Math.round(cost * (100 + round * 2)) / 100,
      }));
      const order = {
        number,
        supplier_id: supplier_ids.get(supplier),
        location_id: at("LDW"),
        expected_at: due,
        items,
      };
      const { id } = await post("purchase_orders", order);
      const receive = (parts: { sku: string; quantity: number; rejected_quantity?: number }[]) => async () => {
        const tracked = new Set(short.filter(({ lot_tracked }) => lot_tracked).map(({ sku }) => sku));
        const lot = (sku: string) => ({
          lot_number: `${sku}-${arrives.slice(2, 7).replace("-", "")}`,
          expiry_date: "2027-09-30",
        });
        await post(`purchase_orders/${id}/receive`, {
          items: parts.map((part) => ({ ...part, ...(tracked.has(part.sku) ? lot(part.sku) : {}) })),
        });
        for (const { sku, quantity } of parts) change(sku, "LDW", quantity);
      };
      const whole = items.map(({ sku, quantity }, line) =>
        round % 3 === 1 && line === 0 ? { sku, quantity: quantity - 3, rejected_quantity: 3 } : { sku, quantity },
      );
      if (round % 4 !== 2) return agenda.add(arrives, 11, receive(whole));
      agenda.add(arrives, 11, receive(items.map(({ sku, quantity }) => ({ sku, quantity: quantity / 2 }))));
      agenda.add(arrives, 15, receive(items.map(({ sku, quantity }) => ({ sku, quantity: quantity / 2 }))));
    });
  }

  /** Sends a shop what it has least of; of one transfer something is lost on the way. */
  function transferAt(day: string, number: string, to: LocationCode, round: number) {
    agenda.add(day, 10, async () => {
      const wanted = PRODUCTS.filter(({ archived, pace }) => !archived && pace > 1)
        .flatMap(({ variants, pace }) => variants.map(({ sku }) => ({ sku, quantity: pace * 4 })))
        .filter(({ sku, quantity }) => stock.has(`${sku} ${to}`) && of(sku, "LDW") >= quantity * 2)
        .sort((a, b) => of(a.sku, to) - of(b.sku, to) || (a.sku < b.sku ? -1 : 1))
        .slice(0, 8);
      if (wanted.length === 0) return;
      const { id } = await transfer(number, "LDW", to, wanted);
      agenda.add(dayOf(Date.parse(day) + 3 * 86_400_000), 14, async () => {
        const lost = round === 7 ? 2 : 0;
        const items = wanted.map(({ sku, quantity }, line) => ({
          sku,
          quantity: line === 0 ? quantity - lost : quantity,
        }));
        await post(`stock_transfers/${id}/receive`, { items, ...(lost ? { close: true } : {}) });
        for (const { sku, quantity } of items) change(sku, to, quantity);
      });
    });
  }

  async function transfer(number: string, from: LocationCode, to: LocationCode, items: Line[], ship = true) {
    const made = await post("stock_transfers", { number, from_location_id: at(from), to_location_id: at(to), items });
    if (ship) {
      await post(`stock_transfers/${made.id}/ship`);
      for (const { sku, quantity } of items) change(sku, from, -quantity);
    }
    return made as { id: string };
  }

  return {
    ...{ location_ids, supplier_ids, product_ids, send, post, at, of, change, adjust, place, shipped, transfer },
    ...{ orderAt, purchaseAt, transferAt, on: agenda.add, work: agenda.work },
    setClock: (time: string) => agenda.moveTo(Date.parse(time)),
  };
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
