import fc from "fast-check";
import { expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { openShop, type Shop } from "../support/shop";
import { THOROUGH } from "../support/thorough";
import { type Line, Model, type Order, type Outcome, statusOf } from "./model";

const RUNS = THOROUGH ? 30 : 4;
const STEPS = { minLength: 30, maxLength: THOROUGH ? 60 : 30, size: "max" } as const;
const CHECK_EVERY = THOROUGH ? 1 : 5;

/** MUG is counted in whole units, TEA in eighths of a kilogram: in thousandths, as the model has them. */
const GRAIN = { MUG: 1000, TEA: 125 } as const;
const SKUS = ["MUG", "TEA"] as const;

const sku = fc.constantFrom(...SKUS);
const loc = fc.constantFrom(0, 1);
const few = fc.integer({ min: 1, max: 8 });
const which = fc.nat(30);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("adjust" as const), sku, loc, by: fc.integer({ min: -6, max: 12 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("set" as const), sku, loc, to: fc.nat(12), wrong: fc.boolean() }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("order" as const),
      lines: fc.array(fc.record({ sku, loc, quantity: few }), { minLength: 1, maxLength: 3 }),
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
      only: fc.option(fc.record({ line: fc.nat(2), quantity: few })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("purchase" as const), sku, loc, quantity: few }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("receive" as const), which, quantity: few, end: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("transfer" as const), sku, from: loc, quantity: few }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("ship" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("arrive" as const), which, quantity: few, close: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("count" as const), sku, loc, seen: fc.nat(12) }) },
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

/** One walk: the same steps taken by Stockbook and by the model. */
class Walk {
  readonly model = new Model();
  private readonly places: string[];
  private last: { path: string; body: unknown; key: string; text: string } | null = null;

  constructor(private readonly shop: Shop) {
    this.places = [shop.warehouse, shop.store];
  }

