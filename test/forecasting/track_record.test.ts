import { describe, expect, test } from "vitest";
import { fit as fitModel } from "../../src/forecasting/forecast";
import { NO_GROUP } from "../../src/forecasting/group";
import { accuracyOf, advanceRecord, type TrackRecord } from "../../src/forecasting/track_record";

const FIRST_DAY = 20_000;

/** The record after a night for each of the last days of `demand`, each night with the model of what was known by then. */
function recordAfter(demand: number[], nights: number): TrackRecord | null {
  let record: TrackRecord | null = null;
  for (let night = nights - 1; night >= 0; night--) {
    const values = Float64Array.from(demand.slice(0, demand.length - night));
    const model = fitModel({ frequency: "day", values, phase: 0, group: null }, NO_GROUP);
    record = advanceRecord(record, { first_day: FIRST_DAY, values }, model);
  }
  return record;
}

const wave = (days: number) => Array.from({ length: days }, (_, day) => 5 + ((day * 7) % 5));

describe("the track record", () => {
  test("says nothing until two weeks of forecasts have been scored", () => {
    expect(accuracyOf(recordAfter(wave(120), 20))).toBeNull();
    expect(accuracyOf(recordAfter(wave(120), 21))?.backtest_windows).toBe(14);
  });

  test("keeps the forecasts of a week, each until what it was about has come", () => {
    expect(recordAfter(wave(120), 30)?.pending.map(([day]) => day - FIRST_DAY)).toEqual([
      113, 114, 115, 116, 117, 118, 119,
    ]);
  });

  test("says how far the forecasts of the weeks were off, and how often demand was in their interval", () => {
    const accuracy = accuracyOf(recordAfter(wave(200), 60));
    expect(accuracy?.wape).toBeLessThan(0.2);
    expect(Math.abs(accuracy?.bias ?? 1)).toBeLessThan(0.1);
    expect(accuracy?.coverage_80).toBe(1);
  });

  test("shows a bias where demand has fallen, and hits that were missed", () => {
    const fallen = [...wave(150), ...Array.from({ length: 40 }, () => 0)];
    const accuracy = accuracyOf(recordAfter(fallen, 60));
    expect(accuracy?.bias).toBeGreaterThan(0.2);
    expect(accuracy?.coverage_80).toBeLessThan(0.95);
  });

  test("is the same if a night is repeated", () => {
    const values = Float64Array.from(wave(120));
    const model = fitModel({ frequency: "day", values, phase: 0, group: null }, NO_GROUP);
    const demand = { first_day: FIRST_DAY, values };
    const record = advanceRecord(recordAfter(wave(119), 30), demand, model);
    expect(advanceRecord(record, demand, model)).toEqual(record);
  });

  test("leaves out weeks of which some demand is unknown", () => {
    const values = Float64Array.from(wave(120));
    values[115] = Number.NaN;
    const model = fitModel({ frequency: "day", values, phase: 0, group: null }, NO_GROUP);
    const before = recordAfter(wave(119), 40) as TrackRecord;
    expect(advanceRecord(before, { first_day: FIRST_DAY, values }, model).windows).toBe(before.windows);
  });
});
