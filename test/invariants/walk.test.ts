import fc from "fast-check";
import { expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { ENGINE } from "../support/databases";
import { openShop, type Shop } from "../support/shop";
import { THOROUGH } from "../support/thorough";
import { type Brought, shown, shownOrNull, stored } from "./books";
import {
  type Count,
  type Line,
  Model,
  type Order,
  type Outcome,
  open,
  proceedsOf,
  REORDER_POINT,
  receivable,
  statusOf,
} from "./model";

/** A request to libSQL takes several times as long, so there the full length is fewer runs. */
const FULL_RUNS = ENGINE === "d1" ? 30 : 10;
const RUNS = THOROUGH ? FULL_RUNS : 3;
const STEPS = { minLength: 22, maxLength: THOROUGH ? 60 : 22, size: "max" } as const;
const CHECK_EVERY = THOROUGH ? 1 : 5;

/** What orders sell for if they don't say it; the others have no price then. */
const PRICES: Record<string, bigint> = { MUG: stored(12.5) };

/** MUG and CUP are counted in whole units, TEA in eighths of a kilogram: in thousandths, as the model has them. */
const GRAIN = { MUG: 1000, TEA: 125, CUP: 1000 } as const;
const SKUS = ["MUG", "TEA", "CUP"] as const;
type Sku = (typeof SKUS)[number];

// Little happens to CUP, so that it has no stock now and then.
const sku = fc.constantFrom<Sku>("MUG", "MUG", "MUG", "TEA", "TEA", "TEA", "CUP");
const loc = fc.constantFrom(0, 1);
const few = fc.integer({ min: 1, max: 8 });
const which = fc.nat(30);
/** What one costs or is sold for, to the last decimal; null where it is not said. */
const money = fc.constantFrom<number | null>(null, null, 0, 0.0001, 1.25, 3.3333, 7.0001);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("adjust" as const),
      sku,
      loc,
      by: fc.integer({ min: -6, max: 12 }),
      cost: money,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("set" as const),
      sku,
      loc,
      to: fc.nat(12),
      wrong: fc.boolean(),
      cost: money,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("reprice" as const), sku, cost: money }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("order" as const),
      lines: fc.array(fc.record({ sku, loc, quantity: few, price: money }), { minLength: 1, maxLength: 3 }),
      reserve: fc.constantFrom("no", "all", "part"),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("reserve" as const), which, partial: fc.boolean(), stale: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("fulfil" as const),
      which,
      only: fc.option(fc.array(fc.record({ line: fc.nat(2), quantity: few }), { minLength: 1, maxLength: 3 })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("purchase" as const), sku, loc, quantity: few, cost: money }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("receive" as const),
      which,
      quantity: few,
      rejected: fc.constantFrom(0, 0, 1, 3),
      cost: money,
      over: fc.boolean(),
      end: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("transfer" as const), sku, from: loc, quantity: few }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("ship" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("arrive" as const), which, quantity: few, close: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("count" as const),
      sku,
      loc,
      seen: fc.array(fc.record({ seen: fc.integer({ min: 8, max: 25 }), ago: fc.nat(12) }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("see" as const), which, seen: fc.nat(25), ago: fc.nat(12) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("counted" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("archive" as const), sku: fc.constantFrom<Sku>("CUP", "MUG") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("track" as const), sku: fc.constantFrom<Sku>("CUP", "TEA") }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("crowd" as const),
      clients: fc.array(
        fc.record({
          verb: fc.constantFrom("adjust", "order", "fulfill", "cancel"),
          sku,
          loc,
          by: fc.constantFrom(-6, -4, -2, 1, 3),
          cost: money,
          which: fc.nat(30),
        }),
        { minLength: 3, maxLength: 7 },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("return" as const),
      which,
      line: fc.nat(2),
      quantity: few,
      sellable: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("nonsense" as const),
      sku,
      loc,
      quantity: fc.constantFrom(0, 0.00001, 1e9 + 1, "1e400"),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Do<Verb extends Step["do"]> = Extract<Step, { do: Verb }>;

type Quantities = Record<"on_hand" | "reserved" | "available" | "incoming" | "value", number> & {
  unit_cost: number | null;
};
type Entry = Record<"type" | "reference_id" | "variant_id" | "location_id", string> &
  Record<"on_hand_change" | "value_change" | "value_after", number> & { unit_cost: number | null };
type StoredLevel = Quantities & { sku: string; location_id: string };
const NOTHING: Quantities = {
  ...{ on_hand: 0, reserved: 0, available: 0, incoming: 0 },
  ...{ value: 0, unit_cost: null },
};

/** One walk: the same steps taken by Stockbook and by the model. */
class Walk {
  readonly model = new Model();
  private readonly places: string[];
  private last: { path: string; body: unknown; key: string; text: string } | null = null;
  /** The ids of the lines of orders, by the order's id. */
  private readonly line_ids = new Map<string, string[]>();
  /** Variants that are tracked by lots, each with the lot that all of its stock is in: none if it had no stock. */
  private readonly lots = new Map<Sku, string | null>();
  /** The events that the model expects since they were last compared. */
  private events: string[] = [];
  private cursor = "cur_0";

  constructor(private readonly shop: Shop) {
    this.places = [shop.warehouse, shop.store];
  }

  private place(at: number): string {
    return this.places[at] as string;
  }

  private get now(): number {
    return this.shop.app.clock.now.getTime();
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case "adjust":
      case "set":
        return this.adjust(step);
      case "order":
      case "reserve":
      case "fulfil":
      case "cancel":
      case "return":
        return this.sell(step);
      case "purchase":
      case "receive":
        return this.buy(step);
      case "transfer":
      case "ship":
      case "arrive":
        return this.carry(step);
      case "count":
      case "see":
      case "counted":
        return this.count(step);
      case "reprice":
        return this.reprice(step);
      case "archive":
        return this.archive(step.sku);
      case "track":
        return this.track(step.sku);
      case "crowd":
        return this.crowd(step.clients);
      case "nonsense": {
        const { sku, quantity } = step;
        const body = JSON.stringify({ sku, location_id: this.place(step.loc), quantity: "@", reason: "found" });
        const answer = await this.shop.tenant.request("POST", "/api/v1/inventory_adjustments", {
          body: body.replace('"@"', String(quantity)),
          headers: { "Content-Type": "application/json" },
        });
        expect(answer.status).toBe(422);
      }
    }
  }

  private async adjust(step: Do<"adjust" | "set">): Promise<void> {
    const { model } = this;
    const lot = this.lotOf(step.sku);
    if (!lot) return;
    const line = {
      sku: step.sku,
      location_id: this.place(step.loc),
      reason: "correction",
      ...costs(step.cost),
      ...lot,
    };
    const brought = costing(step.cost);
    if (step.do === "adjust") {
      const body = { ...line, quantity: amount(step.sku, step.by) };
      const dry = await this.shop.post("inventory_adjustments?dry_run=true", body);
      const expected =
        step.by === 0 ? "validation_failed" : model.adjust(step.sku, step.loc, scaled(step.sku, step.by), brought);
      const made = await this.write("inventory_adjustments", body, expected, ["inventory.adjusted"]);
      if (expected === "ok") expect(valuesOf(made.ledger_entries)).toEqual(valuesOf(dry.body.data.ledger_entries));
      return;
    }
    const level = model.level(step.sku, step.loc);
    const expected_on_hand = level.on_hand / 1000 + (step.wrong ? 1 : 0);
    const body = { ...line, set_to: amount(step.sku, step.to), expected_on_hand };
    if (!step.wrong) model.move(step.sku, step.loc, scaled(step.sku, step.to) - level.on_hand, 0, brought);
    const expected = step.wrong ? "conflict" : "ok";
    await this.write("inventory_adjustments", body, expected, ["inventory.adjusted"]);
  }

  /** Gives a variant another cost, and with it all of its stock. */
  private async reprice({ sku, cost }: Do<"reprice">): Promise<void> {
    const { model, shop } = this;
    shop.app.clock.advance(1000);
    const [variant] = (await shop.get(`variants?sku=${sku}`)).body.data;
    const expected = model.reprice(sku, cost === null ? null : stored(cost));
    const answer = await shop.patch(`variants/${variant.id}`, { cost });
    expect({ sku, cost, code: answer.body.errors?.[0].code ?? "ok" }).toEqual({ sku, cost, code: expected });
    if (expected !== "ok") return;
    expect(answer.body.data.cost).toBe(shownOrNull(model.books.cost(sku)));
    this.events.push("product.updated");
    model.remember(this.now);
  }

  private async sell(step: Do<"order" | "reserve" | "fulfil" | "cancel" | "return">): Promise<void> {
    const { model } = this;
    if (step.do === "order") {
      const lines = step.lines.map((line): Line => newLine(line, scaled(line.sku, line.quantity)));
      const order: Order = { id: "", lines, cancelled: false };
      const expected = step.reserve === "no" ? "ok" : model.take(order, step.reserve === "part");
      const items = step.lines.map(({ sku, loc, quantity, price }) => ({
        sku,
        location_id: this.place(loc),
        quantity: amount(sku, quantity),
        ...(price === null ? {} : { unit_price: price }),
      }));
      const reserve = step.reserve === "no" ? {} : { reserve: true, allow_partial: step.reserve === "part" };
      const reserved = lines.some((line) => line.reserved > 0) ? ["order.reserved"] : [];
      const made = await this.write("orders", { items, ...reserve }, expected, ["order.created", ...reserved]);
      if (expected === "ok") this.add(order, made);
      return;
    }
    const order = pick(model.orders, step.which);
    if (!order) return;
    const path = `orders/${order.id}`;
    if (step.do === "reserve") {
      const valid = RESERVABLE.includes(statusOf(order)) && order.lines.some((line) => open(line) > line.reserved);
      if (step.stale) {
        const refused = valid ? "stale_version" : "invalid_status";
        return void (await this.write(`${path}/reserve`, {}, refused, [], { "If-Match": '"999"' }));
      }
      const before = reservedOf(order);
      const expected = model.reserve(order, step.partial);
      const events = reservedOf(order) > before ? ["order.reserved"] : [];
      return void (await this.write(`${path}/reserve`, { allow_partial: step.partial }, expected, events));
    }
    if (step.do === "fulfil") {
      const only = step.only?.map(({ line, quantity }) => {
        const at = line % order.lines.length;
        return { line: at, quantity: scaled((order.lines[at] as Line).sku as Sku, quantity) };
      });
      const items = only?.map(({ line, quantity }) => ({
        order_item_id: this.lineOf(order, line),
        quantity: quantity / 1000,
      }));
      const expected = model.fulfil(order, only);
      return void (await this.write(`${path}/fulfill`, items ? { items } : {}, expected, [`order.${statusOf(order)}`]));
    }
    if (step.do === "cancel") {
      return void (await this.write(`${path}/cancel`, {}, model.cancel(order), ["order.cancelled"]));
    }
    const at = step.line % order.lines.length;
    const line = order.lines[at] as Line;
    // What was shipped before there were lots comes back into a lot in quarantine, which this model knows nothing of.
    if (this.lots.has(line.sku as Sku)) return;
    const quantity = scaled(line.sku as Sku, step.quantity);
    const condition = step.sellable ? "sellable" : "damaged";
    const item = { order_item_id: this.lineOf(order, at), quantity: quantity / 1000, condition };
    const expected = model.claim(order, at, quantity);
    const body = { order_id: order.id, items: [item] };
    const made = await this.write("return_authorizations", body, expected, ["return_authorization.created"]);
    if (expected !== "ok") return;
    const value = model.giveBack(order, at, quantity, step.sellable);
    const path_of_receipt = `return_authorizations/${made.id}/receive`;
    const received = await this.write(path_of_receipt, {}, "ok", ["return_authorization.received"]);
    expect(received.items).toMatchObject([{ value: shown(value) }]);
  }

  private add(order: Order, made: { id: string; items: { id: string }[] }): void {
    this.model.orders.push({ ...order, id: made.id });
    this.line_ids.set(
      made.id,
      made.items.map(({ id }) => id),
    );
  }

  private lineOf(order: Order, at: number): string {
    return this.line_ids.get(order.id)?.[at] as string;
  }

  private async buy(step: Do<"purchase" | "receive">): Promise<void> {
    const { model } = this;
    if (step.do === "purchase") {
      const { sku, loc } = step;
      const items = [{ sku, quantity: amount(sku, step.quantity), unit_cost: step.cost }];
      const body = { supplier_id: this.shop.supplier, location_id: this.place(loc), items };
      const { id } = await this.write("purchase_orders", body, "ok", ["purchase_order.created"]);
      const quantity = scaled(sku, step.quantity);
      const unit_cost = step.cost === null ? null : stored(step.cost);
      model.purchases.push({ id, sku, loc, quantity, unit_cost, received: 0, rejected: 0, ended: false });
      return;
    }
    const purchase = pick(model.purchases, step.which);
    if (!purchase) return;
    const sku = purchase.sku as Sku;
    const lot = this.lotOf(sku);
    if (lot) {
      const [quantity, rejected] = [scaled(sku, step.quantity), scaled(sku, step.rejected)];
      // What it costs is as ordered, unless the receipt says otherwise.
      const own = step.cost === null ? {} : { unit_cost: step.cost };
      const unit_cost = step.cost === null ? purchase.unit_cost : stored(step.cost);
      const items = [{ sku, quantity: quantity / 1000, rejected_quantity: rejected / 1000, ...own, ...lot }];
      const body = { items, allow_over_receipt: step.over };
      const expected = model.receive(purchase, quantity, rejected, step.over, unit_cost);
      await this.write(`purchase_orders/${purchase.id}/receive`, body, expected, ["purchase_order.received"]);
    }
    if (!step.end) return;
    const is_open = !purchase.ended && receivable(purchase) > 0;
    purchase.ended = true;
    const expected = is_open ? "ok" : "invalid_status";
    await this.write(`purchase_orders/${purchase.id}/cancel`, {}, expected, ["purchase_order.cancelled"]);
  }

  private async carry(step: Do<"transfer" | "ship" | "arrive">): Promise<void> {
    const { model } = this;
    if (step.do === "transfer") {
      const { sku, from } = step;
      const items = [{ sku, quantity: amount(sku, step.quantity) }];
      const ends = { from_location_id: this.place(from), to_location_id: this.place(1 - from) };
      const { id } = await this.write("stock_transfers", { ...ends, items }, "ok", ["stock_transfer.created"]);
      const quantity = scaled(sku, step.quantity);
      model.transfers.push({
        ...{ id, sku, from, to: 1 - from, quantity },
        ...{ shipped: 0, received: 0, lost: 0, status: "draft" },
        ...{ shipped_value: 0n, received_value: 0n, lost_value: 0n },
      });
      return;
    }
    const transfer = pick(model.transfers, step.which);
    if (!transfer) return;
    const path = `stock_transfers/${transfer.id}`;
    if (step.do === "ship") {
      return void (await this.write(`${path}/ship`, {}, model.send(transfer), ["stock_transfer.shipped"]));
    }
    const quantity = scaled(transfer.sku as Sku, step.quantity);
    const body = { items: [{ sku: transfer.sku, quantity: quantity / 1000 }], close: step.close };
    const expected = model.arrive(transfer, quantity, step.close);
    await this.write(`${path}/receive`, body, expected, ["stock_transfer.received"]);
  }

  /** Counts overlap, and are dated back. */
  private async count(step: Do<"count" | "see" | "counted">): Promise<void> {
    const { model } = this;
    if (step.do === "count") {
      const { sku, loc } = step;
      if (this.lots.has(sku)) return;
      for (const { seen, ago } of step.seen) {
        this.shop.app.clock.advance(1000);
        const { id } = await this.shop.made("cycle_counts", { location_id: this.place(loc), skus: [sku] });
        await this.shop.post(`cycle_counts/${id}/start`);
        this.events.push("cycle_count.created", "cycle_count.started");
        const count: Count = { id, sku, loc, counted: null, status: "in_progress" };
        model.counts.push(count);
        await this.see(count, seen, ago);
      }
      return;
    }
    const open_ones = model.counts.filter(({ status }) => status === "in_progress");
    // Now and then one that is completed already.
    const count = pick(step.which % 5 === 0 ? model.counts : open_ones, step.which);
    if (!count) return;
    return step.do === "counted" ? this.finish(count) : this.see(count, step.seen, step.ago);
  }

  /** Counts now, or for the moment of an earlier write. */
  private async see(count: Count, seen: number, ago: number): Promise<void> {
    const { model } = this;
    const at = ago % 3 === 0 ? this.now : (pick(model.past.toReversed(), ago)?.at ?? this.now);
    const quantity = scaled(count.sku as Sku, seen);
    const counted = { sku: count.sku, counted_quantity: quantity / 1000, counted_at: new Date(at).toISOString() };
    const answer = await this.shop.patch(`cycle_counts/${count.id}`, { cycle_count_items_attributes: [counted] });
    const code = answer.status === 200 ? "ok" : answer.body.errors[0].code;
    expect({ counted, code }).toEqual({ counted, code: model.see(count, quantity, at) });
    if (code !== "ok") return;
    this.events.push("cycle_count.updated");
    expect(answer.body.data.items[0].expected_quantity).toBe((count.counted?.expected ?? 0) / 1000);
  }

  private async finish(count: Count): Promise<void> {
    this.shop.app.clock.advance(1000);
    const expected = this.model.finish(count, this.now + 1000);
    await this.write(`cycle_counts/${count.id}/complete`, {}, expected, ["cycle_count.completed"]);
  }

  /** Archives a variant if nothing needs it, finds that nothing can be done with it, and restores it. */
  private async archive(sku: Sku): Promise<void> {
    const { model, shop } = this;
    if (model.counts.some((count) => count.sku === sku && count.status === "in_progress")) return;
    const [variant] = (await shop.get(`variants?sku=${sku}`)).body.data;
    const path = `/api/v1/products/${variant.product_id}`;
    const answer = await shop.tenant.request("DELETE", path);
    const expected = model.isInUse(sku) ? ["in_use"] : [];
    expect([sku, answer.body?.errors?.map(({ code }: { code: string }) => code) ?? []]).toEqual([sku, expected]);
    if (expected.length > 0) return;
    const line = { sku, location_id: shop.warehouse, quantity: 1 };
    await this.write("inventory_adjustments", { ...line, reason: "found" }, "validation_failed");
    await this.write("orders", { items: [line] }, "validation_failed");
    expect((await shop.tenant.request("PATCH", path, { body: { status: "active" } })).status).toBe(200);
    this.events.push("product.archived", "product.updated");
  }

  /** Turns on tracking by lots: all stock is then in one lot, so nothing else becomes different. */
  private async track(sku: Sku): Promise<void> {
    const { model, shop } = this;
    if (this.lots.has(sku)) return;
    const [variant] = (await shop.get(`variants?sku=${sku}`)).body.data;
    const answer = await shop.patch(`variants/${variant.id}`, { lot_tracked: true });
    const under_way =
      model.counts.some((count) => count.sku === sku && count.status === "in_progress") ||
      model.transfers.some((one) => one.sku === sku && one.shipped > one.received + one.lost);
    expect([sku, answer.body.errors?.[0].code]).toEqual([sku, under_way ? "in_use" : undefined]);
    if (under_way) return;
    this.events.push("product.updated");
    const [lot] = (await shop.get(`lots?sku=${sku}`)).body.data;
    this.lots.set(sku, lot?.lot_number ?? null);
  }

  /** Names the lot of what arrives of a variant that is tracked by lots; null if it has none to be named. */
  private lotOf(sku: Sku): { lot_number?: string } | null {
    if (!this.lots.has(sku)) return {};
    const lot_number = this.lots.get(sku);
    return lot_number ? { lot_number } : null;
  }

  /** Several clients at once. Who comes first is open; what has succeeded has had its effect, once, and nothing else has. */
  private async crowd(clients: Do<"crowd">["clients"]): Promise<void> {
    const { model, shop } = this;
    await this.checkEvents();
    shop.app.clock.advance(1000);
    const orders = [...model.orders];
    const requests = clients.map(({ verb, sku, loc, by, cost, which }) => {
      const line = { sku, location_id: this.place(loc), quantity: amount(sku, verb === "order" ? Math.abs(by) : by) };
      const order = pick(orders, which);
      if (verb === "adjust") {
        const lot = this.lotOf(sku);
        const body = { ...line, reason: "correction", ...costs(cost), ...lot };
        const done = () => void model.move(sku, loc, scaled(sku, by), 0, costing(cost));
        return lot && { path: "inventory_adjustments", body, done, event: (): string => "inventory.adjusted" };
      }
      if (verb === "order") {
        const done = (made: { id: string; items: { id: string }[] }) => {
          const quantity = scaled(sku, Math.abs(by));
          const lines = [{ ...newLine({ sku, loc, price: null }, quantity), reserved: quantity }];
          model.move(sku, loc, 0, quantity);
          this.add({ id: "", lines, cancelled: false }, made);
        };
        return { path: "orders", body: { items: [line], reserve: true }, done, event: (): string => "order.created" };
      }
      if (!order) return null;
      const done = () => {
        const valid = !["fulfilled", "cancelled"].includes(statusOf(order));
        expect({ verb, valid }).toEqual({ verb, valid: true });
        if (verb === "cancel") model.cancel(order);
        else model.ship(order, order.lines.map(open));
      };
      return { path: `orders/${order.id}/${verb}`, body: {}, done, event: (): string => `order.${statusOf(order)}` };
    });
    const sent = requests.filter((request) => request !== null);
    const answers = await Promise.all(sent.map(({ path, body }) => shop.post(path, body)));
    const tried = sent.map((request, at) => ({ ...request, answer: answers[at] as (typeof answers)[number] }));
    for (const { path, answer } of tried.filter(({ answer }) => answer.status >= 300)) {
      expect({ path, codes: answer.body.errors.map(({ code }: { code: string }) => code) }).toEqual({
        path,
        codes: answer.body.errors.map(() => expect.stringMatching(/^(insufficient_stock|invalid_status)$/)),
      });
    }
    // What they are worth depends on who came first: the ledger says it.
    const { data: entries } = (await shop.get(`inventory_ledger?per_page=100&from=${shop.app.clock.now.toISOString()}`))
      .body;
    const turn = ({ answer }: (typeof tried)[number]) =>
      entries.findLastIndex((entry: Entry) => entry.reference_id === answer.body.data.id);
    const succeeded = tried.filter(({ answer }) => answer.status < 300);
    const expected = succeeded
      .toSorted((one, other) => turn(one) - turn(other))
      .flatMap(({ path, done, event, answer }) => {
        done(answer.body.data);
        return path === "orders" ? [event(), "order.reserved"] : [event()];
      });
    model.told = [];
    model.remember(this.now);
    const told = await this.eventsSince();
    expect(told.filter((type) => !type.startsWith("inventory.") || type === "inventory.adjusted").toSorted()).toEqual(
      expected.toSorted(),
    );
    await this.checkLevels();
  }

  /**
   * Writes, expects what the model says, and repeats it: the same key gives the same answer, with another body none.
   * `events` are those of the document, if it succeeds.
   */
  private async write(
    path: string,
    body: unknown,
    expected: Outcome,
    events: readonly string[] = [],
    headers: Record<string, string> = {},
  ) {
    this.shop.app.clock.advance(1000);
    const key = crypto.randomUUID();
    const answer = await this.shop.post(path, body, { "Idempotency-Key": key, ...headers });
    const code = answer.status < 300 ? "ok" : answer.body.errors[0].code;
    expect({ path, body, code }).toEqual({ path, body, code: expected });
    if (this.last) {
      const again = await this.shop.post(this.last.path, this.last.body, { "Idempotency-Key": this.last.key });
      expect(again.text).toBe(this.last.text);
      const other = await this.shop.post(this.last.path, { other: true }, { "Idempotency-Key": this.last.key });
      expect(other.body.errors[0].code).toBe("idempotency_key_reused");
    }
    this.last = { path, body, key, text: answer.text };
    if (code === "ok") this.events.push(...events, ...this.model.told);
    this.model.told = [];
    this.model.remember(this.now);
    return answer.body.data;
  }

  /** The types of the events since this was last asked. */
  private async eventsSince(): Promise<string[]> {
    const { data, meta } = (await this.shop.get(`events?per_page=100&cursor=${this.cursor}`)).body;
    this.cursor = meta.resume_cursor;
    return data.map(({ type }: { type: string }) => type);
  }

  /** Events are those that the model expects since they were last compared. */
  private async checkEvents(): Promise<void> {
    const expected = this.events.toSorted();
    this.events = [];
    expect((await this.eventsSince()).toSorted()).toEqual(expected);
  }

  /** Forgets the events so far, and starts with nothing. */
  async begin(): Promise<void> {
    await this.eventsSince();
    for (const sku of SKUS.slice(0, 2)) {
      for (const loc of [0, 1] as const) await this.take({ do: "adjust", sku, loc, by: 20, cost: 1.25 + loc });
    }
  }

  /** Levels, those of an earlier moment, events and the law agree with the model. */
  async check(): Promise<void> {
    await this.checkLevels();
    await this.checkEvents();
    const { past } = this.model;
    const moment = past[Math.floor(past.length / 2)];
    if (moment) await this.checkPast(moment);
    expect(await this.shop.discrepancies()).toEqual([]);
  }

  private async checkLevels(): Promise<void> {
    const { data } = (await this.shop.get("inventory_levels?per_page=100")).body;
    for (const { of, at, found } of this.found(data)) {
      const { on_hand, reserved, available, incoming, value, unit_cost } = found ?? NOTHING;
      const level = this.model.level(of, at);
      expect({ of, at, on_hand, reserved, available, incoming, value, unit_cost }).toEqual({
        of,
        at,
        on_hand: level.on_hand / 1000,
        reserved: level.reserved / 1000,
        available: (level.on_hand - level.reserved) / 1000,
        incoming: this.model.incoming(of, at) / 1000,
        value: shown(this.model.books.value(of, at)),
        unit_cost: shownOrNull(this.model.books.unitCost(of, at)),
      });
    }
    const { data: variants } = (await this.shop.get("variants?per_page=100")).body;
    expect(SKUS.map((of) => [of, variants.find(({ sku }: { sku: string }) => sku === of).cost])).toEqual(
      SKUS.map((of) => [of, shownOrNull(this.model.books.cost(of))]),
    );
  }

  private async checkPast({ at: time }: { at: number }): Promise<void> {
    const as_of = new Date(time).toISOString();
    const { data } = (await this.shop.get(`inventory_levels?per_page=100&as_of=${as_of}`)).body;
    for (const { of, at, found } of this.found(data)) {
      const { on_hand, reserved, value } = found ?? NOTHING;
      const level = this.model.levelAt(of, at, time);
      expect({ as_of, of, at, on_hand, reserved, value }).toEqual({
        as_of,
        of,
        at,
        on_hand: level.on_hand / 1000,
        reserved: level.reserved / 1000,
        value: shown(level.value),
      });
    }
  }

  /** The level of each variant at each place, of those that were read. */
  private found(levels: StoredLevel[]) {
    return SKUS.flatMap((of) =>
      this.places.map((location_id, at) => ({
        of,
        at,
        found: levels.find((level) => level.sku === of && level.location_id === location_id),
      })),
    );
  }

  /** Every document, and the ledger from its first entry on. */
  async checkAll(): Promise<void> {
    for (const purchase of this.model.purchases) {
      const { id, received, rejected, ended } = purchase;
      const { status, items } = (await this.shop.get(`purchase_orders/${id}`)).body.data;
      const open_status = received + rejected > 0 ? "partially_received" : "ordered";
      const closed = receivable(purchase) === 0 ? "received" : open_status;
      if (!ended) expect([id, status]).toEqual([id, closed]);
      expect(items).toMatchObject([{ received_quantity: received / 1000, rejected_quantity: rejected / 1000 }]);
    }
    for (const transfer of this.model.transfers) {
      const { id, status, received, lost } = transfer;
      const { data } = (await this.shop.get(`stock_transfers/${id}`)).body;
      expect([id, data.status]).toEqual([id, status]);
      expect(data.items).toMatchObject([
        {
          received_quantity: received / 1000,
          lost_quantity: lost / 1000,
          shipped_value: shown(transfer.shipped_value),
          received_value: shown(transfer.received_value),
          lost_value: shown(transfer.lost_value),
        },
      ]);
    }
    for (const order of this.model.orders) {
      const { status, items, cost_of_goods, margin } = (await this.shop.get(`orders/${order.id}`)).body.data;
      const proceeds = proceedsOf(order);
      expect({ id: order.id, status, items, cost_of_goods, margin }).toMatchObject({
        id: order.id,
        status: statusOf(order),
        cost_of_goods: shown(proceeds.cost),
        margin: shownOrNull(proceeds.margin),
        items: order.lines.map((line) => ({
          sku: line.sku,
          quantity: line.quantity / 1000,
          reserved_quantity: line.reserved / 1000,
          fulfilled_quantity: line.fulfilled / 1000,
          cancelled_quantity: line.cancelled / 1000,
          returned_quantity: line.returned / 1000,
        })),
      });
    }
    const { data, meta } = (await this.shop.get("inventory_ledger?per_page=100")).body;
    expect(meta.total).toBeLessThanOrEqual(100 * meta.total_pages);
    const running = new Map<string, Level>();
    type Level = { on_hand: number; reserved: number; value: number };
    for (const [at, entry] of data.entries()) {
      const key = `${entry.variant_id} ${entry.location_id}`;
      const before = running.get(key) ?? { on_hand: 0, reserved: 0, value: 0 };
      const round = (value: number) => Math.round(value * 10_000) / 10_000;
      const after = {
        on_hand: round(before.on_hand + entry.on_hand_change),
        reserved: round(before.reserved + entry.reserved_change),
        value: round(before.value + entry.value_change),
      };
      const { on_hand_after: on_hand, reserved_after: reserved, value_after: value } = entry;
      expect({ on_hand, reserved, value }).toEqual(after);
      expect(entry.sequence).toBe(at + 1);
      if (at > 0) expect(entry.occurred_at >= data[at - 1].occurred_at).toBe(true);
      running.set(key, after);
    }
  }
}

/** How each walk begins, since chance seldom does it: a purchase order that is exceeded, counts that overlap, and tracking turned on. */
const BEGINNING: readonly Step[] = [
  { do: "purchase", sku: "MUG", loc: 0, quantity: 3, cost: 2 },
  { do: "receive", which: 0, quantity: 2, rejected: 3, cost: null, over: true, end: true },
  {
    do: "count",
    sku: "MUG",
    loc: 0,
    seen: [
      { seen: 18, ago: 0 },
      { seen: 17, ago: 1 },
    ],
  },
  { do: "adjust", sku: "MUG", loc: 0, by: 5, cost: 3.3333 },
  { do: "counted", which: 1 },
  { do: "counted", which: 2 },
  { do: "order", lines: [{ sku: "CUP", loc: 0, quantity: 1, price: null }], reserve: "no" },
  { do: "archive", sku: "CUP" },
  { do: "order", lines: [{ sku: "TEA", loc: 0, quantity: 8, price: 7.0001 }], reserve: "all" },
];

const RESERVABLE = ["pending", "partially_reserved", "partially_fulfilled"];

const amount = (of: Sku, quantity: number) => (quantity * GRAIN[of]) / 1000;
const scaled = (of: Sku, quantity: number) => quantity * GRAIN[of];
const reservedOf = ({ lines }: Order) => lines.reduce((sum, line) => sum + line.reserved, 0);

function newLine({ sku, loc, price }: { sku: string; loc: number; price: number | null }, quantity: number): Line {
  return {
    ...{ sku, loc, quantity, reserved: 0, fulfilled: 0, cancelled: 0, claimed: 0, returned: 0 },
    ...{ price: price === null ? (PRICES[sku] ?? null) : stored(price), revenue: 0n, cost: 0n, returned_cost: 0n },
  };
}

/** An adjustment's cost, in a request and for the model. */
const costs = (cost: number | null) => (cost === null ? {} : { unit_cost: cost });
const costing = (cost: number | null): Brought => (cost === null ? null : { unit_cost: stored(cost) });

const valuesOf = (entries: readonly Entry[]) =>
  entries.map(({ unit_cost, value_change, value_after }) => ({ unit_cost, value_change, value_after }));

function pick<T>(from: readonly T[], at: number): T | undefined {
  return from.length === 0 ? undefined : from[at % from.length];
}

test("whatever is done in whatever order, stock, documents and ledger are what a simple model says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, STEPS), async (steps) => {
      const shop = await openShop(createTestApp(), {
        modules: ["traceability"],
        settings: { default_reorder_point: REORDER_POINT / 1000, rate_limits: { requests_per_minute: 100_000 } },
      });
      await shop.product("CUP");
      const walk = new Walk(shop);
      await walk.begin();
      for (const [at, one] of [...BEGINNING, ...steps, { do: "track", sku: "TEA" } as const].entries()) {
        await walk.take(one);
        if (at % CHECK_EVERY === 0) await walk.check();
      }
      await walk.check();
      await walk.checkAll();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 900_000);
