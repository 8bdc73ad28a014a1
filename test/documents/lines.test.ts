import { describe, expect, test } from "vitest";
import { type Candidate, matchItemsToLines, type Share, sharesByLot, tracksLots } from "../../src/documents/lines";
import { DomainError } from "../../src/shared/errors";

/** Stored units of one. */
const ONE = 10_000;

type Item = {
  line_id?: string;
  sku?: string;
  quantity: number;
  lot_id?: string;
  rejected_quantity?: number;
};
type Line = ReturnType<typeof line>;

function line(id: string, sku: string, open: number, more: { decimals?: number; lots?: string[] } = {}) {
  const { decimals: quantity_decimals = 0, lots = [] } = more;
  return {
    id,
    sku,
    quantity_decimals,
    open: open * ONE,
    lots,
    lot_tracked: lots.length > 0,
    position: Number(id.at(-1)),
  };
}

type Divide = (
  candidates: readonly Candidate<Line>[],
  item: Item,
  quantity: number,
) => { line: Line; quantity: number }[];
type Options = { may_exceed?: boolean; quantitiesOf?: (item: Item) => Record<string, number>; divide?: Divide };

function match(lines: readonly Line[], items: readonly Item[], options: Options = {}) {
  return matchItemsToLines(lines, items, {
    id_field: "line_id",
    openOf: ({ open }) => open,
    fits: ({ lots }, { lot_id }) => lot_id !== undefined && lots.includes(lot_id),
    ...options,
  });
}

/** Shares as `[line, quantity]`, quantities in whole units. */
const shown = (shares: readonly Share<Line, Item>[]) => shares.map(({ line, quantity }) => [line.id, quantity / ONE]);

function problemsOf(attempt: () => unknown) {
  try {
    attempt();
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code, field }) => `${code} ${field}`);
    throw error;
  }
  return [];
}

describe("matchItemsToLines", () => {
  const mugs = [line("l1", "MUG", 2), line("l2", "TEA", 5), line("l3", "MUG", 4)];

  test("an id is one line", () => {
    expect(shown(match(mugs, [{ line_id: "l3", quantity: 3 }]))).toEqual([["l3", 3]]);
  });

  test("a SKU is all lines of that SKU, first line first", () => {
    expect(shown(match(mugs, [{ sku: "MUG", quantity: 5 }]))).toEqual([
      ["l1", 2],
      ["l3", 3],
    ]);
  });

  test("an item takes what the items before it leave", () => {
    const items = [
      { line_id: "l1", quantity: 1 },
      { sku: "MUG", quantity: 3 },
    ];
    expect(shown(match(mugs, items))).toEqual([
      ["l1", 1],
      ["l1", 1],
      ["l3", 2],
    ]);
  });

  test("items that name a lot go first, to the lines that have it", () => {
    const lines = [line("l1", "MILK", 2, { lots: ["B"] }), line("l2", "MILK", 2, { lots: ["A"] })];
    const items = [
      { sku: "MILK", quantity: 2 },
      { sku: "MILK", quantity: 2, lot_id: "B" },
    ];
    expect(match(lines, items).map(({ line, item }) => [line.id, item.lot_id])).toEqual([
      ["l1", "B"],
      ["l2", undefined],
    ]);
  });

  test("a lot that no line has may be used for any line of its SKU", () => {
    const lines = [line("l1", "MILK", 1, { lots: ["A"] }), line("l2", "MILK", 1, { lots: ["B"] })];
    expect(shown(match(lines, [{ sku: "MILK", quantity: 2, lot_id: "NEW" }]))).toEqual([
      ["l1", 1],
      ["l2", 1],
    ]);
  });

  test("refuses more than is open, and says how much is", () => {
    const attempt = () => match(mugs, [{ sku: "MUG", quantity: 7 }]);
    expect(problemsOf(attempt)).toEqual(["validation_failed items.0.quantity"]);
    expect(attempt).toThrow("Only 6 is still open");
  });

  test("with may_exceed the surplus goes to the last line that matches", () => {
    expect(shown(match(mugs, [{ sku: "MUG", quantity: 9 }], { may_exceed: true }))).toEqual([
      ["l1", 2],
      ["l3", 7],
    ]);
  });

  test("refuses lines that are not there, at their index in the request, all at once", () => {
    const items = [
      { sku: "CUP", quantity: 1 },
      { line_id: "l9", quantity: 1 },
      { sku: "TEA", quantity: 6 },
      { sku: "TEA", quantity: 1, lot_id: "A" },
    ];
    expect(problemsOf(() => match(mugs, items))).toEqual([
      "validation_failed items.0.sku",
      "validation_failed items.1.line_id",
      "validation_failed items.2.quantity",
    ]);
  });

  test("refuses what is finer than the variant is counted in", () => {
    const flour = [line("l1", "FLOUR", 9, { decimals: 3 })];
    expect(shown(match(flour, [{ sku: "FLOUR", quantity: 0.125 }]))).toEqual([["l1", 0.125]]);
    const attempt = () => match(flour, [{ sku: "FLOUR", quantity: 0.1255 }]);
    expect(problemsOf(attempt)).toEqual(["validation_failed items.0.quantity"]);
    expect(attempt).toThrow("FLOUR is counted with 3 decimals");
  });

  test("shares out the sum of several quantities exactly, and checks each of them for itself", () => {
    const quantitiesOf = ({ quantity, rejected_quantity = 0 }: Item) => ({ quantity, rejected_quantity });
    const flour = [line("l1", "FLOUR", 9, { decimals: 1 })];
    const item = { sku: "FLOUR", quantity: 0.1, rejected_quantity: 0.2 };
    expect(match(flour, [item], { quantitiesOf })[0]?.quantity).toBe(3000);
    const halves = [{ sku: "MUG", quantity: 0.5, rejected_quantity: 0.5 }];
    expect(problemsOf(() => match(mugs, halves, { quantitiesOf }))).toEqual([
      "validation_failed items.0.quantity",
      "validation_failed items.0.rejected_quantity",
    ]);
  });
});

