import { Books, type Brought, share } from "./books";

/**
 * What Stockbook should say, in a few dozen lines: quantities are thousandths, so that they are exact here as well, and money
 * is in stored units.
 */

export type Line = {
  sku: string;
  loc: number;
  quantity: number;
  reserved: number;
  fulfilled: number;
  cancelled: number;
  claimed: number;
  returned: number;
  price: bigint | null;
  revenue: bigint;
  cost: bigint;
  returned_cost: bigint;
};
export type Order = { id: string; lines: Line[]; cancelled: boolean };
export type Purchase = {
  id: string;
  sku: string;
  loc: number;
  quantity: number;
  received: number;
  rejected: number;
  ended: boolean;
  unit_cost: bigint | null;
};
export type Transfer = {
  id: string;
  sku: string;
  from: number;
  to: number;
  quantity: number;
  shipped: number;
  received: number;
  lost: number;
  shipped_value: bigint;
  received_value: bigint;
  lost_value: bigint;
  status: string;
};
export type Level = { on_hand: number; reserved: number };
/** A count of one variant; `counted` is null until it is, and `at` the time in milliseconds that it is counted for. */
export type Count = {
  id: string;
  sku: string;
  loc: number;
  counted: { quantity: number; expected: number; at: number } | null;
  status: "in_progress" | "completed";
};

/** `ok`, or the code of the refusal. */
export type Outcome = string;

/** Below this much available, in thousandths, stock is low. */
export const REORDER_POINT = 2000;

export class Model {
  books = new Books(1000);
  levels = new Map<string, Level>();
  orders: Order[] = [];
  purchases: Purchase[] = [];
  transfers: Transfer[] = [];
  counts: Count[] = [];
  /** What counts have corrected, and when. */
  corrections: { sku: string; loc: number; at: number; change: number }[] = [];
  /** The levels after each write, oldest first. */
  past: { at: number; levels: Map<string, Level & { value: bigint }> }[] = [];
  /** The events that levels have caused and nobody has asked for yet. */
  told: string[] = [];

  /** One entry of the ledger; returns what that which moved is worth. */
  move(sku: string, loc: number, on_hand: number, reserved = 0, brought: Brought = null): bigint {
    const level = this.level(sku, loc);
    const before = level.on_hand - level.reserved;
    level.on_hand += on_hand;
    level.reserved += reserved;
    const after = level.on_hand - level.reserved;
    if (after < 0 && before >= 0) this.told.push("inventory.oversold");
    if (after <= 0 && before > 0) this.told.push("inventory.out");
    if (after <= REORDER_POINT && before > REORDER_POINT) this.told.push("inventory.low");
    if (after > 0 && before <= 0) this.told.push("inventory.restocked");
    return this.books.change(sku, loc, on_hand, brought).value;
  }

  /** Remembers the levels as they are at a time. */
  remember(at: number): void {
    const levels = new Map(
      [...this.levels].map(([key, level]) => {
        const [sku, loc] = key.split(" ") as [string, string];
        return [key, { ...level, value: this.books.value(sku, Number(loc)) }];
      }),
    );
    if (this.past.at(-1)?.at === at) this.past.pop();
    this.past.push({ at, levels });
  }

  /** A level as it was at a time. */
  levelAt(sku: string, loc: number, at: number): Level & { value: bigint } {
    const then = this.past.findLast((moment) => moment.at <= at);
    return then?.levels.get(`${sku} ${loc}`) ?? { on_hand: 0, reserved: 0, value: 0n };
  }

  level(sku: string, loc: number): Level {
    const key = `${sku} ${loc}`;
    const level = this.levels.get(key) ?? { on_hand: 0, reserved: 0 };
    this.levels.set(key, level);
    return level;
  }

  incoming(sku: string, loc: number): number {
    const ordered = this.purchases.filter((p) => p.sku === sku && p.loc === loc && !p.ended);
    const moving = this.transfers.filter((t) => t.sku === sku && t.to === loc);
    return (
      ordered.reduce((sum, p) => sum + expected(p), 0) +
      moving.reduce((sum, t) => sum + t.shipped - t.received - t.lost, 0)
    );
  }

  /** A physical fact needs only what is on hand. */
  adjust(sku: string, loc: number, change: number, brought: Brought): Outcome {
    const level = this.level(sku, loc);
    if (level.on_hand + change < 0) return "insufficient_stock";
    this.move(sku, loc, change, 0, brought);
    return "ok";
  }

  /** Demand needs what is available: all lines or none, unless partial. */
  reserve(order: Order, partial: boolean): Outcome {
    const status = statusOf(order);
    const short = order.lines.some((line) => open(line) > line.reserved);
    if (!["pending", "partially_reserved", "partially_fulfilled"].includes(status) || !short) return "invalid_status";
    return this.take(order, partial);
  }

