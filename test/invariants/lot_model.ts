import { Books, type Brought, share, stored } from "./books";

/** What Stockbook should say of one variant's lots, in whole units and days; money is in stored units. */

export type Lot = {
  number: string;
  /** The last day on which it may be used; null for ever. */
  expiry: number | null;
  disposition: "active" | "quarantine" | "recalled";
  /** Per place. */
  on_hand: number[];
  reserved: number[];
};
/** Something that reserves and takes: an order's line, or a batch's input. */
export type Claim = {
  id: string;
  loc: number;
  quantity: number;
  reserved: Map<Lot, number>;
  taken: Map<Lot, number>;
  status: string;
  /** What an order sells one for. */
  price: bigint;
  /** What that which it took has cost, or has been worth as a batch's input; and what of it is still with the customer. */
  cost: bigint;
  kept: { quantity: number; cost: bigint };
};
export type Transfer = {
  id: string;
  from: number;
  quantity: number;
  moving: Map<Lot, number>;
  status: string;
  /** By what has happened to the goods: how many, and what they were worth. */
  shipped: Goods;
  received: Goods;
  lost: Goods;
};
type Goods = { quantity: number; value: bigint };
/** What the ledger says that moved, and for which document. */
export type Move = { type: string; sku: string; loc: number; quantity: number; on_hand: number; reference_id: string };

/** `ok`, or the code of the refusal. */
export type Outcome = string;

const sum = (map: Map<Lot, number>) => [...map.values()].reduce((total, quantity) => total + quantity, 0);
const add = (map: Map<Lot, number>, lot: Lot, by: number) => map.set(lot, (map.get(lot) ?? 0) + by);

export class LotModel {
  books = new Books(1);
  /** What adjustments said that one costs; and which order's goods came back with a return. */
  costs = new Map<string, bigint>();
  returns = new Map<string, string>();
  day = 0;
  /** In the order they were first received. */
  lots: Lot[] = [];
  orders: Claim[] = [];
  batches: Claim[] = [];
  transfers: Transfer[] = [];
  made = [0, 0];

  usable({ disposition, expiry }: Lot): boolean {
    return disposition === "active" && (expiry === null || expiry >= this.day);
  }

  free(lot: Lot, loc: number): number {
    return (lot.on_hand[loc] as number) - (lot.reserved[loc] as number);
  }

  level(loc: number) {
    const total = (of: "on_hand" | "reserved") => this.lots.reduce((all, lot) => all + (lot[of][loc] as number), 0);
    const held = this.lots.reduce((all, lot) => all + (this.usable(lot) ? 0 : Math.max(0, this.free(lot, loc))), 0);
    const [on_hand, reserved] = [total("on_hand"), total("reserved")];
    return { on_hand, reserved, held, available: on_hand - reserved - held };
  }

  /** First expired, first out; then first received. */
  fefo(): Lot[] {
    return this.lots.toSorted((one, other) => (one.expiry ?? 1e6) - (other.expiry ?? 1e6));
  }

  receive(number: string, expiry: number | null, loc: number, quantity: number): void {
    const known = this.lots.find((lot) => lot.number === number);
    const lot: Lot = known ?? { number, expiry, disposition: "active", on_hand: [0, 0], reserved: [0, 0] };
    if (!known) this.lots.push(lot);
    lot.on_hand[loc] = (lot.on_hand[loc] as number) + quantity;
  }

  reserve(claim: Claim): Outcome {
    let rest = claim.quantity - sum(claim.taken) - sum(claim.reserved);
    if (rest > Math.max(0, this.level(claim.loc).available)) return "insufficient_stock";
    for (const lot of this.fefo().filter((one) => this.usable(one))) {
      const quantity = Math.min(rest, Math.max(0, this.free(lot, claim.loc)));
      if (quantity === 0) continue;
      lot.reserved[claim.loc] = (lot.reserved[claim.loc] as number) + quantity;
      add(claim.reserved, lot, quantity);
      rest -= quantity;
    }
    return "ok";
  }