test("shares are summed by line and lot, those that name a lot first, each in the lines' order", () => {
  const lines = [line("l1", "MILK", 9, { lots: ["A"] }), line("l2", "TEA", 9, { lots: ["A"] })];
  const items = [
    { line_id: "l2", quantity: 1 },
    { line_id: "l1", quantity: 2 },
    { line_id: "l2", quantity: 3, lot_id: "A" },
    { line_id: "l1", quantity: 4, lot_id: "A" },
    { line_id: "l1", quantity: 1 },
  ];
  const sums = sharesByLot(match(lines, items)).map(({ line, lot_id, quantity }) => [line.id, lot_id, quantity / ONE]);
  expect(sums).toEqual([
    ["l1", "A", 4],
    ["l2", "A", 3],
    ["l1", undefined, 3],
    ["l2", undefined, 1],
  ]);
});

test("an item is tracked by lots if a line it matches is", () => {
  const lines = [line("l1", "MILK", 9, { lots: ["A"] }), line("l2", "MUG", 9)];
  const [milk, mug] = [
    { sku: "MILK", quantity: 1 },
    { sku: "MUG", quantity: 1 },
  ];
  const isTracked = tracksLots(match(lines, [milk, mug]));
  expect([isTracked(milk), isTracked(mug)]).toEqual([true, false]);
});

test("divide decides how much each line of a SKU is used, up to what the items before have left open", () => {
  const lines = [line("l1", "MUG", 2), line("l2", "MUG", 3)];
  const lastLineFirst: Divide = (candidates, _, requested) => {
    let rest = requested;
    return candidates.toReversed().map(({ line, open }) => {
      const quantity = Math.min(rest, open);
      rest -= quantity;
      return { line, quantity };
    });
  };
  const items = [
    { sku: "MUG", quantity: 1 },
    { sku: "MUG", quantity: 3 },
  ];
  expect(shown(match(lines, items, { divide: lastLineFirst }))).toEqual([
    ["l2", 1],
    ["l1", 0],
    ["l2", 2],
    ["l1", 1],
  ]);
});
