import type { LineLot, LotName } from "../../drizzle/tenant";
import { insufficient, type Problem } from "../shared/errors";
import { fromScaled } from "../shared/quantity";
import { firstExpiredFirst, tooManyLots } from "./lots";
import type { Stock } from "./stock";

/** What identifies a level: a variant at a location. */
type LevelKey = { variant_id: string; location_id: string };

/** A document's line, with what is reserved for it in stored units. */
type StockLine = LevelKey & { id: string; sku: string; reserved_quantity: number; lots: readonly LineLot[] };

/** A quantity of one lot (null: the variant has no lots), and how much of it was reserved for the line. */
export type Part = { lot: LotName | null; quantity: number; from_reservation: number };

/** On hand and reserved of one lot, or of a variant without lots. An expired, quarantined or recalled lot is not `usable`. */
type Balance = { lot: LotName | null; usable: boolean; on_hand: number; reserved: number };

/**
 * A level: what is available to promise, and the balances of its lots, first expired first. A level may have more lots than
 * were read, so what is available is not their sum: it follows from the level, and from what has changed since.
 */
type OpenLevel = { available: number; on_hand: number; balances: Map<string, Balance> };

/** The quantity of one lot that is reserved for one line. */
type Reservation = { lot: LotName | null; reserved: number };

type TakeOptions = {
  /** Takes from this lot only. */
  lot_id?: string | undefined;
  /** Takes from the lot of `lot_id` even if it may not be sold: a transfer moves such lots, a sale does not. */
  allow_unusable?: boolean;
};

export type Allocation = ReturnType<typeof openAllocation>;

/** The key of a level in a map. */
export function stockKey({ variant_id, location_id }: LevelKey): string {
  return `${variant_id} ${location_id}`;
}

/**
 * Allocates the stock of `levels` to the lines of a command. Each call sees what the calls before it left. Quantities are
 * in stored units, and `today` is the organization's date. Nothing is written: the caller turns the returned parts into
 * movements. Lots are used first expired, first out (FEFO), then first received. Shortages collect in `problems`, for the
 * command to refuse all of them at once with `insufficient_stock`.
 */
export function openAllocation(levels: readonly Stock[], today: string) {
  const open_levels = new Map(levels.map((level) => [stockKey(level), openLevel(level, today)]));
  const reservations = new Map<string, Reservation[]>();
  const problems: Problem[] = [];

  const levelOf = (level: LevelKey) =>
    open_levels.get(stockKey(level)) ?? { available: 0, on_hand: 0, balances: new Map() };
  const reservationsOf = (line: StockLine) => {
    const own = reservations.get(line.id) ?? reservationsFor(line);
    reservations.set(line.id, own);
    return own;
  };

  return {
    problems,

    /** Reserves as much of `requested` as is available, of usable lots only. A shortage is not added to `problems`. */
    reserve(line: LevelKey, requested: number): Part[] {
      return reserveFrom(levelOf(line), requested);
    },

    /** How much `take` would obtain for a line now: of its own reservation, and with what is available altogether. */
    obtainable(line: StockLine, lot_id?: string): { reserved: number; total: number } {
      const level = levelOf(line);
      return obtainableFrom(level, sourcesOf(level, lot_id), reservationsOf(line).filter(isOfLot(lot_id)));
    },

    /**
     * Takes `requested` off hand for a line: first what is reserved for it, then what is available, never what is reserved for
     * another line. If the line has a reservation in a lot that is no longer usable, nothing is taken in its place: the caller
     * has to give another lot. `released` is the part of the reservation that is no longer backed by stock, because its lot
     * was written off or counted down; it must be posted before `taken`.
     */
    take(line: StockLine, requested: number, { lot_id, allow_unusable = false }: TakeOptions = {}) {
      const level = levelOf(line);
      const own = takeReserved(level, reservationsOf(line).filter(isOfLot(lot_id)), requested);
      const open = requested - total(own.taken);
      const sources = sourcesOf(level, lot_id).filter(
        ({ usable }) => usable || (lot_id !== undefined && allow_unusable),
      );
      const obtainable = own.blocked || lot_id !== undefined ? 0 : Math.min(open, level.available);
      const free = own.blocked ? [] : takeFree(level, sources, open);
      requireLotsFor(obtainable, free);
      const obtained = total(own.taken) + total(free);
      if (obtained < requested) problems.push(shortage(line, requested, obtained, own.blocked));
      return { released: own.released, taken: mergedByLot([...own.taken, ...free]) };
    },

    /**
     * Releases what is reserved for a line beyond `keep`: first of lots that are no longer usable, then of the lots that
     * expire last.
     */
    release(line: StockLine, keep = 0): Part[] {
      return releaseFrom(reservationsOf(line), keep, today);
    },

    /**
     * Takes `requested` off hand for a recorded fact, such as waste: only on hand is checked. Reservations are ignored, and
     * unusable lots are taken as well.
     */
    writeOff(line: LevelKey & { sku: string }, requested: number, lot_id?: string): Part[] {
      const parts = writeOffFrom(levelOf(line), requested, lot_id);
      if (total(parts) < requested) problems.push(shortage(line, requested, total(parts), false));
      return parts;
    },
  };
}

