import { describe, expect, it } from "vitest";
import * as z from "zod";
import { list } from "../../src/tools/arguments";
import { asParameters, sourceOf } from "../../src/tools/parameters";

const tool = { name: "some_tool", arguments: { sku: list("SKUs"), search: z.string().optional() } };

/** The arguments that the endpoint of the tool reads from the path of its evidence. */
function readBack(args: Record<string, unknown>) {
  const { searchParams } = new URL(sourceOf(tool, args), "https://stockbook.test");
  return z.strictObject(asParameters(tool)).parse(Object.fromEntries(searchParams));
}

describe("the path of a tool's evidence", () => {
  it.each([
    ["one value", ["A"]],
    ["several values", ["A", "B", "C"]],
    ["commas", ["Salt, fine", "A,B,", ",C"]],
    ["backslashes", ["A\\", "B", "C\\D", "\\\\E"]],
    ["backslashes before commas", ["A\\,B", "\\,", "C\\\\,", "\\\\"]],
    ["signs of a URL", ["A&B=C", "D+E F", "100%", "#1", "?/é", '"x"']],
  ])("gives back lists with %s as they are", (_, sku) => {
    expect(readBack({ sku })).toEqual({ sku });
  });

  it("leaves a text that is not a list as it is", () => {
    expect(readBack({ search: "A\\, B" })).toEqual({ search: "A\\, B" });
  });

  it("takes a backslash that a person has typed for itself", () => {
    expect(z.strictObject(asParameters(tool)).parse({ sku: "A\\B,C" })).toEqual({ sku: ["A\\B", "C"] });
  });
});