  take(order: Order, partial: boolean): Outcome {
    const before = [...this.levels].map(([key, level]) => [key, { ...level }] as const);
    const told = [...this.told];
    const lines = order.lines.map((line) => ({ ...line }));
    let short = false;
    for (const line of order.lines) {
      const level = this.level(line.sku, line.loc);
      const wanted = open(line) - line.reserved;
      const taken = Math.min(wanted, Math.max(0, level.on_hand - level.reserved));
      short ||= taken < wanted;
      this.move(line.sku, line.loc, 0, taken);
      line.reserved += taken;
    }
    if (!short || partial) return "ok";
    this.levels = new Map(before);
    this.told = told;
    order.lines = lines;
    return "insufficient_stock";
  }

  /** Ships quantities of lines by their positions, or everything open. */
  fulfil(order: Order, only?: readonly { line: number; quantity: number }[]): Outcome {
    if (["fulfilled", "cancelled"].includes(statusOf(order))) return "invalid_status";
    const asked = (at: number) => only?.reduce((sum, one) => sum + (one.line === at ? one.quantity : 0), 0);
    const wanted = order.lines.map((line, at) => asked(at) ?? open(line));
    if (order.lines.some((line, at) => (wanted[at] as number) > open(line))) return "validation_failed";
    const copies = new Map(
      [...this.levels].map(([key, level]) => [key, { ...level, free: level.on_hand - level.reserved }]),
    );
    for (const [at, line] of order.lines.entries()) {
      const quantity = wanted[at] as number;
      const copy = copies.get(`${line.sku} ${line.loc}`) ?? { on_hand: 0, reserved: 0, free: 0 };
      const free = quantity - Math.min(quantity, line.reserved);
      if (quantity > copy.on_hand || (free > 0 && free > copy.free)) return "insufficient_stock";
      copy.on_hand -= quantity;
      copy.free -= free;
    }
    this.ship(order, wanted);
    return "ok";
  }

  /** Takes quantities of an order's lines off hand, what is reserved first; each line has cost what it takes of its level. */
  ship(order: Order, quantities: readonly number[]): void {
    for (const [at, line] of order.lines.entries()) {
      const quantity = quantities[at] as number;
      const used = Math.min(quantity, line.reserved);
      line.cost += this.move(line.sku, line.loc, -quantity, -used);
      line.revenue += this.books.amount(line.price ?? 0n, quantity);
      line.reserved -= used;
      line.fulfilled += quantity;
    }
  }

  cancel(order: Order): Outcome {
    if (["fulfilled", "cancelled"].includes(statusOf(order))) return "invalid_status";
    for (const line of order.lines) {
      this.move(line.sku, line.loc, 0, -line.reserved);
      line.cancelled += open(line);
      line.reserved = 0;
    }
    order.cancelled = true;
    return "ok";
  }

  /** What is rejected is no longer expected, and no stock; more than can be received only if that is allowed. */
  receive(purchase: Purchase, quantity: number, rejected: number, over: boolean, unit_cost: bigint | null): Outcome {
    if (purchase.ended || receivable(purchase) === 0) return "invalid_status";
    if (quantity + rejected > receivable(purchase) && !over) return "validation_failed";
    purchase.received += quantity;
    purchase.rejected += rejected;
    this.move(purchase.sku, purchase.loc, quantity, 0, unit_cost === null ? null : { unit_cost });
    return "ok";
  }

  send(transfer: Transfer): Outcome {
    if (transfer.status !== "draft") return "invalid_status";
    const level = this.level(transfer.sku, transfer.from);
    if (transfer.quantity > level.on_hand - level.reserved) return "insufficient_stock";
    transfer.shipped_value = this.move(transfer.sku, transfer.from, -transfer.quantity);
    transfer.shipped = transfer.quantity;
    transfer.status = "in_transit";
    return "ok";
  }

  /** What arrives brings its share of what is in transit; what is lost takes the rest. */
  arrive(transfer: Transfer, quantity: number, close: boolean): Outcome {
    if (!["in_transit", "partially_received"].includes(transfer.status)) return "invalid_status";
    const rest = transfer.shipped - transfer.received - transfer.lost;
    if (quantity > rest) return "validation_failed";
    const in_transit = transfer.shipped_value - transfer.received_value - transfer.lost_value;
    const value = share(in_transit, quantity, rest);
    transfer.received += quantity;
    transfer.received_value += value;
    if (close) {
      transfer.lost += rest - quantity;
      transfer.lost_value += in_transit - value;
    }
    this.move(transfer.sku, transfer.to, quantity, 0, { value });
    transfer.status = transfer.received + transfer.lost === transfer.shipped ? "received" : "partially_received";
    return "ok";
  }

