import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toAnswer } from "../../src/questions/answers";
import { CLAUSES, DETAILS, FORMS } from "../../src/questions/answers/forms";
import type { Plan } from "../../src/questions/outcome";
import type { Column, ColumnType, Row, ToolResult } from "../../src/tools/define";

const TYPES: Readonly<Record<string, ColumnType>> = {
  ...{ on_hand: "quantity", available: "quantity", units_sold: "quantity", quantity: "quantity", incoming: "quantity" },
  ...{ suggested_order_quantity: "quantity", open_quantity: "quantity", days_of_cover: "number", demand: "quantity" },
  ...{
    revenue: "money",
    margin: "money",
    value: "money",
    amount: "money",
    price: "money",
    cost: "money",
    margin_percent: "percent",
  },
  ...{ expiry_date: "date", stockout_date: "date", orders: "count" },
};

function result(rows: Row[], more: Partial<ToolResult> & { unit?: string } = {}): ToolResult {
  const { unit, ...rest } = more;
  const columns = Object.keys(rows[0] ?? {}).map((key): Column => {
    const type = TYPES[key] ?? "text";
    return { key, label: key.replaceAll("_", " "), type, ...(unit && type === "quantity" ? { unit } : {}) };
  });
  const summary = Object.fromEntries(
    columns
      .filter(({ type }) => type === "quantity" || type === "money")
      .map(({ key }) => [key, rows.reduce((sum, row) => sum + Number(row[key]), 0)]),
  );
  return { columns, rows, total: rows.length, truncated: false, summary, as_of: "2026-11-27T00:00:00.000Z", ...rest };
}

const plan = (form: string, more: Partial<Plan> = {}): Plan => ({
  ...{ tool: "stock_levels", arguments: {}, interpretation: "", form, ...more },
});
const answer = (form: string, of: ToolResult, more: Partial<Plan> = {}) => toAnswer(plan(form, more), of, "NZD");

const level = (product_name: string, location_name: string, on_hand: number, available = on_hand) => ({
  ...{ sku: product_name.toUpperCase(), product_name, variant_name: null, location_name, on_hand, available },
});

