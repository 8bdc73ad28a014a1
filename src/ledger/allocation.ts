import type { LineLot, LotName } from "../../drizzle/tenant";
import { insufficient, type Problem } from "../shared/errors";
import { fromScaled } from "../shared/quantity";
import type { Stock } from "./levels";
import { firstExpiredFirst } from "./lots";

type Place = { variant_id: string; location_id: string };

/** A line of a document, as far as stock is concerned: what it is about, and what is set aside for it. */
export type StockLine = Place & { id: string; sku: string; reserved_quantity: number; lots: readonly LineLot[] };

/** So much, of which lot (null: the variant has none), and how much of it the line had reserved. */
export type Part = { lot: LotName | null; quantity: number; from_reservation: number };

/** The stock of one lot, or of a variant that has none: one lot without a name, which never expires. */
type Bin = { lot: LotName | null; usable: boolean; on_hand: number; reserved: number };
type Claim = { lot: LotName | null; reserved: number };

export type Shelf = ReturnType<typeof openShelf>;

/** Names a level in a map. */
export function stockKey({ variant_id, location_id }: Place): string {
  return `${variant_id} ${location_id}`;
}

/**
 * The stock that a command is about, as it will be while its lines are decided one after the other, on the day `today`.
 * Lots are taken first expired first out, then first received; never from one that is expired, quarantined or recalled
 * unless it is said. What can't be had is noted in `problems`, all of it, for the command to refuse.
 */
export function openShelf(levels: readonly Stock[], today: string) {
  const shelves = new Map(levels.map((level) => [stockKey(level), binsOf(level, today)]));
  const claims = new Map<string, Claim[]>();
  const problems: Problem[] = [];

  const binsAt = (place: Place) => shelves.get(stockKey(place)) ?? [];
  const claimsOf = (line: StockLine) => {
    const known = claims.get(line.id) ?? claimsBy(line);
    claims.set(line.id, known);
    return known;
  };

  /** What may be promised: on hand, less what is reserved, less what is held; what is owed of any lot is owed. */
  const available = (place: Place) =>
    binsAt(place).reduce((sum, { usable, on_hand, reserved }) => {
      const free = on_hand - reserved;
      return sum + (usable ? free : Math.min(0, free));
    }, 0);

  /** Sets aside as much of `wanted` as is available. */
  function reserve(line: Place, wanted: number): Part[] {
    let rest = Math.min(wanted, Math.max(0, available(line)));
    const parts: Part[] = [];
    for (const bin of binsAt(line)) {
      const quantity = Math.min(rest, bin.usable ? bin.on_hand - bin.reserved : 0);
      if (quantity <= 0) continue;
      bin.reserved += quantity;
      rest -= quantity;
      parts.push({ lot: bin.lot, quantity, from_reservation: 0 });
    }
    return parts;
  }

  /** Sets aside all of `wanted`, or notes what is short. */
  function reserveAll(line: Place & { sku: string }, wanted: number): Part[] {
    const parts = reserve(line, wanted);
    const obtainable = parts.reduce((sum, { quantity }) => sum + quantity, 0);
    if (obtainable < wanted) problems.push(shortage(line, wanted, obtainable, false));
    return parts;
  }

  /**
   * Takes `wanted` away for a line: of what is set aside for it first, then of what is available; of one lot, where one is
   * named. `moves` may take from a lot that may not be sold, if it is named. What is set aside for it of a lot that is not
   * there any more is `released`, to be posted first, and had from other lots.
   */
  function take(line: StockLine, wanted: number, lot_id?: string, moves = false): { released: Part[]; taken: Part[] } {
    const meant = (lot: LotName | null) => lot_id === undefined || lot?.lot_id === lot_id;
    const bins = binsAt(line).filter(({ lot }) => meant(lot));
    const [taken, released]: [Part[], Part[]] = [[], []];
    let rest = wanted;
    const takeFrom = (bin: Bin, quantity: number, from_reservation: number) => {
      bin.on_hand -= quantity;
      bin.reserved -= from_reservation;
      rest -= quantity;
      taken.push({ lot: bin.lot, quantity, from_reservation });
    };

    let blocked = false;
    for (const claim of claimsOf(line).filter(({ lot, reserved }) => reserved > 0 && meant(lot))) {
      const bin = bins.find(({ lot }) => lot?.lot_id === claim.lot?.lot_id);
      const quantity = Math.min(rest, claim.reserved, bin?.on_hand ?? 0);
      if (!bin) continue;
      if (!bin.usable) blocked = true;
      else {
        claim.reserved -= quantity;
        if (quantity > 0) takeFrom(bin, quantity, quantity);
      }
      // Some of the lot was wasted or counted away since: that much of the claim is on nothing.
      const unbacked = bin.usable && bin.on_hand === 0 ? Math.min(rest, claim.reserved) : 0;
      if (unbacked === 0 || bin.lot === null) continue;
      claim.reserved -= unbacked;
      bin.reserved -= unbacked;
      released.push({ lot: bin.lot, quantity: unbacked, from_reservation: unbacked });
    }
    const named = lot_id !== undefined && moves;
    for (const bin of blocked && rest > 0 ? [] : bins.filter(({ usable }) => usable || named)) {
      const free = Math.min(bin.on_hand - bin.reserved, bin.usable ? available(line) : bin.on_hand);
      const quantity = Math.min(rest, free);
      if (quantity > 0) takeFrom(bin, quantity, 0);
    }
    if (rest > 0) problems.push(shortage(line, wanted, wanted - rest, blocked));
    return { released, taken: merged(taken) };
  }

  /** Gives back what is set aside for a line beyond `keep`: first of lots that may not be sold, then of those that last longest. */
  function release(line: StockLine, keep = 0): Part[] {
    const own = claimsOf(line);
    let excess = own.reduce((sum, { reserved }) => sum + reserved, 0) - keep;
    const blocked = ({ lot }: Claim) => lot !== null && lot.usable_through < today;
    const order = [...own.filter(blocked), ...own.filter((claim) => !blocked(claim)).reverse()];
    return order.flatMap((claim): Part[] => {
      const quantity = Math.min(claim.reserved, Math.max(0, excess));
      if (quantity === 0) return [];
      claim.reserved -= quantity;
      excess -= quantity;
      return [{ lot: claim.lot, quantity, from_reservation: quantity }];
    });
  }

  /** Takes away for what happened anyway: it needs only what is on hand, of lots of any kind, first expired first. */
  function lose(line: Place & { sku: string }, wanted: number, lot_id?: string): Part[] {
    const parts: Part[] = [];
    let rest = wanted;
    for (const bin of binsAt(line).filter(({ lot }) => lot_id === undefined || lot?.lot_id === lot_id)) {
      const quantity = Math.min(rest, bin.on_hand);
      if (quantity <= 0) continue;
      bin.on_hand -= quantity;
      rest -= quantity;
      parts.push({ lot: bin.lot, quantity, from_reservation: 0 });
    }
    if (rest > 0) problems.push(shortage(line, wanted, wanted - rest, false));
    return parts;
  }

  return { problems, available, reserve, reserveAll, take, release, lose };
}

