import type { LineLot, LotName } from "../../drizzle/tenant";
import { insufficient, type Problem } from "../shared/errors";
import { fromScaled } from "../shared/quantity";
import type { Stock } from "./levels";
import { firstExpiredFirst } from "./lots";

/** Where stock is: a variant at a location. */
type StockPlace = { variant_id: string; location_id: string };

/** A document's line as far as stock is concerned: its variant and location, and what is reserved for it. */
type StockLine = StockPlace & { id: string; sku: string; reserved_quantity: number; lots: readonly LineLot[] };

/** A quantity of one lot (null: the variant has no lots), and how much of it was reserved for the line. */
export type Part = { lot: LotName | null; quantity: number; from_reservation: number };

/** What is on hand and reserved of one lot, or of a variant without lots. An expired, quarantined or recalled lot is not `usable`. */
type Balance = { lot: LotName | null; usable: boolean; on_hand: number; reserved: number };

/** What is reserved of one lot for one line. */
type Reservation = { lot: LotName | null; reserved: number };

type TakeOptions = {
  /** Takes from this lot only. */
  lot_id?: string | undefined;
  /** Takes from the lot of `lot_id` even if it may not be sold: a transfer moves such lots, a sale does not. */
  allow_unusable?: boolean;
};

export type Allocation = ReturnType<typeof openAllocation>;

/** The key of a level in a map. */
export function stockKey({ variant_id, location_id }: StockPlace): string {
  return `${variant_id} ${location_id}`;
}

/**
 * Allocates the stock of `levels` to the lines of a command. Each call sees what the calls before it left. Quantities are
 * in stored units, and `today` is the organization's date. Nothing is written: the parts that are returned become
 * movements. Lots are used first expired, first out (FEFO), then first received. Shortages collect in `problems`, for the
 * command to refuse all of them at once with `insufficient_stock`.
 */
export function openAllocation(levels: readonly Stock[], today: string) {
  const balances = new Map(levels.map((level) => [stockKey(level), balancesOf(level, today)]));
  const reservations = new Map<string, Reservation[]>();
  const problems: Problem[] = [];

  const balancesAt = (place: StockPlace) => balances.get(stockKey(place)) ?? [];
  const reservationsOf = (line: StockLine) => {
    const own = reservations.get(line.id) ?? reservationsFor(line);
    reservations.set(line.id, own);
    return own;
  };

  return {
    problems,

    /** Reserves as much of `wanted` as is available, of usable lots only. Less than `wanted` is no problem here. */
    reserve(line: StockPlace, wanted: number): Part[] {
      return reserveFrom(balancesAt(line), wanted);
    },

    /**
     * Takes `wanted` off hand for a line: first what is reserved for it, then what is available, never what is reserved for
     * another line. If the line has a reservation in a lot that may not be sold any more, nothing else is taken in its
     * place: the caller has to name another lot. `released` is the part of the reservation that is no longer backed by
     * stock, because its lot was written off or counted down; it is to be posted before `taken`.
     */
    take(line: StockLine, wanted: number, { lot_id, allow_unusable = false }: TakeOptions = {}) {
      const all = balancesAt(line);
      const eligible = all.filter(isOfLot(lot_id));
      const own = takeReserved(eligible, reservationsOf(line).filter(isOfLot(lot_id)), wanted);
      const open = wanted - total(own.taken);
      const sources = eligible.filter(({ usable }) => usable || (lot_id !== undefined && allow_unusable));
      const free = own.blocked ? [] : takeFree(sources, all, open);
      const obtained = total(own.taken) + total(free);
      if (obtained < wanted) problems.push(shortage(line, wanted, obtained, own.blocked));
      return { released: own.released, taken: mergedByLot([...own.taken, ...free]) };
    },

    /**
     * Releases what is reserved for a line beyond `keep`: first of lots that may not be sold any more, then of the lots
     * that expire last.
     */
    release(line: StockLine, keep = 0): Part[] {
      return releaseFrom(reservationsOf(line), keep, today);
    },

    /**
     * Takes `wanted` off hand for a fact that is only recorded, such as waste: only on hand is checked. Reservations and
     * the state of a lot are ignored.
     */
    writeOff(line: StockPlace & { sku: string }, wanted: number, lot_id?: string): Part[] {
      const sources = balancesAt(line).filter(isOfLot(lot_id));
      const parts = spread(wanted, sources, onHand, (balance, quantity) => withdraw(balance, quantity, 0));
      if (total(parts) < wanted) problems.push(shortage(line, wanted, total(parts), false));
      return parts;
    },
  };
}

/**
 * What may be promised: on hand less reserved, of usable lots. An over-reserved lot counts against the total, usable or not.
 */
function availableOf(balances: readonly Balance[]): number {
  return balances.reduce(
    (sum, balance) => sum + (balance.usable ? unreserved(balance) : Math.min(0, unreserved(balance))),
    0,
  );
}

