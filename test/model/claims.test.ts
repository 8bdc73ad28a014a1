import { describe, expect, it, test } from "vitest";
import { claimsIn, proofsIn, unprovedIn, withPlainNumbers } from "../../src/model/claims";

const keysOf = (text: string) => claimsIn(text).map(({ key }) => key);

describe("the numbers and dates that a text states", () => {
  test.each([
    ["24 mugs, 12.5 kg and -3 lost", ["24", "12.5", "-3"]],
    ["1,250.50 EUR or €1250.5 or EUR1250.5", ["1250.5", "1250.5", "1250.5"]],
    ["MUG-12 costs 3,5 and a range of 3-5", ["12", "3.5", "3", "5"]],
    ["−7 (-7) [-7]", ["-7", "-7", "-7"]],
    ["7 % or 12.5% or five percent", ["7", "12.5", "5"]],
    ["twelve, Twenty-five and two dozen, three hundred", ["12", "25", "24", "300"]],
    ["5k, 2 million, dozens of them, half of it and twice as much", ["5000", "2000000", "12", "0.5", "2"]],
    ["The one in Leeds, this one, no one, one of them: one mug", ["1"]],
    [
      "2026-11-03, on 3 November 2026, November 3rd, the 3rd of Nov., May 4, 2026",
      "2026-11-03 2026-11-03 11-03 2026-05-04 11-03".split(" "),
    ],
    ["2026-10 and 2026-11-03T08:30:00.000Z at 08:30", ["2026-11-03", "2026-10", "08:30"]],
    ["3/4 of 11/03/2026, release 1.2.3", ["3/4", "11/03/2026", "1.2.3"]],
    ["٥ mugs, 5 cups and ½", ["1⁄2", "5", "٥"]],
    ["Nobody may decide, marches and someone", []],
  ])("%s", (text, keys) => {
    expect(keysOf(text).sort()).toEqual([...keys].sort());
  });
});

describe("a claim is proved", () => {
  const result = {
    rows: [
      {
        sku: "MUG-12",
        on_hand: 24,
        lost: -3,
        margin_percent: 41.25,
        stockout_probability: 0.35,
        expiry_date: "2026-12-01",
      },
    ],
    summary: { on_hand: 1250.5 },
    total: 7,
  };
  const proofs = proofsIn(result, { where: ["available<5"] }, "What about order 1001 in October?");

  it("by a row, the summary, the total, an argument or the question, in whatever form it is written", () => {
    const text =
      "Seven rows: 24 of MUG-12, 1,250.50 in all, 3 lost (-3), 41.25%, 35 %, by 1 December 2026, less than five, order 1001";
    expect(unprovedIn(text, proofs)).toEqual([]);
  });

  it("not by the digits of an id, which is a claim by itself", () => {
    const id = "loc_01m83rdet09t5c0ghdwqsvpjwq";
    const of_id = proofsIn({ location_id: [id] });
    expect(unprovedIn(`9 or 83 at ${id}`, of_id)).toEqual(["9", "83"]);
    expect(unprovedIn("It is in loc_01m83rdet09t5c0ghdwqsvpjwr", of_id)).toHaveLength(1);
  });

  it("by nothing else: not by rounding, by a sum, by a part of a number or by a sign", () => {
    expect(unprovedIn("41% of 25, 1251, eight, -24, 2 December, 2025-12-01, 2.4", proofs)).toEqual([
      ...["2025-12-01", "2 December", "41%", "25", "1251", "-24", "2.4", "eight"],
    ]);
  });
});

it("shows numbers as rows do", () => {
  expect(withPlainNumbers("1,250.50, 1,000,000, 3.00, 0.10, 100, 2026-11-03 and 1.2.0")).toBe(
    "1250.5, 1000000, 3, 0.1, 100, 2026-11-03 and 1.2.0",
  );
});