  /**
   * Takes what is reserved first, then what is free, of one lot if it is named: all of it or nothing. With `any`, a named
   * lot need not be one that may be sold.
   */
  take(claim: Claim, wanted: number, only?: Lot, any = false): Outcome {
    const { loc } = claim;
    const undo = this.snapshot(claim);
    const meant = this.fefo().filter((lot) => !only || lot === only);
    let rest = wanted;
    let blocked = false;
    for (const lot of meant) {
      const own = claim.reserved.get(lot) ?? 0;
      if (own > 0 && !this.usable(lot)) blocked = true;
      if (own === 0 || !this.usable(lot)) continue;
      const quantity = Math.min(rest, own, lot.on_hand[loc] as number);
      this.move(claim, lot, quantity, quantity);
      rest -= quantity;
      // What is set aside of a lot that is gone is had from elsewhere.
      const unbacked = lot.on_hand[loc] === 0 ? Math.min(rest, claim.reserved.get(lot) ?? 0) : 0;
      lot.reserved[loc] = (lot.reserved[loc] as number) - unbacked;
      add(claim.reserved, lot, -unbacked);
    }
    for (const lot of blocked ? [] : meant) {
      const room = this.usable(lot) ? Math.max(0, this.level(loc).available) : only && any ? rest : 0;
      const quantity = Math.min(rest, room, Math.max(0, this.free(lot, loc)));
      this.move(claim, lot, quantity, 0);
      rest -= quantity;
    }
    if (rest === 0) return "ok";
    undo();
    return "insufficient_stock";
  }

  /** Takes several quantities, those of named lots first, and lets go of what is reserved beyond what is then still open. */
  takeParts(claim: Claim, parts: readonly { lot: Lot | undefined; quantity: number }[]): Outcome {
    const wanted = parts.reduce((total, { quantity }) => total + quantity, 0);
    if (wanted > claim.quantity - sum(claim.taken)) return "validation_failed";
    const undo = this.snapshot(claim);
    const by_lot = [...Map.groupBy(parts, ({ lot }) => lot)].toSorted(
      ([one], [other]) => Number(!one) - Number(!other),
    );
    for (const [lot, same] of by_lot) {
      const quantity = same.reduce((total, part) => total + part.quantity, 0);
      if (this.take(claim, quantity, lot) === "ok") continue;
      undo();
      return "insufficient_stock";
    }
    this.letGo(claim, claim.quantity - sum(claim.taken));
    return "ok";
  }

  /** Lets go of what is reserved beyond `keep`: first of lots that may not be sold, then of those that expire last. */
  private letGo(claim: Claim, keep: number): void {
    const lots = this.fefo();
    let excess = sum(claim.reserved) - keep;
    for (const lot of [
      ...lots.filter((one) => !this.usable(one)),
      ...lots.filter((one) => this.usable(one)).toReversed(),
    ]) {
      const quantity = Math.min(Math.max(0, excess), claim.reserved.get(lot) ?? 0);
      lot.reserved[claim.loc] = (lot.reserved[claim.loc] as number) - quantity;
      add(claim.reserved, lot, -quantity);
      excess -= quantity;
    }
  }

  /** How to bring back what a claim and all lots have now. */
  private snapshot(claim: Claim): () => void {
    const lots = this.lots.map((lot) => ({ lot, on_hand: [...lot.on_hand], reserved: [...lot.reserved] }));
    const [reserved, taken] = [new Map(claim.reserved), new Map(claim.taken)];
    return () => {
      for (const { lot, on_hand, reserved } of lots) Object.assign(lot, { on_hand, reserved });
      Object.assign(claim, { reserved, taken });
    };
  }

  private move({ loc, reserved, taken }: Claim, lot: Lot, quantity: number, from_reservation: number): void {
    if (quantity === 0) return;
    lot.on_hand[loc] = (lot.on_hand[loc] as number) - quantity;
    lot.reserved[loc] = (lot.reserved[loc] as number) - from_reservation;
    add(reserved, lot, -from_reservation);
    add(taken, lot, quantity);
  }

  release(claim: Claim, only?: Lot): void {
    for (const [lot, quantity] of claim.reserved) {
      if (only && lot !== only) continue;
      lot.reserved[claim.loc] = (lot.reserved[claim.loc] as number) - quantity;
      claim.reserved.set(lot, 0);
    }
  }

  /** What happens anyway: the earliest expiry first, whether it may be sold or not. */
  waste(loc: number, wanted: number, only?: Lot): Outcome {
    const meant = this.fefo().filter((lot) => !only || lot === only);
    if (meant.reduce((total, lot) => total + (lot.on_hand[loc] as number), 0) < wanted) return "insufficient_stock";
    let rest = wanted;
    for (const lot of meant) {
      const quantity = Math.min(rest, lot.on_hand[loc] as number);
      lot.on_hand[loc] = (lot.on_hand[loc] as number) - quantity;
      rest -= quantity;
    }
    return "ok";
  }

  block(lot: Lot, disposition: Lot["disposition"]): void {
    lot.disposition = disposition;
    if (disposition === "active") return;
    for (const claim of [...this.orders, ...this.batches]) {
      if ((claim.reserved.get(lot) ?? 0) === 0) continue;
      this.release(claim, lot);
      if (claim.status !== "in_progress") claim.status = statusOf(claim);
    }
  }

