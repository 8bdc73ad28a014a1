import type { Shop } from "../../support/shop";

/**
 * What each report must say, computed slowly from the whole ledger and from what the API lists of levels and documents. It uses
 * nothing of `src`: numbers are big integers of ten-thousandths, and the calendar is that of `Intl`.
 */

// biome-ignore lint/suspicious/noExplicitAny: rows of the API, whose shape is checked by every request of a test
type Row = Record<string, any>;

const SCALE = 10_000n;
const scaled = (value: number): bigint => BigInt(Math.round(value * 10_000));
const shown = (value: bigint): number => Number(value) / 10_000;
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const larger = (one: bigint, other: bigint) => (one > other ? one : other);
const smaller = (one: bigint, other: bigint) => (one < other ? one : other);

/** value × by ÷ of, rounded half away from zero. */
function share(value: bigint, by: bigint, of: bigint): bigint {
  const product = value * by * (of < 0n ? -1n : 1n);
  const divisor = of < 0n ? -of : of;
  const magnitude = ((product < 0n ? -product : product) * 2n + divisor) / (divisor * 2n);
  return product < 0n ? -magnitude : magnitude;
}

const unitCost = (value: bigint, quantity: bigint) => (quantity === 0n ? null : shown(share(value, SCALE, quantity)));

