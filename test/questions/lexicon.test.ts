import { expect, test } from "vitest";
import { findConcepts, vocabularyWords } from "../../src/questions/lexicon";
import { LOOKALIKES } from "../../src/questions/lookalikes";
import { FILLERS } from "../../src/questions/vocabulary/asking";
import { toWords } from "../../src/tools/names/words";

const conceptsOf = (text: string) => findConcepts(toWords(text));

test("no word that resembles the vocabulary is in it, or is read as a misspelling of it", () => {
  const vocabulary = vocabularyWords();
  const words = [...LOOKALIKES].filter((word) => word !== "");
  expect(words.length).toBeGreaterThan(1000);
  expect(words.filter((word) => vocabulary.has(word))).toEqual([]);
  expect(words.filter((word) => conceptsOf(word).some(({ tags }) => !tags.has("number")))).toEqual([]);
});

test("no word without content says which things, colours, people or places are meant", () => {
  const words = FILLERS.split(/[,\s]+/);
  for (const word of [
    "blue",
    "moon",
    "damaged",
    "employee",
    "women",
    "rain",
    "only",
    "not",
    "no",
    "except",
    "more",
    "both",
    "would",
  ]) {
    expect(words).not.toContain(word);
  }
});

test("a phrase that means something else than its parts has none of them", () => {
  const tags = (text: string) => conceptsOf(text).flatMap((concept) => [...concept.tags]);
  expect(tags("on order")).not.toContain("order");
  expect(tags("purchase orders")).not.toContain("bought");
});

test("a word that is as close to two others is neither", () => {
  expect(conceptsOf("revenu").flatMap(({ tags }) => [...tags])).toContain("revenue");
  expect(conceptsOf("expird").flatMap(({ tags }) => [...tags])).not.toContain("expire");
});