describe("an answer says in plain English", () => {
  test("how much there is of one thing at one place", () => {
    expect(answer("levels", result([level("Mug", "Leeds Shop", 41, 38)]))).toBe(
      "41 of Mug are on hand at Leeds Shop; 38 are available.",
    );
    expect(answer("levels", result([level("Mug", "Lyon", 1)]))).toBe("1 of Mug is on hand at Lyon; 1 is available.");
    expect(answer("levels", result([level("Rice", "Lyon", 4.5)], { unit: "kg" }))).toBe(
      "4.5 kg of Rice are on hand at Lyon; 4.5 kg are available.",
    );
  });

  test("how much there is in all, and where", () => {
    expect(answer("levels", result([level("Mug", "Lyon", 20), level("Mug", "Leeds Shop", 21)]))).toBe(
      "41 of Mug are on hand; 41 are available. Lyon (20 on hand) and Leeds Shop (21 on hand).",
    );
    expect(answer("levels", result([level("Mug", "Lyon", 20), level("Lamp", "Lyon", 1)]))).toBe(
      "21 are on hand at Lyon; 21 are available. Mug (20 on hand) and Lamp (1 on hand).",
    );
  });

  test("what is asked of a product, also if it has none, and how many variants of how many products there are", () => {
    const mug = { sku: "MUG", product_name: "Mug", variant_name: null, barcode: null, price: 12.5, cost: 4 };
    const blue = { ...mug, sku: "MUG-BLU", variant_name: "Blue" };
    const one = result([mug], { summary: { products: 1 } });
    expect(answer("products", one)).toBe("There is 1 product: Mug (price 12.5 NZD, cost 4 NZD).");
    const asked = (measure: string) => ({ measure, measures: [measure] });
    expect(answer("products", one, asked("cost"))).toBe("There is 1 product: Mug (cost 4 NZD).");
    expect(answer("products", one, asked("barcode"))).toBe("There is 1 product: Mug (no barcode).");
    const two = result([mug, blue], { summary: { products: 1 } });
    expect(answer("products", two)).toContain("There are 2 variants of 1 product:");
    const first = { ...two, total: 9, truncated: true };
    expect(answer("products", first, { arguments: { sort_by: "price" } })).toMatch(/^Mug \(price/);
  });

  test("the variants of a product by what tells them apart", () => {
    const rows = ["Blue", "Red"].map((variant_name) => ({ ...level("Mug", "Lyon", 2), variant_name }));
    expect(answer("levels", result(rows), { arguments: { product_id: ["prd_1"] } })).toBe(
      "4 of Mug are on hand at Lyon; 4 are available. Blue (2 on hand) and Red (2 on hand).",
    );
  });

  test("some variants of a product without claiming all of it, and none by its product's name twice", () => {
    const rows = ["Mug, blue", "Red"].map((variant_name) => ({ ...level("Mug", "Lyon", 2), variant_name }));
    expect(answer("levels", result(rows), { arguments: { sku: ["MUG-1", "MUG-2"] } })).toBe(
      "4 are on hand at Lyon; 4 are available. Mug, blue (2 on hand) and Mug Red (2 on hand).",
    );
  });

  test("what the question asks about first", () => {
    const rows = [{ ...level("Mug", "Lyon", 20), incoming: 0 }];
    expect(answer("levels", result(rows), { measure: "incoming" })).toBe(
      "0 of Mug are incoming at Lyon; 20 are on hand; 20 are available.",
    );
  });

  test("what was sold, in which days, and for how much", () => {
    const args = { from: "2026-10-01", to: "2026-10-31" };
    const sums = [{ units_sold: 129, revenue: 1612.5, margin: -3.25 }];
    expect(answer("sales", result(sums), { arguments: args })).toBe(
      "129 were sold from 2026-10-01 to 2026-10-31; the revenue is 1612.5 NZD; the margin is -3.25 NZD.",
    );
    expect(answer("sales", result(sums), { measure: "revenue", arguments: { from: "2026-11-01" } })).toBe(
      "The revenue is 1612.5 NZD from 2026-11-01 on; 129 were sold; the margin is -3.25 NZD.",
    );
    const by_customer = [{ customer_name: null, units_sold: 2, revenue: 5 }];
    expect(answer("sales", result(by_customer))).toBe(
      "2 were sold; the revenue is 5 NZD. without a customer (2 sold, 5 NZD).",
    );
  });

  test("a ranking, in its order", () => {
    const rows = ["Mug", "Lamp", "Pot"].map((product_name, at) => ({
      product_name,
      units_sold: 9 - at,
      revenue: 100.5,
    }));
    const args = { from: "2026-10-29", to: "2026-11-27", limit: 3 };
    expect(answer("ranking", result(rows, { total: 12, truncated: true }), { arguments: args })).toBe(
      "Mug (9 sold, 100.5 NZD), Lamp (8 sold, 100.5 NZD) and Pot (7 sold, 100.5 NZD) from 2026-10-29 to 2026-11-27.",
    );
  });

  test("the first of many, without sums over the others", () => {
    const rows = ["Blue", "Blue"].map((variant_name, at) => ({
      ...{ sku: `CHR-${at}`, product_name: "Chair", variant_name, value: 10 - at },
    }));
    const of = result([...rows, { ...level("Mug", "Lyon", 2), variant_name: "", value: 1 }], {
      total: 9,
      truncated: true,
    });
    expect(answer("value", of, { arguments: { sort_by: "-value", limit: 3 } })).toBe(
      "Chair Blue (CHR-0, 10 NZD), Chair Blue (CHR-1, 9 NZD) and Mug at Lyon (1 NZD).",
    );
    expect(answer("value", of, { arguments: { sort_by: "-value" } })).toMatch(/^Chair Blue/);
    expect(answer("value", of)).toMatch(/^The value is 20 NZD/);
  });

  test("where something is going", () => {
    const rows = [
      { source: "purchase_order", number: "PO-1", product_name: "Mug", location_name: "Lyon", quantity: 8 },
    ];
    expect(answer("incoming", result(rows))).toBe("8 of Mug are on the way to Lyon. PO-1 (8).");
  });

  test("how many there are, and the first of them", () => {
    const low = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...level("ABCDEFG".charAt(at), "Lyon", 2),
        suggested_order_quantity: 10,
      }));
    expect(answer("low", result(low(1)))).toBe(
      "1 item is at or below its reorder point at Lyon: A (2 available, order 10).",
    );
    expect(answer("out", result(low(2)))).toBe("2 items are out of stock at Lyon: A and B.");
    expect(answer("out", result(low(7)))).toBe("7 items are out of stock at Lyon: among them A, B, C, D and E.");
  });

  test("orders and lots by their numbers", () => {
    const orders = [
      { number: "SO-1", status: "partially_fulfilled", customer_name: "Café Zoë", quantity: 3, amount: 30 },
    ];
    expect(answer("orders", result(orders))).toBe(
      "There is 1 order; 3 were ordered; the amount is 30 NZD. SO-1 (partially fulfilled, Café Zoë).",
    );
    const lots = [
      { lot_number: "L-1", product_name: "Milk", variant_name: null, on_hand: 4, value: 8, expiry_date: "2026-12-01" },
      { lot_number: "L-2", product_name: "Oil", variant_name: null, on_hand: 1, value: 9, expiry_date: null },
    ];
    expect(answer("lots", result(lots))).toBe(
      "There are 2 lots; 5 are on hand; the value is 17 NZD. L-1 of Milk (4 on hand, expires on 2026-12-01) and L-2 of Oil (1 on hand).",
    );
  });

  test("that nothing was found", () => {
    expect(answer("orders", result([]))).toBe("There is no such order.");
    expect(answer("sales", result([]), { arguments: { from: "2026-11-26", to: "2026-11-26" } })).toBe(
      "Nothing was sold on 2026-11-26.",
    );
    expect(answer("a form that is new", result([]))).toBe("Nothing was found.");
  });
});

