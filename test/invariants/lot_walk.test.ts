import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/shared/clock";
import { createTestApp } from "../support/app";
import { type Dairy, openDairy } from "../support/dairy";
import { ENGINE } from "../support/databases";
import { THOROUGH } from "../support/thorough";
import { shown, shownOrNull, stored } from "./books";
import { type Lot, LotModel, newClaim, type Outcome, statusOf, sum } from "./lot_model";

/** A request to libSQL takes several times as long, so there the full length is fewer runs. */
const FULL_RUNS = ENGINE === "d1" ? 25 : 10;
const RUNS = THOROUGH ? FULL_RUNS : 3;
const STEPS = { minLength: 22, maxLength: THOROUGH ? 60 : 22, size: "max" } as const;
const CHECK_EVERY = THOROUGH ? 1 : 5;
const FIRST_DAY = "2026-03-26";
/** What orders sell MILK for if they don't say it. */
const PRICE = 2;
const DAY = 24 * 60 * 60 * 1000;
/** How long the lots last that may be received, in days from the first; the days the clocks change are among them. */
const LASTING = [1, 3, 3, 5, null, 0] as const;

const loc = fc.constantFrom(0, 1);
const few = fc.integer({ min: 1, max: 6 });
const which = fc.nat(30);
/** What one costs or is sold for, to the last decimal; null where it is not said. */
const money = fc.constantFrom<number | null>(null, 0, 0.0001, 1.25, 3.3333, 7.0001);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("receive" as const), lot: fc.nat(5), loc, quantity: few, cost: money }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("order" as const),
      loc,
      quantity: few,
      reserve: fc.boolean(),
      price: money,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reprice" as const), cost: money }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("reserve" as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("fulfil" as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("part" as const),
      which,
      parts: fc.array(fc.record({ lot: fc.option(fc.nat(5)), quantity: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("waste" as const), loc, quantity: few, lot: fc.option(fc.nat(5)) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      which,
      status: fc.constantFrom("quarantine" as const, "recall" as const, "release" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("sleep" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("ship" as const), from: loc, quantity: few, lot: fc.option(fc.nat(5)) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("arrive" as const),
      which,
      part: fc.option(
        fc.record({ quantity: fc.integer({ min: 1, max: 4 }), lot: fc.option(fc.nat(5)), close: fc.boolean() }),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("crowd" as const),
      clients: fc.array(fc.record({ verb: fc.constantFrom("order", "order", "waste"), loc, quantity: few }), {
        minLength: 3,
        maxLength: 6,
      }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("bake" as const), loc, quantity: few }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("baked" as const),
      which,
      used: fc.nat(8),
      wasted: fc.nat(2),
      made: fc.nat(4),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("unbake" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("count" as const), loc, which, seen: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("return" as const), which, sellable: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Entry = Record<"type" | "sku" | "location_id" | "reference_id", string> &
  Record<"sequence" | "quantity" | "on_hand_change" | "value_change" | "value_after", number> & {
    unit_cost: number | null;
    occurred_at: string;
  };
const NOTHING = { on_hand: 0, reserved: 0, held: 0, available: 0, value: 0, unit_cost: null };

const WORDS = { quarantine: "quarantine", recall: "recalled", release: "active" } as const;

/** One walk through the life of MILK, which is tracked by lots and baked into CAKE: Stockbook's and the model's. */
class Walk {
  readonly model = new LotModel();
  private readonly places: string[];
  private readonly ids = new Map<Lot, string>();
  /** The last entry of the ledger that the model knows. */
  private last = { sequence: 0, occurred_at: "2026-01-01T00:00:00Z" };

  constructor(
    private readonly shop: Dairy,
    private readonly recipe_id: string,
  ) {
    this.places = [shop.warehouse, shop.store];
  }

  async take(step: Step): Promise<void> {
    const { model, shop } = this;
    const place = (at: number) => this.places[at] as string;
    switch (step.do) {
      case "receive": {
        const lasting = LASTING[step.lot] as number | null;
        const number = `L${step.lot}`;
        const known = model.lots.some((lot) => lot.number === number);
        model.receive(number, lasting, step.loc, step.quantity);
        const dated = known || lasting === null ? {} : { expiry_date: addDays(FIRST_DAY, lasting) };
        const line = { sku: "MILK", location_id: place(step.loc), quantity: step.quantity, reason: "received" };
        const costs = step.cost === null ? {} : { unit_cost: step.cost };
        const made = await this.write(
          "inventory_adjustments",
          { ...line, lot_number: number, ...dated, ...costs },
          "ok",
        );
        if (step.cost !== null) model.costs.set(made.id, stored(step.cost));
        return void this.ids.set(model.lots.find((lot) => lot.number === number) as Lot, made.lot_id);
      }
      case "order": {
        const order = newClaim(step.loc, step.quantity, step.price ?? PRICE);
        const expected = step.reserve ? model.reserve(order) : "ok";
        const priced = step.price === null ? {} : { unit_price: step.price };
        const items = [{ sku: "MILK", quantity: step.quantity, ...priced }];
        const made = await this.write(
          "orders",
          { location_id: place(step.loc), items, reserve: step.reserve },
          expected,
        );
        if (expected === "ok") model.orders.push({ ...order, id: made.id, status: statusOf(order) });
        return;
      }
      case "reserve": {
        const order = pick(model.orders, step.which);
        if (!order) return;
        const valid = ["pending", "partially_reserved", "partially_fulfilled"].includes(order.status);
        const is_short = sum(order.reserved) + sum(order.taken) < order.quantity;
        const expected = valid && is_short ? model.reserve(order) : "invalid_status";
        if (expected === "ok") order.status = statusOf(order);
        return void (await this.write(`orders/${order.id}/reserve`, {}, expected));
      }
      case "fulfil": {
        const order = pick(model.orders, step.which);
        if (!order) return;
        const valid = !["fulfilled", "cancelled"].includes(order.status);
        const expected = valid ? model.take(order, order.quantity - sum(order.taken)) : "invalid_status";
        if (expected === "ok") {
          model.release(order);
          order.status = "fulfilled";
        }
        return void (await this.write(`orders/${order.id}/fulfill`, {}, expected));
      }
      case "part": {
        const order = pick(model.orders, step.which);
        if (!order) return;
        const parts = step.parts.map(({ lot, quantity }) => ({ lot: this.named(lot), quantity }));
        const valid = !["fulfilled", "cancelled"].includes(order.status);
        const expected = valid ? model.takeParts(order, parts) : "invalid_status";
        if (expected === "ok") order.status = statusOf(order);
        const items = parts.map(({ lot, quantity }) => ({ sku: "MILK", quantity, ...this.lotId(lot) }));
        return void (await this.write(`orders/${order.id}/fulfill`, { items }, expected));
      }
      case "cancel": {
        const order = pick(model.orders, step.which);
        if (!order) return;
        const valid = !["fulfilled", "cancelled"].includes(order.status);
        if (valid) {
          model.release(order);
          order.status = "cancelled";
        }
        return void (await this.write(`orders/${order.id}/cancel`, {}, valid ? "ok" : "invalid_status"));
      }
      case "waste": {
        const lot = step.lot === null ? undefined : pick(model.lots, step.lot);
        const expected = model.waste(step.loc, step.quantity, lot);
        const named = lot ? { lot_record_id: this.ids.get(lot) } : {};
        const body = {
          sku: "MILK",
          location_id: place(step.loc),
          quantity: step.quantity,
          reason: "spoilage",
          ...named,
        };
        return void (await this.write("waste_records", body, expected));
      }
      case "decide": {
        const lot = pick(model.lots, step.which);
        if (!lot) return;
        const refused = step.status === "quarantine" && lot.disposition === "recalled";
        if (!refused) model.block(lot, WORDS[step.status]);
        const answer = await shop.patch(`lots/${this.ids.get(lot)}`, { status: step.status });
        return void expect(answer.status).toBe(refused ? 422 : 200);
      }
      case "sleep": {
        model.day += 1;
        return void shop.app.clock.advance(DAY);
      }
      case "ship": {
        const transfer = {
          ...{ id: "", from: step.from, quantity: step.quantity, moving: new Map(), status: "in_transit" },
          ...{ shipped: nothing(), received: nothing(), lost: nothing() },
        };
        const items = [{ sku: "MILK", quantity: step.quantity }];
        const ends = { from_location_id: place(step.from), to_location_id: place(1 - step.from) };
        const { id } = await this.write("stock_transfers", { ...ends, items }, "ok");
        const lot = this.named(step.lot);
        const expected = model.ship(transfer, lot);
        if (expected === "ok") model.transfers.push({ ...transfer, id });
        const body = lot ? { items: [{ sku: "MILK", quantity: step.quantity, ...this.lotId(lot) }] } : {};
        return void (await this.write(`stock_transfers/${id}/ship`, body, expected));
      }
      case "arrive": {
        const transfer = pick(model.transfers, step.which);
        if (!transfer) return;
        const { quantity, lot = null, close } = step.part ?? { quantity: sum(transfer.moving), close: false };
        const only = this.named(lot);
        const expected = model.arrive(transfer, quantity, only, close);
        const body = step.part ? { items: [{ sku: "MILK", quantity, ...this.lotId(only) }], close } : {};
        return void (await this.write(`stock_transfers/${transfer.id}/receive`, body, expected));
      }
      case "crowd":
        return this.crowd(step.clients);
      case "bake": {
        const batch = newClaim(step.loc, step.quantity);
        const expected = model.reserve(batch);
        const planned = { recipe_id: this.recipe_id, location_id: place(step.loc), planned_quantity: step.quantity };
        const made = await this.write("production_batches", planned, expected);
        if (expected !== "ok") return;
        model.batches.push({ ...batch, id: made.id, status: "in_progress" });
        return void (await this.write(`production_batches/${made.id}/start`, {}, "ok"));
      }
      case "baked": {
        const batch = pick(model.batches, step.which);
        if (!batch) return;
        const valid = batch.status === "in_progress";
        const expected = valid ? model.take(batch, step.used + step.wasted) : "invalid_status";
        if (expected === "ok") {
          model.release(batch);
          batch.status = "completed";
          model.made[batch.loc] = (model.made[batch.loc] as number) + step.made;
        }
        const input = { actual_quantity: step.used, waste_quantity: step.wasted };
        const inputs = [{ production_batch_input_id: `${batch.id.replace("bat_", "bat_line_")}_1`, ...input }];
        const body = { actual_quantity_produced: step.made, inputs };
        return void (await this.write(`production_batches/${batch.id}/complete`, body, expected));
      }
      case "unbake": {
        const batch = pick(model.batches, step.which);
        if (!batch) return;
        const valid = batch.status === "in_progress";
        if (valid) {
          model.release(batch);
          batch.status = "cancelled";
        }
        return void (await this.write(`production_batches/${batch.id}/cancel`, {}, valid ? "ok" : "invalid_status"));
      }
      case "count": {
        const lot = pick(model.lots, step.which);
        if (!lot) return;
        const { id } = await this.write("cycle_counts", { location_id: place(step.loc), skus: ["MILK"] }, "ok");
        await this.write(`cycle_counts/${id}/start`, {}, "ok");
        const seen = [{ sku: "MILK", lot_id: this.ids.get(lot), counted_quantity: step.seen }];
        await shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: seen });
        lot.on_hand[step.loc] = step.seen;
        return void (await this.write(`cycle_counts/${id}/complete`, {}, "ok"));
      }
      case "return": {
        const order = pick(model.orders, step.which);
        const [lot] = order && order.taken.size === 1 ? [...order.taken.keys()] : [];
        if (!order || !lot || order.status !== "fulfilled" || (order.taken.get(lot) ?? 0) === 0) return;
        if (lot.disposition !== "quarantine" && !model.usable(lot)) return;
        const condition = step.sellable ? "sellable" : "discarded";
        const items = [{ sku: "MILK", quantity: 1, lot_id: this.ids.get(lot), condition }];
        const { id } = await this.write("return_authorizations", { order_id: order.id, items }, "ok");
        model.returns.set(id, order.id);
        await this.write(`return_authorizations/${id}/receive`, {}, "ok");
        if (step.sellable) lot.on_hand[order.loc] = (lot.on_hand[order.loc] as number) + 1;
        return void order.taken.set(lot, (order.taken.get(lot) as number) - 1);
      }
      case "reprice":
        return this.reprice(step.cost);
    }
  }

  /** Gives MILK another cost, and with it all of its stock. */
  private async reprice(cost: number | null): Promise<void> {
    const { model, shop } = this;
    await this.enter();
    const refused = cost === null && model.level(0).on_hand + model.level(1).on_hand > 0;
    const [variant] = (await shop.get("variants?sku=MILK")).body.data;
    const answer = await shop.patch(`variants/${variant.id}`, { cost });
    expect([cost, answer.status]).toEqual([cost, refused ? 422 : 200]);
    if (!refused) model.books.reprice("MILK", cost === null ? null : stored(cost));
    for (const entry of await this.newEntries()) {
      const loc = this.places.indexOf(entry.location_id);
      expect(entry).toMatchObject({ type: "revaluation", unit_cost: cost, quantity: 0 });
      expect(entry.value_after).toBe(shown(model.books.value("MILK", loc)));
    }
  }

  /** The ledger's entries since this was last asked. */
  private async newEntries(): Promise<Entry[]> {
    const { data } = (await this.shop.get(`inventory_ledger?per_page=100&from=${this.last.occurred_at}`)).body;
    const entries: Entry[] = data.filter(({ sequence }: Entry) => sequence > this.last.sequence);
    this.last = entries.at(-1) ?? this.last;
    return entries;
  }

  /** Enters in the model's books what the ledger says that moved, and compares what it is worth. */
  private async enter(): Promise<void> {
    for (const entry of await this.newEntries()) {
      const { type, sku, location_id, quantity, on_hand_change: on_hand, reference_id } = entry;
      const loc = this.places.indexOf(location_id);
      const moved = this.model.enter({ type, sku, loc, quantity: Math.abs(quantity), on_hand, reference_id });
      const { sequence, unit_cost, value_change, value_after } = entry;
      expect({ sequence, type, unit_cost, value_change, value_after }).toEqual({
        ...{ sequence, type, unit_cost: shownOrNull(moved.unit_cost) },
        value_change: on_hand === 0 ? 0 : shown(on_hand < 0 ? -moved.value : moved.value),
        value_after: shown(this.model.books.value(sku, loc)),
      });
    }
  }

  private named(lot: number | null): Lot | undefined {
    return lot === null ? undefined : pick(this.model.lots, lot);
  }

  private lotId(lot: Lot | undefined) {
    return lot ? { lot_id: this.ids.get(lot) } : {};
  }

  /** Several clients at once. Who gets which lot is open; what they were told they got is gone from what may be had. */
  private async crowd(clients: readonly { verb: string; loc: number; quantity: number }[]): Promise<void> {
    const { model, shop } = this;
    const lotBy = (id: string) => [...this.ids].find(([, lot_id]) => lot_id === id)?.[0] as Lot;
    const answers = await Promise.all(
      clients.map(({ verb, loc, quantity }) => {
        const line = { sku: "MILK", quantity, location_id: this.places[loc] };
        return verb === "order"
          ? shop.post("orders", { items: [line], reserve: true })
          : shop.post("waste_records", { ...line, reason: "spoilage" });
      }),
    );
    for (const [at, { verb, loc, quantity }] of clients.entries()) {
      const { status, body } = answers[at] as (typeof answers)[number];
      if (status !== 201) {
        expect(body.errors.map(({ code }: { code: string }) => code)).toEqual(["insufficient_stock"]);
        continue;
      }
      const lots: { lot_id: string; quantity: number }[] = verb === "order" ? body.data.items[0].lots : body.data.lots;
      expect(lots.reduce((total, part) => total + part.quantity, 0)).toBe(quantity);
      const order = newClaim(loc, quantity, PRICE);
      for (const part of lots) {
        const lot = lotBy(part.lot_id);
        if (verb === "order") {
          expect(model.usable(lot)).toBe(true);
          order.reserved.set(lot, part.quantity);
          lot.reserved[loc] = (lot.reserved[loc] as number) + part.quantity;
        } else {
          lot.on_hand[loc] = (lot.on_hand[loc] as number) - part.quantity;
        }
      }
      if (verb === "order") model.orders.push({ ...order, id: body.data.id, status: "reserved" });
    }
    await this.check();
  }

  private async write(path: string, body: unknown, expected: Outcome) {
    this.shop.app.clock.advance(1000);
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const answer = await this.shop.post(path, body, key);
    const code = answer.status < 300 ? "ok" : answer.body.errors[0].code;
    expect({ path, body, code }).toEqual({ path, body, code: expected });
    expect((await this.shop.post(path, body, key)).text).toBe(answer.text);
    return answer.body.data;
  }

  /** Levels, lots, orders and the law agree with the model. */
  async check(): Promise<void> {
    await this.enter();
    const { books } = this.model;
    const { data } = (await this.shop.get("inventory_levels?per_page=100")).body;
    const levelOf = (sku: string, location_id: string) =>
      data.find((level: Entry) => level.sku === sku && level.location_id === location_id) ?? NOTHING;
    for (const [at, location_id] of this.places.entries()) {
      const { on_hand, reserved, held, available } = levelOf("MILK", location_id);
      expect({ on_hand, reserved, held, available }).toEqual(this.model.level(at));
      expect(levelOf("CAKE", location_id).on_hand).toBe(this.model.made[at]);
      for (const sku of ["MILK", "CAKE"]) {
        const { value, unit_cost } = levelOf(sku, location_id);
        const expected = { value: shown(books.value(sku, at)), unit_cost: shownOrNull(books.unitCost(sku, at)) };
        expect({ sku, at, value, unit_cost }).toEqual({ sku, at, ...expected });
      }
    }
    const { data: variants } = (await this.shop.get("variants?per_page=100")).body;
    for (const { sku, cost } of variants) expect([sku, cost]).toEqual([sku, shownOrNull(books.cost(sku))]);
    const lots = await this.shop.lots("&sku=MILK");
    expect(
      lots.map((lot: Record<string, unknown>) => [
        lot.lot_number,
        lot.status,
        lot.quantity_on_hand,
        lot.quantity_reserved,
      ]),
    ).toEqual(
      this.model.lots.toReversed().map(({ number, disposition, on_hand, reserved }) => {
        const total = (on_hand[0] as number) + (on_hand[1] as number);
        const status = disposition === "active" && total === 0 ? "exhausted" : disposition;
        return [number, status, total, (reserved[0] as number) + (reserved[1] as number)];
      }),
    );
    expect(await this.shop.discrepancies()).toEqual([]);
  }

  /** Every order, lot by lot. */
  async checkAll(): Promise<void> {
    for (const order of this.model.orders) {
      const { status, items, cost_of_goods, margin } = (await this.shop.get(`orders/${order.id}`)).body.data;
      expect([status, items[0].reserved_quantity]).toEqual([order.status, sum(order.reserved)]);
      const { fulfilled_quantity: shipped } = items[0];
      const revenue = order.price * BigInt(shipped);
      expect([order.id, cost_of_goods, margin]).toEqual([order.id, shown(order.cost), shown(revenue - order.cost)]);
    }
    for (const { id, shipped, received, lost } of this.model.transfers) {
      const { items } = (await this.shop.get(`stock_transfers/${id}`)).body.data;
      expect(items).toMatchObject([
        {
          ...{ shipped_quantity: shipped.quantity, received_quantity: received.quantity, lost_quantity: lost.quantity },
          ...{
            shipped_value: shown(shipped.value),
            received_value: shown(received.value),
            lost_value: shown(lost.value),
          },
        },
      ]);
    }
    for (const { id, status, cost } of this.model.batches) {
      const { data } = (await this.shop.get(`production_batches/${id}`)).body;
      expect([id, data.input_value]).toEqual([id, status === "completed" ? shown(cost) : null]);
    }
  }
}

/** How each walk begins, since chance seldom does it: two lots on one transfer of which a part is lost, and a lot named instead of a reserved one. */
const BEGINNING: readonly Step[] = [
  { do: "receive", lot: 1, loc: 0, quantity: 3, cost: 7.0001 },
  { do: "receive", lot: 3, loc: 0, quantity: 6, cost: 1.25 },
  { do: "ship", from: 0, quantity: 5, lot: null },
  { do: "arrive", which: 0, part: { quantity: 1, lot: null, close: false } },
  { do: "arrive", which: 0, part: { quantity: 1, lot: 1, close: false } },
  { do: "arrive", which: 0, part: { quantity: 3, lot: 0, close: false } },
  { do: "arrive", which: 0, part: { quantity: 1, lot: null, close: true } },
  { do: "receive", lot: 1, loc: 0, quantity: 2, cost: null },
  { do: "receive", lot: 4, loc: 0, quantity: 2, cost: 0 },
  { do: "order", loc: 0, quantity: 5, reserve: true, price: 3.3333 },
  { do: "part", which: 0, parts: [{ lot: 2, quantity: 2 }] },
];

const nothing = () => ({ quantity: 0, value: 0n });

function pick<T>(from: readonly T[], at: number): T | undefined {
  return from.length === 0 ? undefined : from[at % from.length];
}

test("whatever is done to lots in whatever order, they, their levels and documents are what a simple model says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, STEPS), async (steps) => {
      const app = createTestApp({ now: `${FIRST_DAY}T09:00:00Z` });
      const shop = await openDairy(app, { timezone: "Europe/Paris" });
      await shop.product("CAKE", { lot_tracked: true });
      const items = [{ sku: "MILK", quantity: 1 }];
      const recipe = await shop.made("recipes", { name: "Cake", output_sku: "CAKE", output_quantity: 1, items });
      const walk = new Walk(shop, recipe.id);
      for (const [at, one] of [...BEGINNING, ...steps].entries()) {
        await walk.take(one);
        if (at % CHECK_EVERY === 0) await walk.check();
      }
      await walk.check();
      await walk.checkAll();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 900_000);
