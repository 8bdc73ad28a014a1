import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseGs1 } from "../../../src/resources/variants/gs1";
import { normalizeGtin } from "../../../src/resources/variants/gtin";
import { digits } from "../../support/gtins";

const now = new Date("2026-11-23T12:00:00Z");
const GS = "\x1D";
const parse = (text: string) => parseGs1(text, now);

const set82 = [..."!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"];
const text = (maxLength: number) =>
  fc
    .array(fc.constantFrom(...set82), { minLength: 1, maxLength })
    .map((characters) => characters.join(""))
    .filter((value) => !/<GS>|\(\d{2,4}\)/.test(value));
const day = fc
  .date({ min: new Date("1978-01-01"), max: new Date("2076-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const barcode = fc.record({
  gtin: digits(13),
  lot: text(20),
  serial: text(20),
  expiry: day,
  made: day,
  count: fc.nat(99_999_999),
});
type Barcode = typeof barcode extends fc.Arbitrary<infer T> ? T : never;
const pairs = (x: Barcode): [string, string][] => [
  ["01", x.gtin],
  ["10", x.lot],
  ["21", x.serial],
  ["17", x.expiry.replaceAll("-", "").slice(2)],
  ["30", String(x.count)],
  ["11", x.made.replaceAll("-", "").slice(2)],
];

const lotAndExpiry = { gtin: "09506000134352", lot_number: "ABC123", expiry_date: "2026-12-31" };

describe("parseGs1 reads", () => {
  it.each([
    ["brackets", "(01)09506000134352(10)ABC123(17)261231"],
    ["brackets as printed, with spaces", " (01) 09506000134352 (17) 261231 (10) ABC123\r\n"],
    ["FNC1", `010950600013435210ABC123${GS}17261231`],
    ["FNC1 after values that don't need it, and at both ends", `${GS}0109506000134352${GS}17261231${GS}10ABC123${GS}`],
    ...["]C1", "]d2", "]Q3", "]e0"].map((id) => [
      `symbology identifier ${id}`,
      `${id}010950600013435210ABC123${GS}17261231`,
    ]),
    ...["{GS}", "<GS>", "^]", "␝"].map((gs) => [`FNC1 written as ${gs}`, `010950600013435210ABC123${gs}17261231`]),
    ["no FNC1 at all", "01095060001343521726123110ABC123"],
    ["a Digital Link", "https://id.gs1.org/01/09506000134352/10/ABC123?17=261231"],
    [
      "a Digital Link with a stem, EAN-13, escapes",
      "HTTP://shop.example:8080/01/a/01/9506000134352/10/%41BC123/?utm=1&17=261231&linkType=x#top",
    ],
  ])("%s", (_, written) => {
    expect(parse(written)).toMatchObject({ ...lotAndExpiry, serial_number: null, quantity: null });
  });

  it("counts, weights, serials and the content of a pallet", () => {
    expect(parse("(00)095060001343500002(02)09506000134352(37)12")).toMatchObject({
      gtin: "09506000134352",
      quantity: 12,
    });
    expect(parse("01095060001343523103001234")).toMatchObject({ net_weight_kg: 1.234 });
    expect(parse("https://x.example/01/09506000134352/21/S%2F1+?3100=000007")).toMatchObject({
      serial_number: "S/1+",
      net_weight_kg: 7,
    });
  });

  it("every element with its title, those without a name of their own too", () => {
    expect(parse(`4220567030056AB${GS}3922199${GS}91x`)?.elements).toEqual([
      { ai: "422", title: "ORIGIN", value: "056" },
      { ai: "7030", title: "PROCESSOR", value: "056AB" },
      { ai: "3922", title: "PRICE", value: "199" },
      { ai: "91", title: "INTERNAL", value: "x" },
    ]);
  });

  it("day 00 as the month's last, and the century nearest to now", () => {
    const expiry = (yymmdd: string, year: number) =>
      parseGs1(`17${yymmdd}`, new Date(Date.UTC(year, 5, 1)))?.expiry_date;
    expect(expiry("270200", 2026)).toBe("2027-02-28");
    expect(expiry("280200", 2026)).toBe("2028-02-29");
    expect(expiry("761231", 2026)).toBe("2076-12-31");
    expect(expiry("770101", 2026)).toBe("1977-01-01");
    expect(expiry("010101", 2060)).toBe("2101-01-01");
    expect(expiry("100101", 2060)).toBe("2110-01-01");
    expect(expiry("110101", 2060)).toBe("2011-01-01");
    expect(parse("70032612311200")?.expiry_date).toBe("2026-12-31");
  });
});

describe("parseGs1 refuses", () => {
  it.each([
    ["a wrong check digit", "0109506000134353"],
    ["a short GTIN", "(01)9506000134352"],
    ["an impossible day", "010950600013435217270230"],
    ["an impossible month", "17271301"],
    ["an unknown identifier", "0109506000134352050"],
    ["an empty value", `010950600013435210${GS}17261231`],
    ["a lot of 21 characters", "10ABCDEFGHIJKLMNOPQRSTU"],
    ["letters in a count", "301A"],
    ["a character outside the set", "10ABC#"],
    ["two values for one identifier", `10A${GS}10B`],
    ["text before the first bracket", "x(01)09506000134352"],
    ["a first bracket that holds no identifier", "(x)(01)09506000134352"],
    ["a link without a key", "https://shop.example/products/17"],
    ["a link with a broken escape", "https://id.gs1.org/01/09506000134352/10/%E0%A4%A"],
    ["a link with an unknown numeric name", "https://id.gs1.org/01/09506000134352?05=1"],
    ["nothing", ""],
    ["more than 500 characters", `0109506000134352${GS.repeat(500)}`],
  ])("%s", (_, wrong) => {
    expect(parse(wrong)).toBeNull();
  });

  it("and never throws, whatever it is given", () => {
    const token = fc.constantFrom(
      "(01)",
      "(10)",
      "09506000134352",
      "10",
      "17",
      "261300",
      GS,
      "]C1",
      "https://x",
      "/01/",
      "?",
      "%",
      "&17=",
      "ÿ",
      "(",
    );
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 600 }),
      fc.array(token).map((tokens) => tokens.join("")),
    );
    fc.assert(
      fc.property(anything, (text) => void [parse(text), normalizeGtin(text)]),
      { numRuns: 500 },
    );
  });
});