function writeOffFrom(level: OpenLevel, requested: number, lot_id: string | undefined): Part[] {
  const obtainable = lot_id === undefined ? Math.min(requested, level.on_hand) : 0;
  const sources = sourcesOf(level, lot_id);
  const parts = spread(requested, sources, onHand, (balance, quantity) => withdraw(level, balance, quantity, 0));
  requireLotsFor(obtainable, parts);
  return parts;
}

/**
 * What a balance adds to what is available to promise: on hand less reserved of a usable lot. An over-reserved lot, usable
 * or not, counts against it.
 */
function availableOf(balance: Balance): number {
  return balance.usable ? unreserved(balance) : Math.min(0, unreserved(balance));
}

/** Changes a balance, and with it what is available at its level. */
function change(level: OpenLevel, balance: Balance, on_hand: number, reserved: number): void {
  const before = availableOf(balance);
  balance.on_hand += on_hand;
  level.on_hand += on_hand;
  balance.reserved += reserved;
  level.available += availableOf(balance) - before;
}

/** The balances of a level to take from, first expired first: that of the given lot, or all. */
function sourcesOf({ balances }: OpenLevel, lot_id: string | undefined): Balance[] {
  if (lot_id === undefined) return [...balances.values()];
  const balance = balances.get(lot_id);
  return balance ? [balance] : [];
}

function reserveFrom(level: OpenLevel, requested: number): Part[] {
  const obtainable = Math.min(requested, level.available);
  const usable = sourcesOf(level, undefined).filter((balance) => balance.usable);
  const parts = spread(obtainable, usable, unreserved, (balance, quantity) => {
    change(level, balance, 0, quantity);
    return { lot: balance.lot, quantity, from_reservation: 0 };
  });
  requireLotsFor(obtainable, parts);
  return parts;
}

/**
 * Refuses with `validation_failed` what the level has, but not in the lots that were read: they are more than a document
 * can have.
 */
function requireLotsFor(obtainable: number, parts: readonly Part[]): void {
  if (total(parts) < obtainable) throw tooManyLots();
}

/** What a line obtains of some sources of its level, by its own reservations and altogether. */
function obtainableFrom(level: OpenLevel, sources: readonly Balance[], reservations: readonly Reservation[]) {
  const backing = backingOf(level, reservations);
  const reserved = backing
    .filter(({ balance }) => balance.usable)
    .reduce((sum, { reservation, balance }) => sum + Math.min(reservation.reserved, balance.on_hand), 0);
  const is_blocked = backing.some(({ balance }) => !balance.usable);
  const free = sources.reduce((sum, balance) => sum + (balance.usable ? Math.max(0, unreserved(balance)) : 0), 0);
  return { reserved, total: reserved + (is_blocked ? 0 : Math.max(0, Math.min(free, level.available))) };
}

/** The reservations of a line of which something is left, each with the balance that backs it. */
function backingOf(level: OpenLevel, reservations: readonly Reservation[]) {
  return reservations.flatMap((reservation) => {
    const balance = level.balances.get(balanceKey(reservation.lot));
    return balance && reservation.reserved > 0 ? [{ reservation, balance }] : [];
  });
}

/** Takes what is reserved for a line, as far as it is on hand; `blocked` if one of its lots is no longer usable. */
function takeReserved(level: OpenLevel, reservations: readonly Reservation[], requested: number) {
  const taken: Part[] = [];
  const released: Part[] = [];
  const backing = backingOf(level, reservations);
  let open = requested;
  for (const { reservation, balance } of backing.filter(({ balance }) => balance.usable)) {
    const quantity = Math.min(open, reservation.reserved, balance.on_hand);
    if (quantity > 0) taken.push(withdraw(level, balance, quantity, quantity));
    reservation.reserved -= quantity;
    open -= quantity;
    const is_used_up = balance.lot !== null && balance.on_hand === 0;
    const unbacked = is_used_up ? Math.min(open, reservation.reserved) : 0;
    if (unbacked === 0) continue;
    change(level, balance, 0, -unbacked);
    reservation.reserved -= unbacked;
    released.push({ lot: balance.lot, quantity: unbacked, from_reservation: unbacked });
  }
  return { taken, released, blocked: backing.some(({ balance }) => !balance.usable) };
}

