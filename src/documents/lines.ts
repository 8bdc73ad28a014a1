import { type Problem, refuseAll } from "../shared/errors";
import { fromScaled, isExact, toScaled } from "../shared/quantity";

type Line = { id: string; sku: string; quantity_decimals: number };

/** How much of one line an item of a request means. */
export type Share<L, I> = { line: L; item: I; quantity: number };

type Rules<L, I> = {
  /** The member by which an item names its line, if not by SKU. */
  id_field: keyof I & string;
  /** How much the item says, in the client's numbers. */
  quantityOf: (item: I) => number;
  /** How much of a line is left to be named, in stored units. */
  openOf: (line: L) => number;
  /** Which of the lines that an item names fit it best: where there are some, only they are meant. */
  fits?: (line: L, item: I) => boolean;
  /** True where more than is open may be named; it goes to the last line meant. */
  may_exceed?: boolean;
};

/**
 * Spreads the items of a request over a document's lines: an item names a line by its id, or by a SKU all lines of that
 * SKU, first line first. Refuses what names no line, is too fine, or is more than is open.
 */
export function shareOut<L extends Line, I extends { sku?: string | undefined; lot_id?: string | undefined }>(
  lines: readonly L[],
  items: readonly I[],
  { id_field, quantityOf, openOf, fits = () => true, may_exceed = false }: Rules<L, I>,
): Share<L, I>[] {
  const named = new Map<string, number>();
  const problems: Problem[] = [];
  const shares: Share<L, I>[] = [];
  const named_lots_first = [...items.entries()].toSorted(
    ([, one], [, other]) => Number(!one.lot_id) - Number(!other.lot_id),
  );
  for (const [index, item] of named_lots_first) {
    const wrong = (field: string, message: string) =>
      problems.push({ code: "validation_failed", message, field: `items.${index}.${field}` });
    const name = item.sku === undefined ? id_field : "sku";
    const named_so = lines.filter((line) =>
      item.sku === undefined ? line.id === item[id_field] : line.sku === item.sku,
    );
    const fitting = named_so.filter((line) => fits(line, item));
    const meant = fitting.length > 0 ? fitting : named_so;
    const last = meant.at(-1);
    if (!last) {
      wrong(name, `It has no line with this ${name}. Read it again.`);
      continue;
    }
    if (!isExact(quantityOf(item), last.quantity_decimals)) {
      wrong("quantity", `${last.sku} is counted with ${last.quantity_decimals} decimals. Round the quantity.`);
    }
    let rest = toScaled(quantityOf(item));
    for (const line of meant) {
      const open = openOf(line) - (named.get(line.id) ?? 0);
      const quantity = may_exceed && line === last ? rest : Math.max(0, Math.min(rest, open));
      if (quantity === 0) continue;
      named.set(line.id, (named.get(line.id) ?? 0) + quantity);
      shares.push({ line, item, quantity });
      rest -= quantity;
    }
    if (rest > 0) {
      const open = fromScaled(toScaled(quantityOf(item)) - rest);
      wrong("quantity", `Only ${open} of this is still open. Name at most that.`);
    }
  }
  refuseAll(problems);
  return shares;
}

/** Whether an item of the request means lines of variants that are tracked by lots, for `lotProblems`. */
export function tracksLots<L extends Line & { lot_tracked: boolean }, I>(shares: readonly Share<L, I>[]) {
  const tracked = new Set(shares.filter(({ line }) => line.lot_tracked).map(({ item }) => item));
  return (item: I) => tracked.has(item);
}

/** So much of a line, of one lot if it is named. */
export type LotShare<L> = { line: L; lot_id?: string | undefined; quantity: number };

/**
 * How much of each line, and of which of its lots, the shares come to: each line and lot once, in the lines' order, but those
 * that name their lot first, so that the others take what is left.
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