it("a barcode written in any form is read back as it was", () => {
  const written: ((elements: [string, string][]) => string)[] = [
    (elements) => elements.map(([ai, value]) => `(${ai})${value}`).join(""),
    (elements) => `]d2${elements.map(([ai, value]) => ai + value).join(GS)}`,
    ([key, ...rest]) =>
      `https://id.gs1.org/${key?.join("/")}?${rest.map(([ai, value]) => `${ai}=${encodeURIComponent(value)}`).join("&")}`,
  ];
  fc.assert(
    fc.property(barcode, fc.constantFrom(...written), (x, write) => {
      expect(parse(write(pairs(x)))).toMatchObject({
        gtin: x.gtin,
        lot_number: x.lot,
        serial_number: x.serial,
        expiry_date: x.expiry,
        production_date: x.made,
        quantity: x.count,
        elements: pairs(x).map(([ai, value]) => ({ ai, value })),
      });
    }),
  );
});

it("best before is the expiry date where no other is encoded", () => {
  const expiry = (text: string) => parseGs1(text, new Date("2026-11-23T00:00:00Z"))?.expiry_date;
  expect(expiry("(01)04006381333931(15)261231")).toBe("2026-12-31");
  expect(expiry("(01)04006381333931(15)261231(17)270131")).toBe("2027-01-31");
  expect(expiry("(01)04006381333931(15)261231(7003)2701311200")).toBe("2027-01-31");
  expect(expiry("(01)04006381333931(12)261231")).toBeNull();
});
