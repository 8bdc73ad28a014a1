import { expect, test } from "vitest";
import { about, inUnits, percent } from "../../../src/resources/insights/texts";

test("quantities have their unit, in the plural where there is one", () => {
  expect([inUnits(1, "unit"), inUnits(0, "unit"), inUnits(12_345, "unit"), inUnits(1.5, "kg")]).toEqual([
    ...["1 unit", "0 units", "12,345 units", "1.5 kg"],
  ]);
});

test("estimates have three digits, and shares no more than asked for", () => {
  expect([about(22.0253, "kg"), about(1234, "unit"), about(0.15001, "l")]).toEqual(["22 kg", "1,230 units", "0.15 l"]);
  expect([percent(0.1818), percent(0.6423, 1)]).toEqual(["18%", "64.2%"]);
});