/** Any result that a tool may have: some columns, some rows, sums of them or of more. */
const anyResult = fc
  .uniqueArray(
    fc.constantFrom(
      ...new Set([
        ...Object.keys(CLAUSES),
        ...Object.keys(DETAILS),
        ...Object.values(FORMS).flatMap(({ each = [] }) => each),
      ]),
      ...["sku", "product_name", "variant_name", "location_name", "number", "lot_number", "title", "month", "cause"],
    ),
    { minLength: 1, maxLength: 9 },
  )
  .chain((keys) => {
    const types: readonly ColumnType[] = ["quantity", "money", "number", "percent", "count"];
    const isText = (key: string) =>
      /_name$|_on$|_date$|^(?:sku|number|lot_number|title|month|cause|status|reason)$/.test(key);
    const columns = keys.map((key, at): Column => {
      const type = isText(key) ? "text" : (types[at % types.length] ?? "number");
      return { key, label: key, type, ...(type === "quantity" && at % 2 ? { unit: "kg" } : {}) };
    });
    const number = fc.oneof(
      fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
      fc.integer().map((value) => value / 10_000),
    );
    const text = fc.constantFrom("Mug", "Top 5 Socks", "2026-11-27", "partially_received", "Total Care 500 ml", "");
    const cell = (key: string) => fc.oneof(fc.constant(null), isText(key) ? text : number);
    const row = fc.record(Object.fromEntries(keys.map((key) => [key, cell(key)])));
    return fc.record({
      columns: fc.constant(columns),
      rows: fc.array(row, { maxLength: 8 }),
      more: fc.integer({ min: 0, max: 50 }),
      summary: fc.record(Object.fromEntries(keys.map((key) => [key, fc.oneof(number, fc.constant(null))]))),
    });
  })
  .map(({ rows, more, ...rest }): ToolResult => {
    const total = rows.length + (rows.length === 0 ? 0 : more);
    return { ...rest, rows: rows as Row[], total, truncated: total > rows.length, as_of: "" } as ToolResult;
  });

test("every number in an answer stands in the rows, the total, the summary or the arguments", () => {
  const form = fc.constantFrom(...Object.keys(FORMS), "other");
  const period = fc.constantFrom(
    {},
    { from: "2026-10-01", to: "2026-10-31" },
    { as_of: "2026-11-01" },
    { to: "2026-05-05" },
  );
  const measure = fc.constantFrom(undefined, ...Object.keys(CLAUSES));
  fc.assert(
    fc.property(form, anyResult, period, measure, (name, of, args, asked) => {
      const text = answer(name, of, { arguments: args, ...(asked === undefined ? {} : { measure: asked }) });
      const values = [
        ...of.rows.flatMap((row) => Object.values(row)),
        of.total,
        ...Object.values(of.summary),
        ...Object.values(args),
      ];
      const known = new Set(values.flatMap((value) => String(value).match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []));
      const said = text.match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? [];
      expect(said.filter((number) => !known.has(number))).toEqual([]);
      expect(text).toMatch(/^\S.*\.$/);
      expect(text).not.toMatch(/undefined|null|NaN|\{n\}|\.\.|\s{2}|\(\)| ,/);
    }),
    { numRuns: 3000 },
  );
});
