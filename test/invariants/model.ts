/** What Stockbook should say, in a few dozen lines: numbers are thousandths, so that they are exact here as well. */

export type Line = {
  sku: string;
  loc: number;
  quantity: number;
  reserved: number;
  fulfilled: number;
  cancelled: number;
  claimed: number;
  returned: number;
};
export type Order = { id: string; lines: Line[]; cancelled: boolean };
export type Purchase = { id: string; sku: string; loc: number; quantity: number; received: number; ended: boolean };
export type Transfer = {
  id: string;
  sku: string;
  from: number;
  to: number;
  quantity: number;
  shipped: number;
  received: number;
  lost: number;
  status: string;
};
export type Level = { on_hand: number; reserved: number };

/** `ok`, or the code of the refusal. */
export type Outcome = string;

export class Model {
  levels = new Map<string, Level>();
  orders: Order[] = [];
  purchases: Purchase[] = [];
  transfers: Transfer[] = [];

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
      ordered.reduce((sum, p) => sum + Math.max(0, p.quantity - p.received), 0) +
      moving.reduce((sum, t) => sum + t.shipped - t.received - t.lost, 0)
    );
  }

  /** A physical fact needs only what is on hand. */
  adjust(sku: string, loc: number, change: number): Outcome {
    const level = this.level(sku, loc);
    if (level.on_hand + change < 0) return "insufficient_stock";
    level.on_hand += change;
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
    const lines = order.lines.map((line) => ({ ...line }));
    let short = false;
    for (const line of order.lines) {
      const level = this.level(line.sku, line.loc);
      const wanted = open(line) - line.reserved;
      const taken = Math.min(wanted, Math.max(0, level.on_hand - level.reserved));
      short ||= taken < wanted;
      level.reserved += taken;
      line.reserved += taken;
    }
    if (!short || partial) return "ok";
    this.levels = new Map(before);
    order.lines = lines;
    return "insufficient_stock";
  }

  fulfil(order: Order, only?: { line: number; quantity: number }): Outcome {
    if (["fulfilled", "cancelled"].includes(statusOf(order))) return "invalid_status";
    const wanted = order.lines.map((line, at) => (only ? (at === only.line ? only.quantity : 0) : open(line)));
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
    for (const [at, line] of order.lines.entries()) {
      const quantity = wanted[at] as number;
      const used = Math.min(quantity, line.reserved);
      const level = this.level(line.sku, line.loc);
      level.on_hand -= quantity;
      level.reserved -= used;
      line.reserved -= used;
      line.fulfilled += quantity;
    }
    return "ok";
  }

  cancel(order: Order): Outcome {
    if (["fulfilled", "cancelled"].includes(statusOf(order))) return "invalid_status";
    for (const line of order.lines) {
      this.level(line.sku, line.loc).reserved -= line.reserved;
      line.cancelled += open(line);
      line.reserved = 0;
    }
    order.cancelled = true;
    return "ok";
  }

  receive(purchase: Purchase, quantity: number): Outcome {
    if (purchase.ended || purchase.received >= purchase.quantity) return "invalid_status";
    if (quantity > purchase.quantity - purchase.received) return "validation_failed";
    purchase.received += quantity;
    this.level(purchase.sku, purchase.loc).on_hand += quantity;
    return "ok";
  }

  ship(transfer: Transfer): Outcome {
    if (transfer.status !== "draft") return "invalid_status";
    const level = this.level(transfer.sku, transfer.from);
    if (transfer.quantity > level.on_hand - level.reserved) return "insufficient_stock";
    level.on_hand -= transfer.quantity;
    transfer.shipped = transfer.quantity;
    transfer.status = "in_transit";
    return "ok";
  }

  arrive(transfer: Transfer, quantity: number, close: boolean): Outcome {
    if (!["in_transit", "partially_received"].includes(transfer.status)) return "invalid_status";
    const rest = transfer.shipped - transfer.received - transfer.lost;
    if (quantity > rest) return "validation_failed";
    transfer.received += quantity;
    if (close) transfer.lost += rest - quantity;
    this.level(transfer.sku, transfer.to).on_hand += quantity;
    transfer.status = transfer.received + transfer.lost === transfer.shipped ? "received" : "partially_received";
    return "ok";
  }

  /** Goods come back to where they were shipped from; only what is sellable adds stock. */
  giveBack(order: Order, at: number, quantity: number, sellable: boolean): Outcome {
    const line = order.lines[at] as Line;
    if (quantity > line.fulfilled - line.claimed) return "validation_failed";
    line.claimed += quantity;
    line.returned += quantity;
    if (sellable) this.level(line.sku, line.loc).on_hand += quantity;
    return "ok";
  }
}

function open(line: Line): number {
  return line.quantity - line.fulfilled - line.cancelled;
}

export function statusOf({ lines, cancelled }: Order): string {
  if (cancelled) return "cancelled";
  if (lines.every((line) => open(line) === 0)) return "fulfilled";
  if (lines.some((line) => line.fulfilled > 0)) return "partially_fulfilled";
  if (lines.every((line) => line.reserved === open(line))) return "reserved";
  return lines.some((line) => line.reserved > 0) ? "partially_reserved" : "pending";
}
