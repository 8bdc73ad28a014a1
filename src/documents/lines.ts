import { type Problem, refuseAll } from "../shared/errors";
import { fromScaled, tooFine, toScaled } from "../shared/quantity";

type Line = { id: string; sku: string; quantity_decimals: number };
type Item = { sku?: string | undefined; lot_id?: string | undefined; quantity: number };

/** How much of one line an item of a request is about, in stored units. */
export type Share<L, I> = { line: L; item: I; quantity: number };

/** A line that an item matches, and how much of it is still open, in stored units. */
export type Candidate<L> = { line: L; open: number };

type Rules<L, I> = {
  /** The member in which an item gives the id of its line, if it does not give a SKU. */
  id_field: keyof I & string;
  /** The members whose sum is the quantity of an item, in the client's numbers; by default `quantity` alone. */
  quantitiesOf?: (item: I) => Record<string, number>;
  /** How much of a line is still open, in stored units. */
  openOf: (line: L) => number;
  /** True for the preferred ones of the lines that an item matches: if there are any, only they are used. */
  fits?: (line: L, item: I) => boolean;
  /** Divides the quantity of an item among its lines, of each at most what is open; by default first line first. */
  divide?: (candidates: readonly Candidate<L>[], item: I, quantity: number) => { line: L; quantity: number }[];
  /** Accepts more than is open; the surplus goes to the last line that matches. */
  may_exceed?: boolean;
};

/**
 * Matches the items of a request to a document's lines: an item gives the id of a line, or a SKU for all lines of that SKU,
 * first line first unless `divide` says otherwise. Items that name a lot are matched before the others. An item of 0 has a
 * share of 0 of each of its lines. Refuses with `validation_failed` an item that matches no line, has more decimals than its
 * variant allows, or is more than is open; all problems at once.
 */
export function matchItemsToLines<L extends Line, I extends Item>(
  lines: readonly L[],
  items: readonly I[],
  { id_field, quantitiesOf = quantityAlone, openOf, fits, divide = firstLineFirst, may_exceed = false }: Rules<L, I>,
): Share<L, I>[] {
  const used = new Map<string, number>();
  const usedOf = ({ id }: L) => used.get(id) ?? 0;
  const problems: Problem[] = [];
  const shares = lotsFirst(items).flatMap(([index, item]): Share<L, I>[] => {
    const pathTo = (field: string) => `items.${index}.${field}`;
    const candidates = linesOf(item, lines, id_field, fits);
    const last = candidates.at(-1);
    if (!last) {
      const name = item.sku === undefined ? id_field : "sku";
      problems.push(invalid(pathTo(name), `The document has no item with this ${name}. Read it again.`));
      return [];
    }
    const quantities = Object.entries(quantitiesOf(item));
    problems.push(...quantities.flatMap(([field, quantity]) => tooFine(last, quantity, pathTo(field))));
    const requested = quantities.reduce((sum, [, quantity]) => sum + toScaled(quantity), 0);
    const open_lines = candidates.map((line) => ({
      line,
      open: may_exceed && line === last ? Number.POSITIVE_INFINITY : Math.max(0, openOf(line) - usedOf(line)),
    }));
    const parts = divide(open_lines, item, requested);
    const rest = parts.reduce((rest, { quantity }) => rest - quantity, requested);
    if (rest > 0) {
      const open = fromScaled(requested - rest);
      problems.push(invalid(pathTo("quantity"), `Only ${open} is still open. Reduce the quantity.`));
    }
    for (const { line, quantity } of parts) used.set(line.id, usedOf(line) + quantity);
    return parts.map((part) => ({ ...part, item }));
  });
  refuseAll(problems);
  return shares;
}

const quantityAlone = ({ quantity }: Item) => ({ quantity });

/** Divides a quantity among lines in their order. A quantity of 0 is 0 of each. */
function firstLineFirst<L>(candidates: readonly Candidate<L>[], _: unknown, requested: number) {
  let rest = requested;
  return candidates.flatMap(({ line, open }) => {
    const quantity = Math.min(rest, open);
    rest -= quantity;
    return quantity > 0 || requested === 0 ? [{ line, quantity }] : [];
  });
}

/** The items with their indexes, those that name a lot first. */
function lotsFirst<I extends Item>(items: readonly I[]): [number, I][] {
  return [...items.entries()].toSorted(([, one], [, other]) => Number(!one.lot_id) - Number(!other.lot_id));
}

/** The lines that an item matches, in order; only the preferred ones, if there are any. */
function linesOf<L extends Line, I extends Item>(
  item: I,
  lines: readonly L[],
  id_field: keyof I & string,
  fits: (line: L, item: I) => boolean = () => true,
): L[] {
  const candidates = lines.filter((line) =>
    item.sku === undefined ? line.id === item[id_field] : line.sku === item.sku,
  );
  const fitting = candidates.filter((line) => fits(line, item));
  return fitting.length > 0 ? fitting : candidates;
}

function invalid(field: string, message: string): Problem {
  return { code: "validation_failed", message, field };
}

/** Whether an item of a request matches lines of lot-tracked variants, as `lotProblems` asks. */
export function tracksLots<L extends Line & { lot_tracked: boolean }, I>(shares: readonly Share<L, I>[]) {
  const tracked = new Set(shares.filter(({ line }) => line.lot_tracked).map(({ item }) => item));
  return (item: I) => tracked.has(item);
}

/** A quantity of a line, in stored units; of one lot, if the request gives a lot. */
export type LotShare<L> = { line: L; lot_id?: string | undefined; quantity: number };

/**
 * Sums shares by line and lot, in the order of the lines. Those that name a lot come first, so that the others are allocated
 * from what is left.
 */
export function sharesByLot<L extends Line & { position: number }>(
  shares: readonly Share<L, { lot_id?: string | undefined }>[],
): LotShare<L>[] {
  const same = Map.groupBy(shares, ({ line, item }) => `${line.id} ${item.lot_id ?? ""}`);
  const sums = [...same.values()].flatMap((of_lot) => {
    const [first] = of_lot;
    const quantity = of_lot.reduce((sum, share) => sum + share.quantity, 0);
    return first ? [{ line: first.line, lot_id: first.item.lot_id, quantity }] : [];
  });
  return sums.toSorted(
    (one, other) => Number(!one.lot_id) - Number(!other.lot_id) || one.line.position - other.line.position,
  );
}