/** Takes unreserved stock; of usable lots no more than is available at the level. */
function takeFree(level: OpenLevel, sources: readonly Balance[], requested: number): Part[] {
  const free = (balance: Balance) =>
    balance.usable ? Math.min(unreserved(balance), level.available) : unreserved(balance);
  return spread(requested, sources, free, (balance, quantity) => withdraw(level, balance, quantity, 0));
}

function releaseFrom(reservations: readonly Reservation[], keep: number, today: string): Part[] {
  const excess = reservations.reduce((sum, { reserved }) => sum + reserved, 0) - keep;
  const blocked = ({ lot }: Reservation) => lot !== null && lot.usable_through < today;
  const usable = reservations.filter((reservation) => !blocked(reservation));
  const order = [...reservations.filter(blocked), ...usable.toReversed()];
  return spread(excess, order, reservedQuantity, (reservation, quantity) => {
    reservation.reserved -= quantity;
    return { lot: reservation.lot, quantity, from_reservation: quantity };
  });
}

/** Spreads a quantity over sources in their order, over each up to its limit. */
function spread<S>(
  requested: number,
  sources: readonly S[],
  limitOf: (source: S) => number,
  use: (source: S, quantity: number) => Part,
): Part[] {
  let open = requested;
  return sources.flatMap((source) => {
    const quantity = Math.min(open, limitOf(source));
    if (quantity <= 0) return [];
    open -= quantity;
    return [use(source, quantity)];
  });
}

function withdraw(level: OpenLevel, balance: Balance, quantity: number, from_reservation: number): Part {
  change(level, balance, -quantity, -from_reservation);
  return { lot: balance.lot, quantity, from_reservation };
}

const onHand = ({ on_hand }: Balance) => on_hand;
const unreserved = ({ on_hand, reserved }: Balance) => on_hand - reserved;
const reservedQuantity = ({ reserved }: Reservation) => reserved;
const total = (parts: readonly Part[]) => parts.reduce((sum, { quantity }) => sum + quantity, 0);

function isOfLot(lot_id: string | undefined) {
  return ({ lot }: { lot: LotName | null }) => lot_id === undefined || lot?.lot_id === lot_id;
}

/** The key of a balance at its level: its lot, if it has one. */
const balanceKey = (lot: LotName | null) => lot?.lot_id ?? "";

function openLevel({ on_hand, reserved, held, lots }: Stock, today: string): OpenLevel {
  const balances: Balance[] = lots
    ? lots
        .toSorted(firstExpiredFirst)
        .map(({ on_hand, reserved, ...lot }) => ({ lot, usable: lot.usable_through >= today, on_hand, reserved }))
    : [{ lot: null, usable: true, on_hand, reserved }];
  return {
    available: on_hand - reserved - held,
    on_hand,
    balances: new Map(balances.map((balance) => [balanceKey(balance.lot), balance])),
  };
}

function reservationsFor({ lots, reserved_quantity }: StockLine): Reservation[] {
  if (lots.length === 0) return [{ lot: null, reserved: reserved_quantity }];
  return lots.toSorted(firstExpiredFirst).map(({ reserved, taken, arrived, claimed, ...lot }) => ({ lot, reserved }));
}

/** Merges parts of the same lot, so that what was reserved and what was free leaves in one movement. */
function mergedByLot(parts: readonly Part[]): Part[] {
  return [...Map.groupBy(parts, ({ lot }) => lot?.lot_id ?? "").values()].map((same) => ({
    lot: same[0]?.lot ?? null,
    quantity: total(same),
    from_reservation: same.reduce((sum, { from_reservation }) => sum + from_reservation, 0),
  }));
}

/** The problem of a line that obtains less than it needs, in stored units; `blocked` by an unusable lot reserved for it. */
function shortage(line: LevelKey & { sku: string }, needed: number, obtained: number, blocked: boolean): Problem {
  const { sku, variant_id, location_id } = line;
  const [requested, available] = [fromScaled(needed), fromScaled(obtained)];
  const problem = insufficient({ sku, variant_id, location_id, requested, available });
  if (!blocked) return problem;
  const message = `${sku}: a lot reserved for it is expired or blocked, which leaves ${available} of ${requested}. Name another lot, or quarantine that one to release it.`;
  return { ...problem, message };
}
