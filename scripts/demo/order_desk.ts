import type { Agenda } from "./agenda";
import type { Client } from "./client";
import { customers, type LocationCode, offer, trade_customers } from "./company";
import { type Channel, type Demand, LOCATION_OF } from "./demand";
import type { Levels } from "./levels";
import type { Random } from "./random";
import { DAY, HOUR, startOfDay } from "./time";

type Line = { sku: string; quantity: number; unit_price?: number };
type Order = { id: string };

/** The time of day of the parcel pick-up, and of closing the tills. */
const EVENING = 17.5 * HOUR;

type Options = {
  client: Client;
  agenda: Agenda;
  levels: Levels;
  random: Random;
  location_ids: Record<LocationCode, string>;
  demand: Demand;
  today: number;
};

/** Creates, fulfills and cancels the orders of the demo. */
export class OrderDesk {
  readonly #options: Options;
  #orders = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Schedules an order at `time` of the day that begins at `day`, and what follows from it. Orders of the till and of
   * the market are recorded in the evening.
   */
  schedule(day: number, time: number, channel: Channel) {
    const ordered_at = day + (LOCATION_OF[channel] === "WAREHOUSE" ? time : EVENING);
    this.#options.agenda.schedule(ordered_at, async () => {
      const lines = this.#chooseLines(ordered_at, channel);
      if (lines.length === 0) return;
      if (channel === "till" || channel === "market") await this.#sellOverTheCounter(channel, lines);
      else if (channel === "trade") await this.#supplyTrade(ordered_at, lines);
      else await this.#sendParcels(ordered_at, channel, lines);
    });
  }

  /** Ordered and fulfilled at once. */
  async #sellOverTheCounter(channel: Channel, lines: Line[]) {
    const order = await this.create(channel, lines);
    await this.fulfill(order.id, channel, lines);
  }

  /** Reserved at once and fulfilled at the next pick-up; some are cancelled, some fulfilled in two parts. */
  async #sendParcels(ordered_at: number, channel: Channel, lines: Line[]) {
    const { agenda, random } = this.#options;
    const pick_up = nextPickUp(ordered_at);
    const [first, ...rest] = lines as [Line, ...Line[]];
    const is_cancelled = random.percent(4);
    const is_split = rest.length > 0 && random.percent(6);
    const is_rest_damaged = random.percent(30);
    const reason = random.pick(["ordered twice", "changed their mind", "payment failed", "wrong address"]);

    const { id } = await this.create(channel, lines, { reserve: true });
    if (is_cancelled) {
      agenda.schedule(pick_up - 3 * HOUR, () => this.cancel(id, channel, lines, reason));
    } else if (is_split) {
      agenda.schedule(pick_up, () => this.fulfill(id, channel, [first], true));
      agenda.schedule(pick_up + 3 * DAY, () =>
        is_rest_damaged ? this.cancel(id, channel, rest, "rest damaged in store") : this.fulfill(id, channel, rest),
      );
    } else {
      agenda.schedule(pick_up, () => this.fulfill(id, channel, lines));
    }
  }

  /** Reserved the next morning and fulfilled two days after that. */
  async #supplyTrade(ordered_at: number, lines: Line[]) {
    const { agenda, client } = this.#options;
    const order = await this.create("trade", lines);
    const day = startOfDay(ordered_at);
    agenda.schedule(day + DAY + 8 * HOUR, () => client.post(`/api/v1/orders/${order.id}/reserve`));
    agenda.schedule(day + 3 * DAY + EVENING, () => this.fulfill(order.id, "trade", lines));
  }

  /** Creates an order. Its goods no longer count as available to the demo, whether it reserves them or not. */
  async create(channel: Channel, lines: Line[], more: Record<string, unknown> = {}): Promise<Order> {
    const { client, levels, location_ids } = this.#options;
    const location = LOCATION_OF[channel];
    this.#orders += 1;
    for (const { sku, quantity } of lines) levels.change(location, sku, { reserved: quantity });
    return client.post<Order>("/api/v1/orders", {
      number: `TW-${10_000 + this.#orders}`,
      location_id: location_ids[location],
      channel,
      customer: this.#customerOf(channel),
      ...(channel === "marketplace" ? { external_reference: `MKT-${804_000 + this.#orders * 7}` } : {}),
      items: lines,
      ...more,
    });
  }

  /** Fulfills everything that is open of an order, which is `lines`, or only `lines` if they are a `part`. */
  async fulfill(id: string, channel: Channel, lines: Line[], part = false) {
    const { client, levels } = this.#options;
    const items = lines.map(({ sku, quantity }) => ({ sku, quantity }));
    await client.post(`/api/v1/orders/${id}/fulfill`, part ? { items } : undefined);
    for (const { sku, quantity } of lines) {
      levels.change(LOCATION_OF[channel], sku, { on_hand: -quantity, reserved: -quantity });
    }
  }

  /** Cancels everything that is open of an order, which is `lines`. */
  async cancel(id: string, channel: Channel, lines: Line[], reason: string) {
    const { client, levels } = this.#options;
    await client.post(`/api/v1/orders/${id}/cancel`, { reason });
    for (const { sku, quantity } of lines) levels.change(LOCATION_OF[channel], sku, { reserved: -quantity });
  }

  /** What is available of what an order asks for. */
  #chooseLines(time: number, channel: Channel): Line[] {
    const { demand, levels } = this.#options;
    return demand.wanted(time, channel).flatMap(({ article: { sku, price }, quantity: wanted }) => {
      const quantity = Math.min(wanted, levels.available(LOCATION_OF[channel], sku));
      if (quantity <= 0) return [];
      const share = this.#priceShare(time, channel, sku);
      return [share === 1 ? { sku, quantity } : { sku, quantity, unit_price: Math.round(price * share * 100) / 100 }];
    });
  }

  /** What of its price an article is sold at: less to trade customers, and on offer. */
  #priceShare(time: number, channel: Channel, sku: string): number {
    const is_offered = sku === offer.sku && time > this.#options.today - offer.days * DAY;
    return is_offered ? offer.share : channel === "trade" ? 0.8 : 1;
  }

  #customerOf(channel: Channel) {
    const { random } = this.#options;
    if (channel === "trade") return random.pick(trade_customers);
    if (channel === "market" || (channel === "till" && random.percent(80))) return {};
    const name = random.pick(customers);
    return { name, email: `${name.toLowerCase().replaceAll(" ", ".")}@mail.example` };
  }
}

/** The next parcel pick-up: every evening but Sunday's, of orders placed at least an hour before. */
function nextPickUp(ordered_at: number): number {
  let pick_up = startOfDay(ordered_at) + EVENING;
  while (pick_up < ordered_at + HOUR || new Date(pick_up).getUTCDay() === 0) pick_up += DAY;
  return pick_up;
}