function binsOf({ on_hand, reserved, lots }: Stock, today: string): Bin[] {
  if (!lots) return [{ lot: null, usable: true, on_hand, reserved }];
  return lots
    .toSorted(firstExpiredFirst)
    .map(({ on_hand, reserved, ...lot }) => ({ lot, usable: lot.usable_through >= today, on_hand, reserved }));
}

function claimsBy({ lots, reserved_quantity }: StockLine): Claim[] {
  if (lots.length === 0) return [{ lot: null, reserved: reserved_quantity }];
  return lots.toSorted(firstExpiredFirst).map(({ reserved, taken, arrived, claimed, ...lot }) => ({ lot, reserved }));
}

/** Of one lot a part may be reserved and a part be free: it is one movement all the same. */
function merged(parts: readonly Part[]): Part[] {
  return [...Map.groupBy(parts, ({ lot }) => lot?.lot_id ?? "").values()].map((same) => ({
    lot: same[0]?.lot ?? null,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
    from_reservation: same.reduce((sum, { from_reservation }) => sum + from_reservation, 0),
  }));
}

function shortage(line: Place & { sku: string }, wanted: number, obtainable: number, blocked: boolean): Problem {
  const { sku, variant_id, location_id } = line;
  const [requested, there] = [fromScaled(wanted), fromScaled(obtainable)];
  const problem = insufficient({ sku, variant_id, location_id, requested, available: there });
  if (!blocked) return problem;
  const message = `${sku}: a lot reserved for it is expired or blocked by now, which leaves ${there} of ${requested}. Name another lot, or quarantine that one to release it.`;
  return { ...problem, message };
}
