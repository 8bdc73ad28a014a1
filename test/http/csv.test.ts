import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { armed, columnsOf, headerRecord, rowRecord } from "../../src/http/csv";
import { parseCsv } from "../support/csv";

const Row = z.strictObject({
  id: z.string(),
  customer: z.strictObject({ name: z.string().nullable(), address: z.strictObject({ city: z.string() }).optional() }),
  supplier: z.strictObject({ id: z.string() }).nullable().optional(),
  items: z.array(z.strictObject({ sku: z.string() })),
  metadata: z.record(z.string(), z.unknown()),
  total: z.number().nullable(),
  is_open: z.boolean(),
});

const columns = columnsOf(Row);

test("the columns are those of the schema in its order, those of an object after its name and a dot, one level deep", () => {
  expect(headerRecord(columns)).toBe("id,customer.name,customer.address,supplier.id,items,metadata,total,is_open\r\n");
});

test("lists, and objects with members of the caller's own, are JSON; what is null or absent is empty", () => {
  const row = {
    id: "a",
    customer: { name: null, address: { city: "Leeds" } },
    supplier: null,
    items: [{ sku: "MUG" }],
    metadata: { season: "autumn" },
    total: null,
    is_open: false,
  };
  const cells = ["a", "", '{"city":"Leeds"}', "", '[{"sku":"MUG"}]', '{"season":"autumn"}', "", "false"];
  expect(parseCsv(rowRecord(columns, row))).toEqual([cells]);
  const { supplier: _, ...without } = row;
  expect(parseCsv(rowRecord(columns, without))).toEqual([cells]);
});

const textOf = (text: unknown) => rowRecord([["text"]], { text });

test("a number is what it is in JSON", () => {
  for (const number of [0, -5, 0.1, 1e21, 1e-7, 1_000_000_000])
    expect(textOf(number)).toBe(`${JSON.stringify(number)}\r\n`);
});

test("a cell that a spreadsheet would take for a formula is preceded by an apostrophe, unless it is a number", () => {
  const hostile = [
    "=1+1",
    "+49 30",
    "+5",
    "-",
    "--5",
    "-5-5",
    "-1e",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '="a,b"\n',
    "'=1",
    "''-a",
  ];
  for (const text of hostile) expect(parseCsv(textOf(text)), text).toEqual([[`'${text}`]]);
  for (const text of ["-5", "-0.5", "-1e7", "1=1", "a-b", "'a", " =1"])
    expect(parseCsv(textOf(text)), text).toEqual([[text]]);
});

test("the apostrophe is taken off again, and any text comes back as it was", () => {
  const text = fc.array(fc.constantFrom("'", "=", "-", "+", "@", "a", "5", " ", "\t", ","), { maxLength: 6 });
  fc.assert(
    fc.property(text, (letters) => {
      const [[cell = ""] = []] = parseCsv(textOf(letters.join("")));
      expect(armed(cell)).toBe(letters.join(""));
    }),
    { numRuns: 2000 },
  );
});

test("quotes, commas and line breaks are quoted by RFC 4180, and nothing else is", () => {
  expect(textOf('6" mug')).toBe('"6"" mug"\r\n');
  expect(textOf("a,b")).toBe('"a,b"\r\n');
  expect(textOf("a\nb")).toBe('"a\nb"\r\n');
  expect(textOf("a\rb")).toBe('"a\rb"\r\n');
  expect(textOf("Käse; 5 €")).toBe("Käse; 5 €\r\n");
  for (const text of ['"', '""', ",", "\n", '",\r\n"', 'a"b,c\nd']) expect(parseCsv(textOf(text))).toEqual([[text]]);
});
