import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeGtin } from "../../../src/resources/variants/gtin";
import { digits } from "../../support/gtins";

describe("normalizeGtin", () => {
  it("gives all lengths of one number the same 14 digits", () => {
    expect(normalizeGtin("036000291452")).toBe("00036000291452");
    expect(normalizeGtin("0036000291452")).toBe("00036000291452");
    expect(normalizeGtin("96385074")).toBe("00000096385074");
    fc.assert(
      fc.property(digits(11), (upc) => {
        expect(new Set([upc, `0${upc}`, `00${upc}`].map(normalizeGtin))).toEqual(new Set([`00${upc}`]));
      }),
    );
  });

  it("refuses wrong check digits, other lengths and anything but digits", () => {
    for (const wrong of [
      "036000291453",
      "9638507",
      "0036000291452 ",
      "00036000291452٣",
      "000036000291452",
      "SKU-1",
      "",
    ])
      expect(normalizeGtin(wrong)).toBeNull();
  });
});