  /** A return authorization claims what was shipped and no other one claims. */
  claim(order: Order, at: number, quantity: number): Outcome {
    const line = order.lines[at] as Line;
    if (quantity > line.fulfilled - line.claimed) return "validation_failed";
    line.claimed += quantity;
    return "ok";
  }

  /**
   * What was claimed comes back to where it was shipped from, at what it left with; only what is sellable adds stock. Returns
   * what it is worth.
   */
  giveBack(order: Order, at: number, quantity: number, sellable: boolean): bigint {
    const line = order.lines[at] as Line;
    const value = share(line.cost - line.returned_cost, quantity, line.fulfilled - line.returned);
    line.returned += quantity;
    line.returned_cost += value;
    if (sellable) this.move(line.sku, line.loc, quantity, 0, { value });
    return value;
  }

  /** A variant gets another cost, and all that is on hand of it; without one there must be nothing on hand. */
  reprice(sku: string, cost: bigint | null): Outcome {
    if (cost === null && [0, 1].some((loc) => this.level(sku, loc).on_hand > 0)) return "validation_failed";
    this.books.reprice(sku, cost);
    return "ok";
  }

  /** Counts for a time, now or past: expected is what was on hand then. */
  see(count: Count, quantity: number, at: number): Outcome {
    if (count.status !== "in_progress") return "invalid_status";
    count.counted = { quantity, expected: this.levelAt(count.sku, count.loc, at).on_hand, at };
    return "ok";
  }

  /** Corrects by the variance, unless another count of the same was counted later; what others corrected since is expected. */
  finish(count: Count, now: number): Outcome {
    if (count.status !== "in_progress") return "invalid_status";
    const { sku, loc, counted } = count;
    const isSame = (other: { sku: string; loc: number }) => other.sku === sku && other.loc === loc;
    if (counted) {
      const is_superseded = this.counts.some(
        (other) => other.status === "completed" && isSame(other) && (other.counted?.at ?? 0) > counted.at,
      );
      const corrected = this.corrections
        .filter((one) => isSame(one) && one.at > counted.at)
        .reduce((sum, { change }) => sum + change, 0);
      const change = is_superseded ? 0 : counted.quantity - counted.expected - corrected;
      if (this.level(sku, loc).on_hand + change < 0) return "insufficient_stock";
      this.move(sku, loc, change);
      this.corrections.push({ sku, loc, at: now, change });
    }
    count.status = "completed";
    return "ok";
  }

  /** Whether a variant is in documents that are not closed, so that it is not archived. */
  isInUse(sku: string): boolean {
    return (
      [0, 1].some((loc) => this.level(sku, loc).on_hand !== 0 || this.level(sku, loc).reserved !== 0) ||
      this.orders.some(({ lines }) => lines.some((line) => line.sku === sku && open(line) > 0)) ||
      this.purchases.some((purchase) => purchase.sku === sku && !purchase.ended && receivable(purchase) > 0) ||
      this.transfers.some((transfer) => transfer.sku === sku && transfer.status !== "received")
    );
  }
}

function expected({ quantity, received, rejected }: Purchase): number {
  return Math.max(0, quantity - received - rejected);
}

/** What is expected or, if as much was rejected as was ordered, what has not been replaced. */
export function receivable(purchase: Purchase): number {
  const { quantity, received, rejected } = purchase;
  return rejected >= quantity ? Math.max(0, quantity - received) : expected(purchase);
}

export function open(line: Line): number {
  return line.quantity - line.fulfilled - line.cancelled;
}

/** What an order has cost and brought in beyond that; the margin is null if something was shipped without a price. */
export function proceedsOf({ lines }: Order): { cost: bigint; margin: bigint | null } {
  const sum = (of: (line: Line) => bigint) => lines.reduce((all, line) => all + of(line), 0n);
  const is_priced = lines.every((line) => line.fulfilled === 0 || line.price !== null);
  return { cost: sum((line) => line.cost), margin: is_priced ? sum((line) => line.revenue - line.cost) : null };
}

export function statusOf({ lines, cancelled }: Order): string {
  if (cancelled) return "cancelled";
  if (lines.every((line) => open(line) === 0)) return "fulfilled";
  if (lines.some((line) => line.fulfilled > 0)) return "partially_fulfilled";
  if (lines.every((line) => line.reserved === open(line))) return "reserved";
  return lines.some((line) => line.reserved > 0) ? "partially_reserved" : "pending";
}