  async take(step: Step): Promise<void> {
    const { model } = this;
    const place = (at: number) => this.places[at] as string;
    const amount = (of: (typeof SKUS)[number], quantity: number) => (quantity * GRAIN[of]) / 1000;
    const scaled = (of: (typeof SKUS)[number], quantity: number) => quantity * GRAIN[of];
    switch (step.do) {
      case "adjust": {
        const body = {
          sku: step.sku,
          location_id: place(step.loc),
          quantity: amount(step.sku, step.by),
          reason: "correction",
        };
        await this.dry("inventory_adjustments", body);
        const expected =
          step.by === 0 ? "validation_failed" : model.adjust(step.sku, step.loc, scaled(step.sku, step.by));
        return void (await this.write("inventory_adjustments", body, expected));
      }
      case "set": {
        const level = model.level(step.sku, step.loc);
        const expected_on_hand = level.on_hand / 1000 + (step.wrong ? 1 : 0);
        const body = {
          sku: step.sku,
          location_id: place(step.loc),
          set_to: amount(step.sku, step.to),
          expected_on_hand,
          reason: "correction",
        };
        if (!step.wrong) level.on_hand = scaled(step.sku, step.to);
        return void (await this.write("inventory_adjustments", body, step.wrong ? "conflict" : "ok"));
      }
      case "order": {
        const lines = step.lines.map(
          (line): Line => ({
            ...line,
            quantity: scaled(line.sku, line.quantity),
            reserved: 0,
            fulfilled: 0,
            cancelled: 0,
            claimed: 0,
            returned: 0,
          }),
        );
        const order: Order = { id: "", lines, cancelled: false };
        const expected = step.reserve === "no" ? "ok" : model.take(order, step.reserve === "part");
        const items = step.lines.map((line) => ({
          sku: line.sku,
          location_id: place(line.loc),
          quantity: amount(line.sku, line.quantity),
        }));
        const reserve = step.reserve === "no" ? {} : { reserve: true, allow_partial: step.reserve === "part" };
        const made = await this.write("orders", { items, ...reserve }, expected);
        if (expected === "ok") model.orders.push({ ...order, id: made.id });
        return;
      }
      case "reserve": {
        const order = pick(model.orders, step.which);
        if (!order) return;
        const valid =
          ["pending", "partially_reserved", "partially_fulfilled"].includes(statusOf(order)) &&
          order.lines.some((l) => l.quantity - l.fulfilled - l.cancelled > l.reserved);
        if (step.stale) {
          const path = `orders/${order.id}/reserve`;
          return void (await this.write(path, {}, valid ? "stale_version" : "invalid_status", { "If-Match": '"999"' }));
        }
        const expected = model.reserve(order, step.partial);
        return void (await this.write(`orders/${order.id}/reserve`, { allow_partial: step.partial }, expected));
      }
      case "fulfil": {
        const order = pick(model.orders, step.which);
        if (!order) return;
        const at = step.only ? step.only.line % order.lines.length : 0;
        const line = order.lines[at] as Line;
        const of = line.sku as (typeof SKUS)[number];
        const only = step.only ? { line: at, quantity: scaled(of, step.only.quantity) } : undefined;
        const body = only
          ? {
              items: [
                { order_item_id: `${order.id.replace("ord_", "ord_line_")}_${at + 1}`, quantity: only.quantity / 1000 },
              ],
            }
          : {};
        return void (await this.write(`orders/${order.id}/fulfill`, body, model.fulfil(order, only)));
      }
      case "cancel": {
        const order = pick(model.orders, step.which);
        return order && void (await this.write(`orders/${order.id}/cancel`, {}, model.cancel(order)));
      }
      case "purchase": {
        const items = [{ sku: step.sku, quantity: amount(step.sku, step.quantity), unit_cost: 2 }];
        const { id } = await this.write(
          "purchase_orders",
          { supplier_id: this.shop.supplier, location_id: place(step.loc), items },
          "ok",
        );
        model.purchases.push({
          id,
          sku: step.sku,
          loc: step.loc,
          quantity: scaled(step.sku, step.quantity),
          received: 0,
          ended: false,
        });
        return;
      }
      case "receive": {
        const purchase = pick(model.purchases, step.which);
        if (!purchase) return;
        const quantity = scaled(purchase.sku as "MUG", step.quantity);
        const body = { items: [{ sku: purchase.sku, quantity: quantity / 1000 }] };
        await this.write(`purchase_orders/${purchase.id}/receive`, body, model.receive(purchase, quantity));
        if (!step.end) return;
        const expected = purchase.ended || purchase.received >= purchase.quantity ? "invalid_status" : "ok";
        purchase.ended = true;
        return void (await this.write(`purchase_orders/${purchase.id}/cancel`, {}, expected));
      }
      case "transfer": {
        const to = 1 - step.from;
        const items = [{ sku: step.sku, quantity: amount(step.sku, step.quantity) }];
        const { id } = await this.write(
          "stock_transfers",
          { from_location_id: place(step.from), to_location_id: place(to), items },
          "ok",
        );
        const quantity = scaled(step.sku, step.quantity);
        model.transfers.push({
          id,
          sku: step.sku,
          from: step.from,
          to,
          quantity,
          shipped: 0,
          received: 0,
          lost: 0,
          status: "draft",
        });
        return;
      }
      case "ship": {
        const transfer = pick(model.transfers, step.which);
        return transfer && void (await this.write(`stock_transfers/${transfer.id}/ship`, {}, model.ship(transfer)));
      }
      case "arrive": {
        const transfer = pick(model.transfers, step.which);
        if (!transfer) return;
        const quantity = scaled(transfer.sku as "MUG", step.quantity);
        const body = { items: [{ sku: transfer.sku, quantity: quantity / 1000 }], close: step.close };
        return void (await this.write(
          `stock_transfers/${transfer.id}/receive`,
          body,
          model.arrive(transfer, quantity, step.close),
        ));
      }
      case "count": {
        const { id } = await this.write("cycle_counts", { location_id: place(step.loc), skus: [step.sku] }, "ok");
        await this.write(`cycle_counts/${id}/load_inventory`, {}, "ok");
        await this.write(`cycle_counts/${id}/start`, {}, "ok");
        const seen = [{ sku: step.sku, counted_quantity: amount(step.sku, step.seen) }];
        await this.shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: seen });
        model.level(step.sku, step.loc).on_hand = scaled(step.sku, step.seen);
        return void (await this.write(`cycle_counts/${id}/complete`, {}, "ok"));
      }
      case "return": {
        const order = pick(model.orders, step.which);
        if (!order) return;
        const at = step.line % order.lines.length;
        const line = order.lines[at] as Line;
        const quantity = scaled(line.sku as "MUG", step.quantity);
        const item = {
          order_item_id: `${order.id.replace("ord_", "ord_line_")}_${at + 1}`,
          quantity: quantity / 1000,
          condition: step.sellable ? "sellable" : "damaged",
        };
        const expected = model.giveBack(order, at, quantity, step.sellable);
        const made = await this.write("return_authorizations", { order_id: order.id, items: [item] }, expected);
        if (expected === "ok") await this.write(`return_authorizations/${made.id}/receive`, {}, "ok");
        return;
      }
      case "nonsense": {
        const body = JSON.stringify({ sku: step.sku, location_id: place(step.loc), quantity: "@", reason: "found" });
        const answer = await this.shop.tenant.request("POST", "/api/v1/inventory_adjustments", {
          body: body.replace('"@"', String(step.quantity)),
          headers: { "Content-Type": "application/json" },
        });
        expect(answer.status).toBe(422);
      }
    }
  }

  /** Writes, expects what the model says, and repeats it: the same key gives the same answer, with another body none. */
  private async write(path: string, body: unknown, expected: Outcome, headers: Record<string, string> = {}) {
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
    return answer.body.data;
  }

  private async dry(path: string, body: unknown): Promise<void> {
    await this.shop.post(`${path}?dry_run=true`, body);
  }

  /** Levels, orders and the law agree with the model. */
  async check(): Promise<void> {
    const { data } = (await this.shop.get("inventory_levels?per_page=100")).body;
    for (const of of SKUS) {
      for (const [at, location_id] of this.places.entries()) {
        const found = data.find(
          (level: { sku: string; location_id: string }) => level.sku === of && level.location_id === location_id,
        );
        const { on_hand = 0, reserved = 0, available = 0, incoming = 0 } = found ?? {};
        const level = this.model.level(of, at);
        expect({ of, at, on_hand, reserved, available, incoming }).toEqual({
          of,
          at,
          on_hand: level.on_hand / 1000,
          reserved: level.reserved / 1000,
          available: (level.on_hand - level.reserved) / 1000,
          incoming: this.model.incoming(of, at) / 1000,
        });
      }
    }
    expect(await this.shop.discrepancies()).toEqual([]);
  }

  /** Every order, and the ledger from its first entry on. */
  async checkAll(): Promise<void> {
    for (const order of this.model.orders) {
      const { status, items } = (await this.shop.get(`orders/${order.id}`)).body.data;
      expect({ status, items }).toMatchObject({
        status: statusOf(order),
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
    type Level = { on_hand: number; reserved: number };
    for (const [at, entry] of data.entries()) {
      const key = `${entry.variant_id} ${entry.location_id}`;
      const before = running.get(key) ?? { on_hand: 0, reserved: 0 };
      const round = (value: number) => Math.round(value * 10_000) / 10_000;
      const after = {
        on_hand: round(before.on_hand + entry.on_hand_change),
        reserved: round(before.reserved + entry.reserved_change),
      };
      expect({ on_hand: entry.on_hand_after, reserved: entry.reserved_after }).toEqual(after);
      expect(entry.sequence).toBe(at + 1);
      if (at > 0) expect(entry.occurred_at >= data[at - 1].occurred_at).toBe(true);
      running.set(key, after);
    }
  }
}

function pick<T>(from: readonly T[], at: number): T | undefined {
  return from.length === 0 ? undefined : from[at % from.length];
}

test("whatever is done in whatever order, stock, documents and ledger are what a simple model says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, STEPS), async (steps) => {
      const walk = new Walk(await openShop(createTestApp()));
      for (const sku of SKUS) for (const loc of [0, 1] as const) await walk.take({ do: "adjust", sku, loc, by: 20 });
      for (const [at, one] of steps.entries()) {
        await walk.take(one);
        if (at % CHECK_EVERY === 0) await walk.check();
      }
      await walk.check();
      await walk.checkAll();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 900_000);
