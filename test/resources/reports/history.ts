import fc from "fast-check";
import { createTestApp } from "../../support/app";
import { openShop } from "../../support/shop";

/** A shop in New York, and random things that happen to it through the API while the clock goes on. */

const TIMEZONE = "America/New_York";
const HOUR = 60 * 60 * 1000;

/** MUG is counted in whole units, OIL in ten-thousandths; MILK is tracked by lots; BUN is made of OIL and MUG. */
const SKUS = ["MUG", "OIL", "MILK", "BUN", "CUP"] as const;
type Sku = (typeof SKUS)[number];
const GRAIN = { MUG: 1, OIL: 0.3333, MILK: 1, BUN: 1, CUP: 1 } as const;

/** So many of the smallest quantity that the history moves of a variant, without the error of a float. */
const quantityOf = (sku: Sku, count: number) => Math.round(count * GRAIN[sku] * 10_000) / 10_000;

const sku = fc.constantFrom<Sku>("MUG", "MUG", "OIL", "OIL", "MILK", "MILK", "BUN", "CUP");
const loc = fc.constantFrom(0, 0, 1, 2);
const few = fc.integer({ min: 1, max: 5 });
const which = fc.nat(20);
const price = fc.constantFrom(undefined, undefined, 0, 3.3333, 19.99);
const cost = fc.constantFrom(undefined, undefined, 0, 1.0001, 4, 7.77);
/** Hours until the next thing happens: none, some of a day, or days. */
const after = fc.constantFrom<number>(0, 0, 0, 1, 2, 5, 7, 11, 13, 24, 49);

const named = <Name extends string, Fields extends object>(name: Name, fields: Fields) =>
  ({ do: fc.constant(name), after, ...fields }) as { do: fc.Arbitrary<Name>; after: typeof after } & Fields;

