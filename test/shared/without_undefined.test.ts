import { expect, test } from "vitest";
import { withoutUndefined } from "../../src/shared/without_undefined";

test("a change spread over a row leaves what it does not name, and null is a value", () => {
  const change: { name?: string | undefined; note?: string | null } = { name: undefined, note: null };
  expect({ name: "A", note: "B", ...withoutUndefined(change) }).toEqual({ name: "A", note: null });
});
