import type { Agenda } from "./agenda";
import type { Client } from "./client";
import { type Article, type Place, people, trade, undelivered } from "./company";
import type { Chance } from "./random";
import { exact, type Shelves } from "./shelves";

export type Channel = "webshop" | "marketplace" | "till" | "market" | "trade";
export type Line = { sku: string; quantity: number; unit_price?: number };
type Order = { id: string };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** When the parcel service comes and the tills are closed. */
const EVENING = 17.5 * HOUR;

const PLACE_OF: Record<Channel, Place> = {
  webshop: "WAREHOUSE",
  marketplace: "WAREHOUSE",
  trade: "WAREHOUSE",
  till: "SHOP",
  market: "STALL",
};

type World = {
  client: Client;
  agenda: Agenda;
  shelves: Shelves;
  chance: Chance;
  location_ids: Record<Place, string>;
  /** When the undelivered articles begin to sell out. */
  rush: number;
};

/** The customers' side of the company: they order, change their minds, and get what they ordered. */
export function newOrderDesk({ client, agenda, shelves, chance, location_ids, rush }: World) {
  let orders = 0;

  /**
   * Lets somebody order something at `time` of the day that begins at `day`, and what follows from it later. The till and
   * the market stall hand over their sales at the end of the day.
   */
  function plan(day: number, time: number, channel: Channel) {
    const at = day + (PLACE_OF[channel] === "WAREHOUSE" ? time : EVENING);
    agenda.plan(at, async () => {
      const lines = chooseLines(at, channel);
      if (lines.length === 0) return;
      if (channel === "till" || channel === "market") await sell(channel, lines);
      else if (channel === "trade") await supply(at, lines);
      else await dispatch(at, channel, lines);
    });
  }

  /** Over the counter: ordered and handed out at once. */
  async function sell(channel: Channel, lines: Line[]) {
    const order = await place(channel, lines);
    await fulfill(order.id, channel, lines);
  }

  /** By parcel: reserved at once, sent at the next pick-up; some are cancelled, some go in two parcels. */
  async function dispatch(at: number, channel: Channel, lines: Line[]) {
    const pickUp = nextPickUp(at);
    const [first, ...rest] = lines as [Line, ...Line[]];
    const cancelled = chance.percent(4);
    const parted = rest.length > 0 && chance.percent(6);
    const broken = chance.percent(30);
    const reason = chance.pick(["ordered twice", "changed their mind", "payment failed", "wrong address"]);

    const order = await place(channel, lines, { reserve: true });
    if (cancelled) {
      agenda.plan(pickUp - 3 * HOUR, () => cancel(order.id, channel, lines, reason));
    } else if (parted) {
      agenda.plan(pickUp, () => fulfill(order.id, channel, [first], true));
      agenda.plan(
        pickUp + 3 * DAY,
        broken
          ? () => cancel(order.id, channel, rest, "rest damaged in store")
          : () => fulfill(order.id, channel, rest),
      );
    } else {
      agenda.plan(pickUp, () => fulfill(order.id, channel, lines));
    }
  }

  /** To the trade: ordered, reserved the next morning, sent two days later. */
  async function supply(at: number, lines: Line[]) {
    const order = await place("trade", lines);
    agenda.plan(startOfDay(at) + DAY + 8 * HOUR, () => client.post(`/api/v1/orders/${order.id}/reserve`));
    agenda.plan(startOfDay(at) + 3 * DAY + EVENING, () => fulfill(order.id, "trade", lines));
  }

  /** Places an order. Its goods are spoken for from here on, whether it reserves them already or not. */
  async function place(channel: Channel, items: Line[], more: Record<string, unknown> = {}): Promise<Order> {
    orders += 1;
    take(channel, items);
    return client.post<Order>("/api/v1/orders", {
      number: `TW-${10_000 + orders}`,
      location_id: location_ids[PLACE_OF[channel]],
      channel,
      customer: customerOf(channel),
      ...(channel === "marketplace" ? { external_reference: `MKT-${804_000 + orders * 7}` } : {}),
      items,
      ...more,
    });
  }

  /** Sends the whole rest of an order, which is `lines`, or only these as a part of it. */
  async function fulfill(id: string, channel: Channel, lines: Line[], part = false) {
    const items = lines.map(({ sku, quantity }) => ({ sku, quantity }));
    await client.post(`/api/v1/orders/${id}/fulfill`, part ? { items } : undefined);
    for (const { sku, quantity } of lines) {
      shelves.change(PLACE_OF[channel], sku, { on_hand: -quantity, reserved: -quantity });
    }
  }

  async function cancel(id: string, channel: Channel, lines: Line[], reason: string) {
    await client.post(`/api/v1/orders/${id}/cancel`, { reason });
    for (const { sku, quantity } of lines) shelves.change(PLACE_OF[channel], sku, { reserved: -quantity });
  }

  /** What is ordered is no longer there for others, who may ask before this order's answer is back. */
  function take(channel: Channel, lines: Line[]) {
    for (const { sku, quantity } of lines) shelves.change(PLACE_OF[channel], sku, { reserved: quantity });
  }

  /** One to four articles out of what is there, each as often as it is in demand. */
  function chooseLines(at: number, channel: Channel): Line[] {
    const place = PLACE_OF[channel];
    const wanted = new Map<string, Line>();
    const wholesale = channel === "trade";
    const choices = shelves.at(place).filter(({ sku }) => !wholesale || /^(COF|TEA|LAR)-/.test(sku));
    for (let count = chance.weighted([1, 2, 3, 4], (lines) => 5 - lines); count > 0; count--) {
      const article = chance.weighted(choices, (choice) => demandOf(choice, at));
      const quantity = Math.min(quantityOf(article, wholesale), shelves.available(place, article.sku));
      if (quantity <= 0) continue;
      const discount = wholesale ? { unit_price: Math.round(article.price * 80) / 100 } : {};
      wanted.set(article.sku, { sku: article.sku, quantity, ...discount });
    }
    return [...wanted.values()];
  }

  function quantityOf({ unit }: Article, wholesale: boolean): number {
    if (unit === "kg") return exact(chance.whole(2, 15) * 0.05);
    return wholesale ? chance.whole(2, 6) : chance.weighted([1, 2, 3], (quantity) => 10 / quantity ** 2);
  }

  function demandOf({ sku, demand, season }: Article, at: number): number {
    if (at > rush && undelivered.includes(sku)) return demand + 8;
    return season ? demand * SEASONS[season](at) : demand;
  }

  function customerOf(channel: Channel) {
    if (channel === "trade") return chance.pick(trade);
    if (channel === "market" || (channel === "till" && chance.percent(80))) return {};
    const name = chance.pick(people);
    return { name, email: `${name.toLowerCase().replaceAll(" ", ".")}@mail.example` };
  }

  return { plan, place, fulfill, cancel };
}

export type OrderDesk = ReturnType<typeof newOrderDesk>;

/** How demand follows the year: the sine is highest at midsummer. */
const SEASONS: Record<NonNullable<Article["season"]>, (at: number) => number> = {
  summer: (at) => 1 + 0.9 * warmth(at),
  winter: (at) => 1 - 0.7 * warmth(at),
};

function warmth(at: number): number {
  const days = (at - Date.UTC(new Date(at).getUTCFullYear(), 3, 1)) / DAY;
  return Math.sin((2 * Math.PI * days) / 365);
}

/** The parcel service does not come on Sundays, and takes what was ordered an hour before. */
function nextPickUp(at: number): number {
  let pickUp = startOfDay(at) + EVENING;
  while (pickUp < at + HOUR || new Date(pickUp).getUTCDay() === 0) pickUp += DAY;
  return pickUp;
}

export function startOfDay(at: number): number {
  return at - (at % DAY);
}