const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record(named("adjust", { sku, loc, by: fc.integer({ min: -5, max: 16 }), cost, lot: fc.nat(2) })),
  },
  {
    weight: 12,
    arbitrary: fc.record(
      named("order", {
        lines: fc.array(fc.record({ sku, loc, quantity: few, price }), { minLength: 1, maxLength: 3 }),
        reserve: fc.boolean(),
        ship: fc.boolean(),
      }),
    ),
  },
  { weight: 6, arbitrary: fc.record(named("ship", { which, line: fc.option(fc.nat(3)), quantity: few })) },
  { weight: 2, arbitrary: fc.record(named("cancel", { which })) },
  {
    weight: 5,
    arbitrary: fc.record(
      named("return", { which, line: fc.nat(3), quantity: fc.constantFrom(1, 1, 2), sellable: fc.boolean(), loc }),
    ),
  },
  { weight: 4, arbitrary: fc.record(named("purchase", { sku, loc, quantity: few, cost })) },
  {
    weight: 4,
    arbitrary: fc.record(
      named("receive", { which, quantity: few, rejected: fc.constantFrom(0, 0, 1), lot: fc.nat(2) }),
    ),
  },
  { weight: 3, arbitrary: fc.record(named("transfer", { sku, loc, to: loc, quantity: few })) },
  { weight: 3, arbitrary: fc.record(named("arrive", { which, quantity: few, close: fc.boolean() })) },
  { weight: 2, arbitrary: fc.record(named("count", { sku, loc, counted: fc.nat(9) })) },
  { weight: 2, arbitrary: fc.record(named("waste", { sku, loc, quantity: few })) },
  { weight: 2, arbitrary: fc.record(named("make", { loc, quantity: fc.constantFrom(1, 2, 4), ends: fc.boolean() })) },
  { weight: 2, arbitrary: fc.record(named("cost", { sku, cost: fc.constantFrom(0, 2.5, 9.9999) })) },
  {
    weight: 3,
    arbitrary: fc.record(
      named("policy", {
        ...{ sku, loc, point: fc.nat(9), quantity: fc.nat(5), safety: fc.nat(3) },
        most: fc.option(fc.nat(12)),
        supplied: fc.boolean(),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record(named("archive", { sku: fc.constantFrom<Sku>("CUP", "MUG"), attic: fc.boolean() })),
  },
  { weight: 1, arbitrary: fc.record(named("block", { which, recall: fc.boolean() })) },
  { weight: 1, arbitrary: fc.record(named("settle", { includes_incoming: fc.boolean() })) },
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Do<Verb extends Step["do"]> = Extract<Step, { do: Verb }>;

export const steps = (count: number) => fc.array(step, { minLength: count, maxLength: count, size: "max" });

/** Every kind of thing once, so that no history is without it. */
export const BEGINNING: Step[] = [
  { do: "adjust", after: 0, sku: "MUG", loc: 0, by: 16, cost: 4, lot: 0 },
  { do: "adjust", after: 0, sku: "OIL", loc: 0, by: 60, cost: 1.0001, lot: 0 },
  { do: "adjust", after: 24 * 17, sku: "MILK", loc: 1, by: 14, cost: undefined, lot: 2 },
  { do: "adjust", after: 0, sku: "MILK", loc: 0, by: 12, cost: 1.0001, lot: 1 },
  { do: "adjust", after: 0, sku: "CUP", loc: 2, by: 1, cost: undefined, lot: 0 },
  { do: "adjust", after: 1, sku: "CUP", loc: 2, by: -1, cost: undefined, lot: 0 },
  { do: "archive", after: 24 * 17, sku: "CUP", attic: true },
  { do: "purchase", after: 24, sku: "MUG", loc: 1, quantity: 9, cost: 7.77 },
  { do: "receive", after: 24 * 17, which: 0, quantity: 4, rejected: 1, lot: 0 },
  {
    do: "order",
    after: 11,
    lines: [
      { sku: "MUG", loc: 0, quantity: 3, price: 19.99 },
      { sku: "OIL", loc: 0, quantity: 5, price: 3.3333 },
      { sku: "MUG", loc: 0, quantity: 2, price: undefined },
      { sku: "MUG", loc: 1, quantity: 1, price: 0 },
    ],
    reserve: true,
    ship: false,
  },
  { do: "ship", after: 30, which: 0, line: 1, quantity: 2 },
  { do: "ship", after: 49, which: 0, line: null, quantity: 1 },
  { do: "return", after: 24, which: 0, line: 0, quantity: 1, sellable: true, loc: 2 },
  { do: "return", after: 5, which: 0, line: 1, quantity: 1, sellable: false, loc: 0 },
  { do: "make", after: 5, loc: 0, quantity: 4, ends: true },
  { do: "transfer", after: 24, sku: "MUG", loc: 0, to: 2, quantity: 4 },
  { do: "arrive", after: 30, which: 0, quantity: 1, close: false },
];

/** The part of a random choice that there is; undefined if there is nothing to choose from. */
const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(1, from.length)];

type Document = { id: string; items: { id: string; sku: Sku; quantity: number }[] };
type Shop = Awaited<ReturnType<typeof openShop>>;

export class History {
  private readonly orders: Document[] = [];
  private readonly purchases: Document[] = [];
  private readonly transfers: Document[] = [];
  private readonly expiries = new Map<string, string | null>();
  private places: string[] = [];
  private attic = "";
  private recipe = "";

  constructor(readonly shop: Shop) {}

  get locations(): readonly string[] {
    return this.places;
  }

  static async begin(): Promise<History> {
    const app = createTestApp({ now: "2026-09-01T15:20:00.000Z" });
    const settings = { default_reorder_point: 3, default_reorder_quantity: 5, default_lead_time_days: 4 };
    const shop = await openShop(app, { modules: ["traceability", "manufacturing"], timezone: TIMEZONE, settings });
    const history = new History(shop);
    await history.open();
    return history;
  }

  private async open(): Promise<void> {
    const { shop } = this;
    const third = await shop.made("locations", { name: "Annex", code: null, type: "transit" });
    this.places = [shop.warehouse, shop.store, third.id];
    this.attic = (await shop.made("locations", { name: "Attic" })).id;
    await shop.product("OIL", { category: "Kitchen", quantity_decimals: 4, unit: "l", price: 3.3333, cost: 2.22 });
    await shop.product("MILK", { category: "Food", lot_tracked: true });
    await shop.product("BUN", { category: "Food", price: 5 });
    await shop.product("CUP", { category: "Kitchen", price: 1 });
    const items = [
      { sku: "OIL", quantity: 0.25 },
      { sku: "MUG", quantity: 1 },
    ];
    this.recipe = (await shop.made("recipes", { name: "BUN", output_sku: "BUN", output_quantity: 1, items })).id;
  }

  /** Sends a write that the shop may refuse; answers what it made, if it did. */
  private async attempt(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown) {
    const sent = body === undefined ? {} : { body };
    const answer = await this.shop.tenant.request(method, `/api/v1/${path}`, sent);
    if (answer.status >= 500) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.status < 300 ? (answer.body?.data ?? {}) : undefined;
  }

  private async create(path: string, body: unknown, into: Document[]): Promise<Document | undefined> {
    const made = await this.attempt("POST", path, body);
    if (made) into.push(made);
    return made;
  }

  private place(at: number): string {
    return this.places[at] as string;
  }

  async take(one: Step): Promise<void> {
    await (this[one.do] as (what: Step) => Promise<unknown>).call(this, one);
    this.shop.app.clock.advance(one.after * HOUR);
  }

  /** The lot that goods of a variant are received into; the first one that is named decides when it expires. */
  private lotOf(of: Sku, number: number) {
    if (of !== "MILK") return {};
    const lot_number = `LOT-${number}`;
    if (!this.expiries.has(lot_number)) {
      const expiry = new Date(this.shop.app.clock.now.getTime() + (number === 0 ? 3 : 30) * 24 * HOUR);
      this.expiries.set(lot_number, number === 2 ? null : expiry.toISOString().slice(0, 10));
    }
    const expiry_date = this.expiries.get(lot_number);
    return { lot_number, ...(expiry_date ? { expiry_date } : {}) };
  }

  protected async adjust({ sku, loc, by, cost: unit_cost, lot }: Do<"adjust">) {
    const named_lot = this.lotOf(sku, lot);
    const quantity = quantityOf(sku, by || 1);
    const line = { sku, location_id: this.place(loc), quantity, reason: "correction", ...named_lot };
    await this.attempt("POST", "inventory_adjustments", { ...line, ...(by > 0 ? { unit_cost } : {}) });
  }

  protected async order({ lines, reserve, ship }: Do<"order">) {
    const items = lines.map(({ sku, loc, quantity, price: unit_price }) => ({
      ...{ sku, quantity: quantityOf(sku, quantity), location_id: this.place(loc) },
      ...(unit_price === undefined ? {} : { unit_price }),
    }));
    const body = { items, ...(reserve ? { reserve, allow_partial: true } : {}) };
    const made = await this.create("orders", body, this.orders);
    if (made && ship) await this.attempt("POST", `orders/${made.id}/fulfill`);
  }

  protected async ship({ which, line, quantity }: Do<"ship">) {
    const order = pick(this.orders, which);
    const item = line === null ? undefined : pick(order?.items ?? [], line);
    const items = item && [{ order_item_id: item.id, quantity: quantityOf(item.sku, quantity) }];
    if (order) await this.attempt("POST", `orders/${order.id}/fulfill`, items ? { items } : {});
  }

  protected async cancel({ which }: Do<"cancel">) {
    const order = pick(this.orders.slice(1), which);
    if (order) await this.attempt("POST", `orders/${order.id}/cancel`);
  }

  protected async return({ which, line, quantity, sellable, loc }: Do<"return">) {
    const order = pick(this.orders, which);
    const item = pick(order?.items ?? [], line);
    if (!order || !item) return;
    const condition = sellable ? "sellable" : "damaged";
    const items = [{ order_item_id: item.id, quantity: quantityOf(item.sku, quantity), condition }];
    const body = { order_id: order.id, items, location_id: this.place(loc) };
    const made = await this.attempt("POST", "return_authorizations", body);
    if (made) await this.attempt("POST", `return_authorizations/${made.id}/receive`);
  }

  protected async purchase({ sku, loc, quantity, cost: unit_cost }: Do<"purchase">) {
    const items = [{ sku, quantity: quantityOf(sku, quantity), unit_cost }];
    const head = { supplier_id: this.shop.supplier, location_id: this.place(loc), currency: "USD" };
    await this.create("purchase_orders", { ...head, items }, this.purchases);
  }

  protected async receive({ which, quantity, rejected, lot }: Do<"receive">) {
    const purchase = pick(this.purchases, which);
    const item = purchase?.items[0];
    if (!purchase || !item) return;
    const rejected_quantity = quantityOf(item.sku, rejected);
    const received = { sku: item.sku, quantity: quantityOf(item.sku, quantity), rejected_quantity };
    const items = [{ ...received, ...this.lotOf(item.sku, lot) }];
    await this.attempt("POST", `purchase_orders/${purchase.id}/receive`, { items });
  }

  protected async transfer({ sku, loc, to, quantity }: Do<"transfer">) {
    const items = [{ sku, quantity: quantityOf(sku, quantity) }];
    const head = { from_location_id: this.place(loc), to_location_id: this.place(to) };
    const made = await this.create("stock_transfers", { ...head, items }, this.transfers);
    if (made) await this.attempt("POST", `stock_transfers/${made.id}/ship`);
  }

  protected async arrive({ which, quantity, close }: Do<"arrive">) {
    const transfer = pick(this.transfers, which);
    const item = transfer?.items[0];
    if (!transfer || !item) return;
    const items = [{ sku: item.sku, quantity: quantityOf(item.sku, quantity) }];
    await this.attempt("POST", `stock_transfers/${transfer.id}/receive`, { items, ...(close ? { close } : {}) });
  }

  protected async count({ sku, loc, counted }: Do<"count">) {
    const made = await this.attempt("POST", "cycle_counts", { location_id: this.place(loc), skus: [sku] });
    if (!made) return;
    await this.attempt("POST", `cycle_counts/${made.id}/load_inventory`);
    const started = await this.attempt("POST", `cycle_counts/${made.id}/start`);
    const counted_quantity = quantityOf(sku, counted);
    const items = ((started?.items ?? []) as { id: string }[]).map(({ id }) => ({ id, counted_quantity }));
    if (items.length > 0)
      await this.attempt("PATCH", `cycle_counts/${made.id}`, { cycle_count_items_attributes: items });
    await this.attempt("POST", `cycle_counts/${made.id}/complete`);
  }

  protected async waste({ sku, loc, quantity }: Do<"waste">) {
    const line = { sku, location_id: this.place(loc), quantity: quantityOf(sku, quantity), reason: "spoilage" };
    await this.attempt("POST", "waste_records", line);
  }

  protected async make({ loc, quantity: planned_quantity, ends }: Do<"make">) {
    const head = { recipe_id: this.recipe, location_id: this.place(loc), planned_quantity };
    const batch = await this.attempt("POST", "production_batches", head);
    if (!batch || !(await this.attempt("POST", `production_batches/${batch.id}/start`)) || !ends) return;
    const [oil] = batch.inputs as { id: string }[];
    const inputs = [{ production_batch_input_id: oil?.id, waste_quantity: 0.0001 }];
    await this.attempt("POST", `production_batches/${batch.id}/complete`, {
      actual_quantity_produced: planned_quantity - 1,
      inputs,
    });
  }

  protected async cost({ sku, cost: set }: Do<"cost">) {
    const [variant] = (await this.shop.get(`variants?sku=${sku}`)).body.data;
    await this.attempt("PATCH", `variants/${variant.id}`, { cost: set });
  }

  protected async policy({ sku, loc, point, quantity, safety, most, supplied }: Do<"policy">) {
    const location_id = this.place(loc);
    const fields = {
      ...{ reorder_point: point, reorder_quantity: quantity, safety_stock: safety, lead_time_days: point },
      ...{ max_stock: most, supplier_id: supplied ? this.shop.supplier : null },
    };
    const made = await this.attempt("POST", "inventory_policies", { sku, location_id, ...fields });
    if (made) return;
    const [policy] = (await this.shop.get(`inventory_policies?sku=${sku}&location_id=${location_id}`)).body.data;
    if (policy && safety === 0) await this.attempt("DELETE", `inventory_policies/${policy.id}`);
    else if (policy) await this.attempt("PATCH", `inventory_policies/${policy.id}`, fields);
  }

  protected async archive({ sku, attic }: Do<"archive">) {
    const [variant] = (await this.shop.get(`variants?sku=${sku}`)).body.data;
    await this.attempt("DELETE", `products/${variant.product_id}`);
    if (attic) await this.attempt("DELETE", `locations/${this.attic}`);
  }

  protected async block({ which, recall }: Do<"block">) {
    const lot = pick<{ id: string }>((await this.shop.get("lots?sku=MILK")).body.data, which);
    if (lot) await this.attempt("PATCH", `lots/${lot.id}`, { status: recall ? "recall" : "quarantine" });
  }

  protected async settle({ includes_incoming }: Do<"settle">) {
    const body = { settings: { low_stock_includes_incoming: includes_incoming } };
    await this.shop.app.admin("PATCH", `/admin/v1/organizations/${this.shop.tenant.id}`, { body });
  }
}
