import { expect, test } from "vitest";
import { exitCodeOf } from "../../scripts/cli/output.ts";
import { ConnectionError } from "../../src/client/index.ts";

test("only a lost connection counts as a deployment that can't be reached, not an error of the command itself", () => {
  expect(exitCodeOf(new ConnectionError("lost"))).toBe(3);
  expect(exitCodeOf(new TypeError("Cannot read properties of null"))).toBe(1);
});