/** Compares by one key after the other. */
function by<T>(...keys: ((row: T) => bigint | string | number)[]) {
  return (one: T, other: T): number => {
    for (const key of keys) {
      const [a, b] = [key(one), key(other)];
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
  };
}

const DAY = 24 * 60 * 60 * 1000;
export const laterDate = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** The date of a moment on the wall of a time zone. */
function wallDate(timeZone: string, moment: string | Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(new Date(moment))
    .map(({ type, value }) => [type, value]);
  const { year, month, day } = Object.fromEntries(parts);
  return `${year}-${month}-${day}`;
}

const RECEIPTS = ["purchase_received", "transfer_in", "return_received", "production_output"];

type Place = { location_id?: string | undefined };
type Sums = { quantity: bigint; value: bigint };

export class Oracle {
  /** The ledger, with the day that each entry counts for. */
  private readonly entries: Row[];

  private constructor(
    private readonly timezone: string,
    private readonly now: Date,
    private readonly settings: Row,
    private readonly lists: Record<string, Row[]>,
  ) {
    this.entries = this.list("inventory_ledger").map((entry) => ({
      ...entry,
      day: wallDate(timezone, entry.occurred_at),
    }));
  }

  static async of(shop: Shop): Promise<Oracle> {
    const { timezone, settings } = (await shop.get("organization")).body.data;
    const paths = ["inventory_ledger", "inventory_levels", "products", "variants", "locations", "inventory_policies"];
    const lists: Record<string, Row[]> = {};
    for (const path of [...paths, "purchase_orders", "stock_transfers"]) {
      const { text } = await shop.get(`${path}?format=ndjson`);
      lists[path] = text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    }
    return new Oracle(timezone, shop.app.clock.now, settings, lists);
  }

  private list(name: string): Row[] {
    return this.lists[name] as Row[];
  }

  get today(): string {
    return wallDate(this.timezone, this.now);
  }

  /** The times of the ledger. */
  get moments(): string[] {
    return [...new Set(this.entries.map(({ occurred_at }) => occurred_at as string))];
  }

  /** The days of the ledger; or those of entries of a type. */
  days(type?: string): string[] {
    return [
      ...new Set(this.entries.filter((entry) => type === undefined || entry.type === type).map(({ day }) => day)),
    ];
  }

  /** Every level that there is, in the order in which they began, as it is or was after the entries that `counts`. */
  private levels(counts: (entry: Row) => boolean = () => true) {
    return this.list("inventory_levels")
      .toReversed()
      .map((level, position) => {
        const all = this.entries.filter((entry) => isOf(level, entry));
        const entries = all.filter(counts);
        const change = (member: string) => sum(entries.map((entry) => scaled(entry[member])));
        return {
          ...{ variant_id: level.variant_id as string, location_id: level.location_id as string, position, entries },
          ...{ on_hand: change("on_hand_change"), reserved: change("reserved_change"), value: change("value_change") },
          held: scaled(level.held),
          incoming: this.incoming(level),
        };
      });
  }

  /** What open documents say is still to come to a level, or to all of a location. */
  private incoming(level: Row): bigint {
    const isHere = (location_id: string, item: Row) =>
      location_id === level.location_id && (level.variant_id ?? item.variant_id) === item.variant_id;
    const ordered = this.list("purchase_orders").flatMap(({ status, location_id, items }) =>
      (items as Row[])
        .filter((item) => ["ordered", "partially_received"].includes(status) && isHere(location_id, item))
        .map((item) =>
          larger(0n, scaled(item.quantity) - scaled(item.received_quantity) - scaled(item.rejected_quantity)),
        ),
    );
    const moving = this.list("stock_transfers").flatMap(({ status, to_location_id, items }) =>
      (items as Row[])
        .filter((item) => ["in_transit", "partially_received"].includes(status) && isHere(to_location_id, item))
        .map((item) => scaled(item.shipped_quantity) - scaled(item.received_quantity)),
    );
    return sum([...ordered, ...moving]);
  }

  private variant(id: string): Row {
    return this.list("variants").find((variant) => variant.id === id) as Row;
  }

  private product(variant_id: string): Row {
    const { product_id } = this.variant(variant_id);
    return this.list("products").find((product) => product.id === product_id) as Row;
  }

  private location(id: string): Row {
    return this.list("locations").find((location) => location.id === id) as Row;
  }

  private nameVariant(variant_id: string) {
    const product = this.product(variant_id);
    return { variant_id, sku: this.variant(variant_id).sku, product_id: product.id, product_name: product.name };
  }

  private nameLocation(location_id: string) {
    return { location_id, location_name: this.location(location_id).name };
  }

  stockByLocation({ location_id, detail = false }: Place & { detail?: boolean }) {
    const levels = this.levels().filter(
      (level) => this.location(level.location_id).status === "active" && isAt(level, location_id),
    );
    const named = (id: string) => {
      const { code, type } = this.location(id);
      return { ...this.nameLocation(id), location_code: code, location_type: type };
    };
    const quantities = (of: typeof levels) => {
      const all = (member: "on_hand" | "reserved" | "held" | "value") => sum(of.map((level) => level[member]));
      const [on_hand, reserved, held] = [all("on_hand"), all("reserved"), all("held")];
      return {
        ...{ on_hand: shown(on_hand), reserved: shown(reserved), held: shown(held) },
        available: shown(on_hand - reserved - held),
        incoming: shown(sum(of.map(({ incoming }) => incoming))),
        stock_value: shown(all("value")),
      };
    };
    const totals = quantities(levels);
    if (detail) {
      const rows = levels
        .filter(({ on_hand, reserved, incoming }) => on_hand !== 0n || reserved !== 0n || incoming !== 0n)
        .map((level) => ({
          ...named(level.location_id),
          ...this.nameVariant(level.variant_id),
          ...quantities([level]),
          unit_cost: unitCost(level.value, level.on_hand),
        }));
      return { rows, meta: { totals } };
    }
    const rows = this.list("locations")
      .filter(({ id, status }) => status === "active" && (location_id === undefined || id === location_id))
      .toSorted(
        by(
          ({ name }) => name,
          ({ id }) => id,
        ),
      )
      .map(({ id }) => {
        const here = levels.filter((level) => level.location_id === id);
        const variants = here.filter(({ on_hand }) => on_hand > 0n).length;
        return { ...named(id), variants, ...quantities(here), incoming: shown(this.incoming({ location_id: id })) };
      });
    return { rows, meta: { totals } };
  }

  lowStock({ location_id, source, supplier_id }: Place & { source?: string; supplier_id?: string }) {
    const policies = this.list("inventory_policies");
    const defaults = {
      ...{
        reorder_point: this.settings.default_reorder_point,
        reorder_quantity: this.settings.default_reorder_quantity,
      },
      ...{ safety_stock: 0, max_stock: null, lead_time_days: this.settings.default_lead_time_days },
      ...{ id: null, supplier_id: null },
    };
    const levels = this.levels();
    const policyOf = (level: Row) => policies.find((policy) => isOf(level, policy));
    const unstocked = policies.filter((policy) => !levels.some((level) => isOf(level, policy)));
    const rules = [
      ...levels.map((level) => ({ level, policy: policyOf(level) ?? defaults })),
      ...unstocked.map((policy) => ({
        level: { ...(policy as (typeof levels)[number]), on_hand: 0n, reserved: 0n, held: 0n, incoming: 0n },
        policy,
      })),
    ];
    const low = rules
      .filter(({ level }) => isAt(level, location_id) && this.isActive(level))
      .map(({ level, policy }) => this.lowRow(level, policy))
      .filter(
        (row) => row.available + (this.settings.low_stock_includes_incoming ? row.incoming : 0n) <= row.reorder_point,
      )
      .filter((row) => source === undefined || row.source === source)
      .filter((row) => supplier_id === undefined || row.supplier_id === supplier_id)
      .toSorted(
        (one, other) =>
          byCover(one, other) ||
          by(
            ({ shortage }: Row) => -shortage,
            (row) => row.variant_id,
            (row) => row.location_id,
          )(one, other),
      );
    const totals = sumsOf(low, ["on_hand", "reserved", "held", "available", "incoming", "suggested_order_quantity"]);
    return { rows: low.map(({ demand, shortage, ...row }) => showAll(row)), meta: { totals } };
  }

  private isActive({ variant_id, location_id }: Row): boolean {
    return this.variant(variant_id).status === "active" && this.location(location_id).status === "active";
  }

  private lowRow(level: ReturnType<Oracle["levels"]>[number], policy: Row) {
    const { variant_id, location_id, on_hand, reserved, held, incoming } = level;
    const available = on_hand - reserved - held;
    const [reorder_point, safety_stock] = [scaled(policy.reorder_point), scaled(policy.safety_stock)];
    const missing = reorder_point + safety_stock - available - incoming;
    const wanted = larger(scaled(policy.reorder_quantity), missing);
    const allowed =
      policy.max_stock === null ? wanted : smaller(wanted, scaled(policy.max_stock) - available - incoming);
    const step = 10n ** BigInt(4 - this.variant(variant_id).quantity_decimals);
    const demand = -sum(
      this.entries
        .filter(
          (entry) => isOf(level, entry) && entry.type === "order_fulfilled" && entry.day > laterDate(this.today, -30),
        )
        .map((entry) => scaled(entry.on_hand_change)),
    );
    const cover = demand === 0n ? null : share(larger(0n, available), 30n * SCALE, demand);
    return {
      ...{
        ...this.nameVariant(variant_id),
        ...this.nameLocation(location_id),
        on_hand,
        reserved,
        held,
        available,
        incoming,
      },
      ...{ reorder_point, safety_stock, source: policy.id === null ? "default" : "policy", policy_id: policy.id },
      suggested_order_quantity: ((larger(0n, allowed) + step - 1n) / step) * step,
      lead_time_days: policy.lead_time_days,
      days_of_cover: cover === null ? null : shown(cover),
      projected_stockout_date: cover === null ? null : laterDate(this.today, Math.floor(shown(cover))),
      ...{ supplier_id: policy.supplier_id, demand, shortage: reorder_point - available },
    };
  }

  fastMovers({
    location_id,
    days = 30,
    by: ranking = "units",
  }: Place & { days?: number; by?: "units" | "revenue" | "margin" }) {
    const first = laterDate(this.today, 1 - days);
    const entries = this.entries.filter(
      (entry) =>
        ["order_fulfilled", "return_received", "return_disposed"].includes(entry.type) &&
        entry.day >= first &&
        isAt(entry, location_id),
    );
    const sold = [...Map.groupBy(entries, ({ variant_id }) => variant_id as string)]
      .map(([variant_id, of]) => this.soldRow(variant_id, of))
      .filter(({ units_sold }) => units_sold > 0n);
    const measure = { units: "net_units", revenue: "revenue", margin: "margin" }[ranking] as "net_units";
    const ranked = sold.toSorted(
      by(
        (row) => -row[measure],
        (row) => -row.net_units,
        (row) => row.variant_id,
      ),
    );
    const all_units = sum(ranked.map(({ net_units }) => net_units));
    const rows = ranked.map(({ variant_id, ...row }, index) => {
      const stock = this.levels().filter((level) => level.variant_id === variant_id && isAt(level, location_id));
      const available = sum(stock.map(({ on_hand, reserved, held }) => on_hand - reserved - held));
      const cover = row.net_units > 0n ? share(larger(0n, available), BigInt(days) * SCALE, row.net_units) : null;
      return {
        rank: index + 1,
        ...this.nameVariant(variant_id),
        ...showAll(row),
        velocity_per_day: shown(share(row.net_units, 1n, BigInt(days))),
        margin_percent: row.revenue === 0n ? null : shown(share(row.margin, 100n * SCALE, row.revenue)),
        ...{ on_hand: shown(sum(stock.map(({ on_hand }) => on_hand))), available: shown(available) },
        days_of_cover: cover === null ? null : shown(cover),
        share_of_units: all_units > 0n ? shown(share(row.net_units, SCALE, all_units)) : null,
      };
    });
    const members = ["units_sold", "units_returned", "net_units", "revenue", "cost_of_goods", "margin"];
    return { rows, meta: { totals: sumsOf(ranked, members) } };
  }

  private soldRow(variant_id: string, entries: readonly Row[]) {
    const amount = ({ unit_price, quantity }: Row) =>
      unit_price === null ? 0n : share(scaled(unit_price), scaled(Math.abs(quantity)), SCALE);
    const shipped = entries.filter(({ type }) => type === "order_fulfilled");
    const returned = entries.filter(({ type }) => type !== "order_fulfilled");
    const units = (of: readonly Row[]) => sum(of.map(({ quantity }) => scaled(Math.abs(quantity))));
    const isFirst = (entry: Row) =>
      entry ===
      this.entries.find(
        ({ type, reference_id, variant_id: of }) =>
          type === "order_fulfilled" && reference_id === entry.reference_id && of === variant_id,
      );
    const revenue = sum(shipped.map(amount)) - sum(returned.map(amount));
    const cost_of_goods = -sum(entries.map(({ value_change }) => scaled(value_change)));
    return {
      ...{ variant_id, units_sold: units(shipped), units_returned: units(returned) },
      ...{ net_units: units(shipped) - units(returned), revenue, cost_of_goods, margin: revenue - cost_of_goods },
      orders: shipped.filter(isFirst).length,
    };
  }

  inventoryAging({ location_id, age_bucket }: Place & { age_bucket?: string }) {
    const limits = { "0-30": 30, "31-60": 60, "61-90": 90, "90+": Number.POSITIVE_INFINITY };
    const all = this.levels()
      .filter((level) => level.on_hand > 0n && isAt(level, location_id))
      .map((level) => {
        const receipt = level.entries.findLast(({ type }) => RECEIPTS.includes(type));
        const last = receipt ?? (level.entries.find(({ on_hand_change }) => on_hand_change > 0) as Row);
        const age_days = (Date.parse(this.today) - Date.parse(last.day)) / DAY;
        const [bucket = ""] = Object.entries(limits).find(([, most]) => age_days <= most) ?? [];
        return { ...level, last, is_receipt: receipt !== undefined, age_days, age_bucket: bucket };
      })
      .toSorted(
        by(
          (level) => level.last.occurred_at,
          (level) => level.position,
        ),
      );
    const asked = all.filter((level) => age_bucket === undefined || level.age_bucket === age_bucket);
    const rows = asked.map(
      ({ variant_id, on_hand, value, last, is_receipt, age_days, age_bucket: bucket, location_id: at }) => ({
        ...{ ...this.nameVariant(variant_id), ...this.nameLocation(at), on_hand: shown(on_hand) },
        ...{ last_inbound_at: last.occurred_at, last_inbound_type: is_receipt ? last.type : "adjustment" },
        ...{ age_days, age_bucket: bucket, unit_cost: unitCost(value, on_hand), value: shown(value) },
      }),
    );
    const buckets = Object.keys(limits).map((name) => {
      const of = all.filter((level) => level.age_bucket === name);
      return { age_bucket: name, rows: of.length, ...sumsOf(of, ["on_hand", "value"]) };
    });
    return { rows, meta: { totals: sumsOf(asked, ["on_hand", "value"]), buckets } };
  }

  valuation({ location_id, as_of, group_by = "level" }: Place & { as_of?: string; group_by?: string }) {
    const counts = (entry: Row) =>
      as_of === undefined ||
      (as_of.length === 10 ? entry.day <= as_of : entry.occurred_at <= new Date(as_of).toISOString());
    const levels = this.levels(counts).filter((level) => level.on_hand > 0n && isAt(level, location_id));
    const keys: Record<string, (level: Row) => unknown> = {
      level: ({ position }) => position,
      variant: ({ variant_id }) => variant_id,
      location: ({ location_id: at }) => at,
      category: ({ variant_id }) => this.product(variant_id).category,
    };
    const rows = [...Map.groupBy(levels, keys[group_by] as (level: Row) => unknown).values()]
      .map((of) => ({
        of,
        ...{ on_hand: sum(of.map(({ on_hand }) => on_hand)), value: sum(of.map(({ value }) => value)) },
        ...{
          variant: lowest(of.map(({ variant_id }) => variant_id)),
          place: lowest(of.map((level) => level.location_id)),
        },
      }))
      .toSorted(
        by(
          (row) => -row.value,
          (row) => row.variant,
          (row) => row.place,
        ),
      )
      .map(({ variant, place, on_hand, value }) => {
        const nobody = { variant_id: null, sku: null, product_id: null, product_name: null };
        const is_of_variant = group_by === "level" || group_by === "variant";
        return {
          ...(is_of_variant ? this.nameVariant(variant) : nobody),
          category: group_by === "location" ? null : this.product(variant).category,
          ...(["level", "location"].includes(group_by)
            ? this.nameLocation(place)
            : { location_id: null, location_name: null }),
          ...{ on_hand: shown(on_hand), unit_cost: unitCost(value, on_hand), value: shown(value) },
        };
      });
    const entries = this.entries.filter(counts);
    const value = sum(
      entries.filter((entry) => isAt(entry, location_id)).map(({ value_change }) => scaled(value_change)),
    );
    const totals = { ...sumsOf(levels, ["on_hand"]), value: shown(value) };
    return { rows, meta: { totals: { ...totals, in_transit_value: shown(this.inTransit(entries, location_id)) } } };
  }

  /** From which day until which day nothing of a level was available, by the running quantities of its entries. */
  stockouts(): (string | null)[][] {
    return this.levels().flatMap(({ variant_id, location_id, entries }) => {
      let available = 0n;
      const intervals: (string | null)[][] = [];
      for (const entry of entries) {
        const before = available;
        available += scaled(entry.on_hand_change) - scaled(entry.reserved_change);
        if (before > 0n && available <= 0n) intervals.push([variant_id, location_id, entry.day, null]);
        if (before <= 0n && available > 0n) intervals.at(-1)?.splice(3, 1, entry.day);
      }
      return intervals;
    });
  }

  /** What left with transfers and has not arrived, of those that have not been closed. */
  private inTransit(entries: readonly Row[], location_id: string | undefined): bigint {
    const of = (id: string, type: string) =>
      entries.filter((entry) => entry.reference_id === id && entry.type === type);
    return sum(
      this.list("stock_transfers")
        .filter(({ to_location_id }) => location_id === undefined || to_location_id === location_id)
        .filter(({ id }) => of(id, "transfer_lost").length === 0)
        .map(
          ({ id }) =>
            -sum([...of(id, "transfer_out"), ...of(id, "transfer_in")].map((entry) => scaled(entry.value_change))),
        ),
    );
  }

  movements({
    from,
    to,
    group_by = "variant",
    location_id,
    sku,
  }: Place & { from?: string; to?: string; group_by?: string; sku?: string }) {
    const last = to ?? this.today;
    const first = from ?? laterDate(last, -29);
    const mine = this.entries.filter(
      (entry) => isAt(entry, location_id) && (sku === undefined || this.variant(entry.variant_id).sku === sku),
    );
    const key = (entry: Row) =>
      JSON.stringify([this.variant(entry.variant_id).sku, group_by === "level" ? entry.location_id : null]);
    const rows = [...Map.groupBy(mine, key).values()]
      .map((of) => ({ of, ...movedIn(of, first, last) }))
      .filter(
        ({ opening, in: moved_in, out, quantities }) =>
          opening.quantity !== 0 ||
          quantities.some((quantity) => quantity !== 0n) ||
          Object.keys({ ...moved_in, ...out }).length > 0,
      )
      .toSorted(
        by(
          ({ of: [entry] }) => this.variant(entry?.variant_id).sku,
          ({ of: [entry] }) => entry?.location_id,
        ),
      )
      .map(({ of: [entry = {}], quantities, ...moved }) => ({
        ...this.nameVariant(entry.variant_id),
        ...(group_by === "level" ? this.nameLocation(entry.location_id) : { location_id: null, location_name: null }),
        ...moved,
      }));
    const { quantities, ...totals } = movedIn(mine, first, last);
    return { rows, meta: { totals } };
  }
}

/** What entries moved in days, with what was there before and after. */
function movedIn(entries: readonly Row[], first: string, last: string) {
  const upTo = (until: (day: string) => boolean): Sums => {
    const of = entries.filter(({ day }) => until(day));
    const all = (member: string) => sum(of.map((entry) => scaled(entry[member])));
    return { quantity: all("on_hand_change"), value: all("value_change") };
  };
  const within = entries.filter(({ day }) => day >= first && day <= last);
  const side = (sign: bigint) => {
    const types = [...new Set(within.map(({ type }) => type as string))];
    const sums = types.map((type) => {
      const of = within.filter((entry) => entry.type === type);
      const all = (member: string) => sum(of.map((entry) => larger(0n, sign * scaled(entry[member]))));
      return [type, { quantity: all("on_hand_change"), value: all("value_change") }] as const;
    });
    return Object.fromEntries(
      sums
        .filter(([, { quantity, value }]) => quantity !== 0n || value !== 0n)
        .map(([type, moved]) => [type, showAll(moved)]),
    );
  };
  return {
    opening: showAll(upTo((day) => day < first)),
    ...{ in: side(1n), out: side(-1n), closing: showAll(upTo((day) => day <= last)) },
    quantities: within.map(({ on_hand_change }) => scaled(on_hand_change)),
  };
}

const isAt = (row: Row, location_id: string | undefined) =>
  location_id === undefined || row.location_id === location_id;
const isOf = (level: Row, row: Row) => row.variant_id === level.variant_id && row.location_id === level.location_id;
const lowest = (ids: readonly string[]): string => ids.toSorted()[0] as string;

/** Those that run out first, by exact fractions; without demand last. */
function byCover(one: Row, other: Row): number {
  if (one.demand === 0n || other.demand === 0n) return Number(one.demand === 0n) - Number(other.demand === 0n);
  const [a, b] = [larger(0n, one.available) * other.demand, larger(0n, other.available) * one.demand];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A row with its big integers as numbers. */
function showAll<T extends Row>(row: T): { [Member in keyof T]: T[Member] extends bigint ? number : T[Member] } {
  const entries = Object.entries(row).map(([member, value]) => [
    member,
    typeof value === "bigint" ? shown(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function sumsOf(rows: readonly Row[], members: readonly string[]) {
  return Object.fromEntries(members.map((member) => [member, shown(sum(rows.map((row) => row[member])))]));
}