  ship(transfer: Transfer, only?: Lot): Outcome {
    const claim = { ...newClaim(transfer.from, transfer.quantity), taken: transfer.moving };
    const outcome = this.take(claim, transfer.quantity, only, true);
    transfer.moving = claim.taken;
    return outcome;
  }

  /** A quantity arrives, of one lot if it is named, the first to expire first; with `close`, the rest is lost. */
  arrive(transfer: Transfer, quantity: number, only: Lot | undefined, close: boolean): Outcome {
    if (!["in_transit", "partially_received"].includes(transfer.status)) return "invalid_status";
    const there = only ? (transfer.moving.get(only) ?? 0) : sum(transfer.moving);
    if (quantity > there) return "validation_failed";
    const to = 1 - transfer.from;
    let rest = quantity;
    for (const lot of this.fefo().filter((one) => !only || one === only)) {
      const part = Math.min(rest, transfer.moving.get(lot) ?? 0);
      if (part === 0) continue;
      lot.on_hand[to] = (lot.on_hand[to] as number) + part;
      add(transfer.moving, lot, -part);
      rest -= part;
    }
    if (close) transfer.moving = new Map();
    transfer.status = sum(transfer.moving) === 0 ? "received" : "partially_received";
    return "ok";
  }

  /**
   * What an entry of the ledger is worth: from which lots, and in which order, is read from it, what it is worth is not. Returns
   * also what one of it costs.
   */
  enter(move: Move): { value: bigint; unit_cost: bigint | null } {
    const { type, sku, loc, quantity, on_hand, reference_id } = move;
    const brought = this.broughtBy(move);
    if (on_hand === 0) {
      if (!brought || !("value" in brought)) return { value: 0n, unit_cost: null };
      return { value: brought.value, unit_cost: share(brought.value, 1, quantity) };
    }
    const moved = this.books.change(sku, loc, on_hand, brought);
    const is = ({ id }: { id: string }) => id === reference_id;
    const taken = type.startsWith("production") ? this.batches.find(is) : this.orders.find(is);
    if (on_hand < 0 && taken) {
      taken.cost += moved.value;
      taken.kept.cost += moved.value;
      taken.kept.quantity += quantity;
    }
    if (type === "transfer_out") count(this.transferOf(reference_id).shipped, quantity, moved.value);
    return moved;
  }

  private transferOf(id: string): Transfer {
    return this.transfers.find((transfer) => transfer.id === id) as Transfer;
  }

  /** What goods bring with them; of those that don't get here, what was lost. */
  private broughtBy({ type, quantity, reference_id }: Move): Brought {
    if (type === "adjustment") {
      const unit_cost = this.costs.get(reference_id);
      return unit_cost === undefined ? null : { unit_cost };
    }
    if (type === "transfer_in" || type === "transfer_lost") {
      const { shipped, received, lost } = this.transferOf(reference_id);
      const [rest, value] = (["quantity", "value"] as const).map(
        (of) => BigInt(shipped[of]) - BigInt(received[of]) - BigInt(lost[of]),
      );
      const part = share(value as bigint, quantity, Number(rest));
      count(type === "transfer_in" ? received : lost, quantity, part);
      return { value: part };
    }
    if (type === "return_received" || type === "return_disposed") {
      const order = this.orders.find(({ id }) => id === this.returns.get(reference_id)) as Claim;
      const value = share(order.kept.cost, quantity, order.kept.quantity);
      order.kept.cost -= value;
      order.kept.quantity -= quantity;
      return { value };
    }
    if (type === "production_output") {
      return { value: this.batches.find(({ id }) => id === reference_id)?.cost ?? 0n };
    }
    return null;
  }
}

export function newClaim(loc: number, quantity: number, price = 0): Claim {
  return {
    ...{ id: "", loc, quantity, reserved: new Map(), taken: new Map(), status: "pending" },
    ...{ price: stored(price), cost: 0n, kept: { quantity: 0, cost: 0n } },
  };
}

function count(goods: Goods, quantity: number, value: bigint): void {
  goods.quantity += quantity;
  goods.value += value;
}

/** What an order that is not cancelled is, by what is reserved for it and what was taken. */
export function statusOf({ quantity, reserved, taken }: Claim): string {
  const [set_aside, gone] = [sum(reserved), sum(taken)];
  if (gone === quantity) return "fulfilled";
  if (gone > 0) return "partially_fulfilled";
  if (set_aside === quantity) return "reserved";
  return set_aside > 0 ? "partially_reserved" : "pending";
}

export { sum };
