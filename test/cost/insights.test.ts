import { beforeAll, describe, expect, test } from "vitest";
import { fit as fitModel } from "../../src/forecasting/forecast";
import { NO_GROUP } from "../../src/forecasting/group";
import { INSIGHT_KINDS } from "../../src/shared/insights";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany, lastOrderAt, type Size } from "../support/company";
import { costOf } from "../support/cost";
import { databaseOf, ENGINE, sql } from "../support/databases";
import { around, runInsights } from "../support/insights";
import { THOROUGH } from "../support/thorough";

const IS_LARGE = THOROUGH || ENGINE === "d1";
const LOCATIONS = 10;
/** As many variants are considered in a portion, and as many candidates. */
const [VARIANTS, CANDIDATES] = [2000, 150];
const SIZE: Size = IS_LARGE
  ? { variants: 10_000, orders: 15_000, entries: 150_000, days: 230 }
  : { variants: 2500, orders: 3000, entries: 30_000, days: 230 };

type Portion = { rows_read: number; bytes: number; statements: number };

let reads: Portion[] = [];
let commits: Portion[] = [];

/** Counts what each round trip of a run costs. */
const counting = (engine: Engine): Engine => ({
  async execute(statements, mode) {
    const results = await engine.execute(statements, mode);
    const bytes = JSON.stringify(mode === "write" ? statements : results.map(({ rows }) => rows)).length;
    const rows_read = results.reduce((sum, result) => sum + result.rows_read, 0);
    (mode === "write" ? commits : reads).push({ rows_read, bytes, statements: statements.length });
    return results;
  },
});

const app = createTestApp({ now: lastOrderAt(SIZE) });
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;
let days = 0;

/** A company with levels at ten locations, each with a forecast. */
beforeAll(async () => {
  tenant = await app.mintTenant({ modules: ["traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  const engine = await databaseOf(tenant.id);
  await fillCompany(engine, SIZE);
  const at = "2025-01-01T00:00:00.000Z";
  for (let place = 3; place <= LOCATIONS; place++) {
    await sql(
      engine,
      `INSERT INTO locations (id, name, type, status, metadata, created_at, updated_at)
        VALUES (?, ?, 'store', 'active', '{}', ?, ?)`,
      ...[`loc_${place}`, `Store ${place}`, at, at],
    );
    await sql(
      engine,
      `INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, value, last_inbound_at, last_inbound_type, updated_at)
        SELECT id, ?, 1000000, 0, 2000000, ?, 'adjustment', ? FROM variants`,
      ...[`loc_${place}`, app.clock.now.toISOString(), at],
    );
  }
  const model = fitModel({ frequency: "day", values: Float64Array.from(around(1)), phase: 0, group: null }, NO_GROUP);
  await sql(
    engine,
    `INSERT INTO forecasts (variant_id, location_id, through_day, computed_at, demand_class, confidence, daily_mean, lead_time_days,
        reorder_point, safety_stock, order_up_to, model)
      SELECT variant_id, location_id, ?, ?, 'smooth', 'good', 1, 7, 100000, 0, 200000, ? FROM stock_levels`,
    ...[new Date(app.clock.now.getTime() - 86_400_000).toISOString().slice(0, 10), at, JSON.stringify(model)],
  );
  days = Number((await sql(engine, "SELECT count(*) FROM daily_movements"))[0]?.[0]);
}, 600_000);

const run = async () => {
  [reads, commits] = [[], []];
  return runInsights(app, tenant, { wrapEngine: counting });
};

describe(`insights of ${SIZE.variants} variants at ${LOCATIONS} locations`, () => {
  test("are found in portions, each with one read and at most one commit", async () => {
    const { portions, did } = await run();
    expect(did.insights_found).toBeGreaterThan(CANDIDATES);
    const of_candidates = Math.ceil((did.insights_found ?? 0) / CANDIDATES);
    const of_variants = Math.ceil(SIZE.variants / VARIANTS) * INSIGHT_KINDS.length;
    expect(portions).toBeLessThanOrEqual(of_variants + of_candidates);
    expect(reads).toHaveLength(portions);
    expect(commits.length).toBeLessThanOrEqual(portions);
  });

  test("each portion reads some rows of each of its levels, and half a megabyte at most", async () => {
    await run();
    const levels = VARIANTS * LOCATIONS;
    for (const { rows_read, bytes } of reads) {
      expect(rows_read).toBeLessThanOrEqual(10 * levels + (4 * days * VARIANTS) / SIZE.variants);
      expect(bytes).toBeLessThanOrEqual(500_000);
    }
    for (const { bytes, statements } of commits) {
      expect(bytes).toBeLessThanOrEqual(1_000_000);
      expect(statements).toBeLessThanOrEqual(8);
    }
  });

  test("a page of them reads at most 500 rows in one round trip, its exact total included", async () => {
    for (const query of ["", "?page=10", "?kind=margin", "?status=open", "?variant_id=var_7"]) {
      const answer = await tenant.request("GET", `/api/v1/ai/insights${query}`);
      expect(answer.status).toBe(200);
      expect(costOf(answer)).toMatchObject({ round_trips: 1, directory: 0 });
      if (!query.includes("status")) expect([query, Number(costOf(answer).rows_read) <= 500]).toEqual([query, true]);
    }
  });
});
