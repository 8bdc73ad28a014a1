import { beforeAll, expect, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { spareDatabase } from "../support/databases";
import { type Answered, type Expected, isExpected, numbersIn, unprovedNumbers } from "./match";

let engine: Engine;

beforeAll(async () => {
  ({ engine } = await spareDatabase());
});

const answer = (rows: Answered["rows"], summary: Answered["rows"][number] = {}, text = ""): Answered => ({
  ...{ answer: text, rows, total: rows.length },
  evidence: [{ tool: "stock_levels", arguments: {}, rows, total: rows.length, summary, source: "/" }],
});
const two = "SELECT 'A' AS sku, 1.5 AS on_hand UNION ALL SELECT 'B', 0";
const expected = (more: Partial<Expected>): Expected => ({
  ...{ sql: two, columns: ["sku", "on_hand"], match: "rows" },
  ...more,
});
const a = { sku: "A", on_hand: 1.5, product_name: "Mug" };
const b = { sku: "B", on_hand: 0, product_name: "Pot" };
const c = { sku: "C", on_hand: 2, product_name: "Pan" };

test.each([
  ["the same rows in another order", expected({}), answer([b, a]), true],
  ["one row too many", expected({}), answer([a, b, c]), false],
  ["a row twice", expected({}), answer([a, b, b]), false],
  ["another number", expected({}), answer([{ ...a, on_hand: 1.4999 }, b]), false],
  ["a row without the column", expected({}), answer([a, { sku: "B" }]), false],
  ["another order where it matters", expected({ match: "ordered" }), answer([b, a]), false],
  ["more rows after the first", expected({ match: "first" }), answer([a, b, c]), true],
  ["others before the first", expected({ match: "first" }), answer([c, a, b]), false],
  ["others in between", expected({ match: "contains" }), answer([c, a, b]), true],
  ["no row of zeros", expected({ zeros: "optional" }), answer([a]), true],
  ["no row of zeros where it counts", expected({}), answer([a]), false],
  ["an alternative", expected({ alternatives: [{ sql: "SELECT 'C'", columns: ["sku"] }] }), answer([c]), true],
])("rows are judged: %s", async (_, wanted, given, is_right) => {
  expect(await isExpected(engine, wanted, given)).toBe(is_right);
});

const total: Expected = { sql: "SELECT 1234.5678 AS revenue", columns: ["revenue"], match: "totals" };
const none: Expected = { sql: "SELECT 0 AS on_hand", columns: ["on_hand"], match: "totals" };

test.each([
  ["the summary and the text", total, answer([a, b], { revenue: 1234.5678 }, "You sold 1,234.57 NZD."), true],
  ["the one row and the text", total, answer([{ revenue: 1234.5678 }], {}, "1234.5678"), true],
  ["one of several rows", total, answer([{ revenue: 1234.5678 }, a], {}, "1234.5678"), false],
  ["another key", total, answer([], { margin: 1234.5678 }, "1234.5678"), false],
  ["another text", total, answer([], { revenue: 1234.5678 }, "You sold 7."), false],
  ["nothing in words", none, answer([], { on_hand: 0 }, "There are none."), true],
  ["how many rows there are", { ...none, sql: "SELECT 2 AS total", columns: ["total"] }, answer([a, b], {}, "2"), true],
])("totals are judged: %s", async (_, wanted, given, is_right) => {
  expect(await isExpected(engine, wanted, given)).toBe(is_right);
});

test("numbers are found with their thousands and decimals, and in names and dates", () => {
  expect(numbersIn("NZ$1,234.50 of 7-Twelve until 2026-11-05")).toEqual([1234.5, 7, 2026, 11, 5]);
  expect(numbersIn("there are -1 of them", true)).toEqual([-1]);
});

test("a number of an answer must stand in its rows, its evidence or the question", () => {
  const given = answer([a], { on_hand: 12_000 }, "12,000 at Main Street 7, of which 1.5 in 3 lots");
  expect(unprovedNumbers(given, "main street 7?")).toEqual([3]);
});