function reserveFrom(balances: readonly Balance[], wanted: number): Part[] {
  const obtainable = Math.min(wanted, availableOf(balances));
  const usable = balances.filter((balance) => balance.usable);
  return spread(obtainable, usable, unreserved, (balance, quantity) => {
    balance.reserved += quantity;
    return { lot: balance.lot, quantity, from_reservation: 0 };
  });
}

/** Takes what is reserved for a line, as far as its lots have it; `blocked` if one of them may not be sold any more. */
function takeReserved(balances: readonly Balance[], reservations: readonly Reservation[], wanted: number) {
  const taken: Part[] = [];
  const released: Part[] = [];
  const backing = reservations.flatMap((reservation) => {
    const balance = balances.find(({ lot }) => lot?.lot_id === reservation.lot?.lot_id);
    return balance && reservation.reserved > 0 ? [{ reservation, balance }] : [];
  });
  let open = wanted;
  for (const { reservation, balance } of backing.filter(({ balance }) => balance.usable)) {
    const quantity = Math.min(open, reservation.reserved, balance.on_hand);
    if (quantity > 0) taken.push(withdraw(balance, quantity, quantity));
    reservation.reserved -= quantity;
    open -= quantity;
    const gone = balance.lot !== null && balance.on_hand === 0;
    const unbacked = gone ? Math.min(open, reservation.reserved) : 0;
    if (unbacked === 0) continue;
    balance.reserved -= unbacked;
    reservation.reserved -= unbacked;
    released.push({ lot: balance.lot, quantity: unbacked, from_reservation: unbacked });
  }
  return { taken, released, blocked: backing.some(({ balance }) => !balance.usable) };
}

/** Takes what nobody has reserved: of usable lots no more than is available of `all` that is there. */
function takeFree(sources: readonly Balance[], all: readonly Balance[], wanted: number): Part[] {
  const free = (balance: Balance) =>
    balance.usable ? Math.min(unreserved(balance), availableOf(all)) : unreserved(balance);
  return spread(wanted, sources, free, (balance, quantity) => withdraw(balance, quantity, 0));
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

/** Spreads a quantity over sources in their order, each up to what it has. */
function spread<S>(
  wanted: number,
  sources: readonly S[],
  limitOf: (source: S) => number,
  use: (source: S, quantity: number) => Part,
): Part[] {
  let open = wanted;
  return sources.flatMap((source) => {
    const quantity = Math.min(open, limitOf(source));
    if (quantity <= 0) return [];
    open -= quantity;
    return [use(source, quantity)];
  });
}

function withdraw(balance: Balance, quantity: number, from_reservation: number): Part {
  balance.on_hand -= quantity;
  balance.reserved -= from_reservation;
  return { lot: balance.lot, quantity, from_reservation };
}

const onHand = ({ on_hand }: Balance) => on_hand;
const unreserved = ({ on_hand, reserved }: Balance) => on_hand - reserved;
const reservedQuantity = ({ reserved }: Reservation) => reserved;
const total = (parts: readonly Part[]) => parts.reduce((sum, { quantity }) => sum + quantity, 0);

function isOfLot(lot_id: string | undefined) {
  return ({ lot }: { lot: LotName | null }) => lot_id === undefined || lot?.lot_id === lot_id;
}

function balancesOf({ on_hand, reserved, lots }: Stock, today: string): Balance[] {
  if (!lots) return [{ lot: null, usable: true, on_hand, reserved }];
  return lots
    .toSorted(firstExpiredFirst)
    .map(({ on_hand, reserved, ...lot }) => ({ lot, usable: lot.usable_through >= today, on_hand, reserved }));
}

function reservationsFor({ lots, reserved_quantity }: StockLine): Reservation[] {
  if (lots.length === 0) return [{ lot: null, reserved: reserved_quantity }];
  return lots.toSorted(firstExpiredFirst).map(({ reserved, taken, arrived, claimed, ...lot }) => ({ lot, reserved }));
}

/** One part for each lot: a lot of which some was reserved and some was free leaves in one movement. */
function mergedByLot(parts: readonly Part[]): Part[] {
  return [...Map.groupBy(parts, ({ lot }) => lot?.lot_id ?? "").values()].map((same) => ({
    lot: same[0]?.lot ?? null,
    quantity: total(same),
    from_reservation: same.reduce((sum, { from_reservation }) => sum + from_reservation, 0),
  }));
}

function shortage(line: StockPlace & { sku: string }, wanted: number, obtainable: number, blocked: boolean): Problem {
  const { sku, variant_id, location_id } = line;
  const [requested, available] = [fromScaled(wanted), fromScaled(obtainable)];
  const problem = insufficient({ sku, variant_id, location_id, requested, available });
  if (!blocked) return problem;
  const message = `${sku}: a lot reserved for it is expired or blocked, which leaves ${available} of ${requested}. Name another lot, or quarantine that one to release it.`;
  return { ...problem, message };
}
