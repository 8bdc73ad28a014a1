import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalsOf, numberIn } from "../../../../src/resources/products/import/numbers";

const LOCALES = ["en-US", "de-DE", "fr-FR", "de-CH", "en-IN", "pt-BR", "sv-SE"];

const cellsOf = (texts: readonly string[]) => texts.map((text, at) => ({ line: at + 2, text }));

test("numbers of any country are read as what they are, or the file is refused; never as something else", () => {
  const numbers = fc.array(
    fc.integer({ min: 0, max: 999_999_999 }).map((units) => units / 1000),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(
      numbers,
      fc.constantFrom(...LOCALES),
      fc.constantFrom(",", ";", "\t"),
      fc.boolean(),
      (values, locale, delimiter, grouped) => {
        const useGrouping = grouped && locale !== "en-IN";
        const texts = values.map((value) => value.toLocaleString(locale, { useGrouping, maximumFractionDigits: 3 }));
        const decimals = decimalsOf(cellsOf(texts), delimiter as ",");
        if ("message" in decimals) return;
        const read = texts.map((text) => numberIn(text, decimals.mark));
        // Between commas, a point separates decimals: programs write that, and group nothing.
        const is_programs =
          delimiter === "," && texts.some((text) => /^\d{1,3}\.\d{3}$/.test(text)) && locale !== "en-US";
        if (!is_programs) expect([texts, read]).toEqual([texts, values]);
      },
    ),
    { numRuns: 5000 },
  );
});

test("what is no number is none, whatever the mark", () => {
  for (const text of [
    "",
    "a",
    "1,2,3",
    "1.2.3",
    "12,34.5",
    "1 2",
    "--1",
    "1e",
    "€5",
    "5 €",
    "0x1",
    "Infinity",
    "1..2",
  ]) {
    for (const mark of [".", ","] as const) expect(numberIn(text, mark), text).toBeNull();
  }
});
