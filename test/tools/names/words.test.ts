import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numberAt, toWords } from "../../../src/tools/names/words";

const texts = (text: string) => toWords(text).map((word) => word.text);

test.each([
  ["How many MUGS?", ["how", "many", "mugs", "?"]],
  ["Müller’s café “Blue Mug”", ["muller", "'s", "cafe", "blue", "mug"]],
  ["MUG-BLUE, 7-Eleven and low-stock", ["mug-blue", ",", "7-eleven", "and", "low", "stock"]],
  ["12oz or 3.5kg at 0.5%", ["12", "oz", "or", "3.5", "kg", "at", "0.5", "%"]],
  ["1,250 of €1,250.75", ["1250", "of", "€", "1250.75"]],
  ["mugs,cups", ["mugs", ",", "cups"]],
  ["3-10 March, 2026-03-03", ["3", "-", "10", "march", ",", "2026-03-03"]],
  ["the 3rd of March", ["the", "3rd", "of", "march"]],
  ["stock<=5 and >= 2", ["stock", "<=", "5", "and", ">=", "2"]],
  ["Straße, Øresund, Łódź", ["strasse", ",", "oresund", ",", "lodz"]],
  ["lot.What", ["lot", ".", "what"]],
  ["we don't have O'Brien's", ["we", "don't", "have", "o'brien", "'s"]],
  ["Salt & Pepper", ["salt", "&", "pepper"]],
  ["the suppliers' orders", ["the", "suppliers", "orders"]],
  ["", []],
])("%s has the words %j", (text, expected) => {
  expect(texts(text)).toEqual(expected);
});

test("every word says where it stands in the text, and how it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      for (const { raw, at, end } of toWords(text)) expect(text.slice(at, end)).toBe(raw);
    }),
  );
});

test("no letter or digit of a text is lost in its words", () => {
  const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const text = fc.string({ unit: fc.constantFrom(..."abzAZ019.,-' '%/"), maxLength: 40 });
  fc.assert(
    fc.property(text, (given) => {
      expect(letters(texts(given).join(""))).toBe(letters(given));
    }),
  );
});

test.each([
  ["5 mugs", 5, 1],
  ["1,250 mugs", 1250, 1],
  ["0.5 kg", 0.5, 1],
  ["seven mugs", 7, 1],
  ["twenty-five mugs", 25, 2],
  ["thirty mugs", 30, 1],
  ["a dozen mugs", 12, 2],
  ["half a dozen", 6, 3],
  ["two hundred mugs", 200, 2],
  ["a couple of mugs", 2, 3],
])("%s begins with the number %d, of %d words", (text, value, length) => {
  expect(numberAt(toWords(text), 0)).toEqual({ value, length });
});

test.each(["mugs", "a mug", "half", "12-A", ""])("%j begins with no number", (text) => {
  expect(numberAt(toWords(text), 0)).toBeNull();
});
