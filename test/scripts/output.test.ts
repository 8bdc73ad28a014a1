import { expect, test } from "vitest";
import { exitCodeOf, messageOf } from "../../scripts/cli/output.ts";
import { ConnectionError, TimeoutError } from "../../src/client/index.ts";

test("only a lost connection counts as a deployment that can't be reached, not an error of the command itself", () => {
  expect(exitCodeOf(new ConnectionError("lost"))).toBe(3);
  expect(exitCodeOf(new TypeError("Cannot read properties of null"))).toBe(1);
});

test("a command that fails says its own reason, also if the connection was lost or there was no answer in time", () => {
  const hint = "Check --url, and that the server runs.";
  expect(messageOf(new ConnectionError("The connection was lost."))).toBe(`The connection was lost.\n${hint}`);
  expect(messageOf(new TimeoutError("No response within 5 ms."))).toBe(`No response within 5 ms.\n${hint}`);
  expect(messageOf(new TypeError("Cannot read it"))).toBe("Cannot read it");
});
