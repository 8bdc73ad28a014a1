import { expect, test } from "vitest";
import { normalizeSql } from "../../scripts/lib/rules";

test("definitions are compared without comments and line breaks, but with every space of their literals", () => {
  const definition = "SELECT replace(name, '  ', ' ')\n  -- Two spaces, it's not one.\n  FROM variants;";
  expect(normalizeSql(definition)).toBe("SELECT replace(name, '  ', ' ') FROM variants");
  expect(normalizeSql(definition)).not.toBe(normalizeSql(definition.replace("'  '", "' '")));
});
