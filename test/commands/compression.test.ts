import { expect, test } from "vitest";
import { compress, decompress, portionsOf } from "../../src/commands/compression";

/** Random text, which hardly shrinks. */
const noise = (length: number) =>
  Array.from({ length: length / 4 }, () => String.fromCharCode(...crypto.getRandomValues(new Uint16Array(4)))).join("");

test("a response of any length comes back to the letter, and no portion of it is over 2 MB", async () => {
  const texts = [
    "",
    '{"data":{"id":"ord_1"}}',
    JSON.stringify({ text: "é".repeat(499_000) }),
    JSON.stringify(Array.from({ length: 100_000 }, (_, at) => ({ id: `item_${at}`, name: "Größe “1” 😀" }))),
    JSON.stringify({ text: noise(1_500_000).toWellFormed() }),
  ];
  for (const text of texts) {
    const portions = portionsOf(await compress(text));
    for (const portion of portions) expect(new TextEncoder().encode(portion).length).toBeLessThan(2_000_000);
    expect((await decompress(portions.join(""))) === text).toBe(true);
  }
  expect(portionsOf(await compress(texts.at(-1) ?? "")).length).toBeGreaterThan(1);
  expect(portionsOf("")).toEqual([""]);
});
