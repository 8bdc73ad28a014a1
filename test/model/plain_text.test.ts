import { expect, test } from "vitest";
import { toPlainText } from "../../src/model/plain_text";

test.each([
  ["**24** mugs are _on hand_ at `Main`.", "24 mugs are on hand at Main."],
  ["# Stock\n\n- 24 mugs\n- 3 cups\n1. first", "Stock 24 mugs 3 cups first"],
  ["| SKU | On hand |\n| --- | ---: |\n| MUG_BLUE__2 | 24 |", "SKU On hand MUG_BLUE__2 24"],
  [
    "See [the stock](https://evil.test/?q=24) and ![x](http://evil.test/p.png) or https://evil.test/a?b=c.",
    "See the stock and x or",
  ],
  ["<script>alert(1)</script><img src=x onerror=alert(1)>5 < 6", "alert(1)5 < 6"],
  ["<<b>script>x</<b>script>", "x"],
  ["5 </ 6 <b", "5 / 6 b"],
  ["<!-- hidden --> 5 <a href='javascript:alert(1)'>mugs</a>", "5 mugs"],
  ["5\u202e mugs\u200b\u0007 left\u{e0041}", "5 mugs left"],
  ['```json\n{"a": 5}\n```', '{"a": 5}'],
  ["The data: 5 * 3 * 2", "The data: 5 * 3 * 2"],
])("%j becomes plain text", (written, plain) => {
  expect(toPlainText(written)).toBe(plain);
});

test("a long text is cut, in a time that its length bounds", () => {
  expect(toPlainText("*_`[<".repeat(100_000)).length).toBeLessThanOrEqual(4000);
});
