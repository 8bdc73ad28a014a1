import { beforeAll, describe, expect, test } from "vitest";
import { runJob } from "../../src/jobs/run";
import type { JobReport } from "../../src/shared/jobs";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { databaseOf, deployment, sql } from "../support/databases";
import { THOROUGH } from "../support/thorough";

const LEVELS = THOROUGH ? 100_000 : 20_000;
const HOUR = 60 * 60 * 1000;

const app = createTestApp();
let hourly: () => Promise<{ report: JobReport; rows_read: number; executions: number }>;
let database: Engine;

beforeAll(async () => {
  const tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  const organization = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}`)).body.data;
  database = await databaseOf(tenant.id);
  await fillCompany(database, { variants: LEVELS, orders: 0, entries: LEVELS });
  // Of every second level there is a policy, of every fourth a forecast.
  await sql(
    database,
    `INSERT INTO inventory_policies (id, variant_id, location_id, reorder_point, reorder_quantity, lead_time_days,
        safety_stock, version, created_at, updated_at)
      SELECT 'pol_' || sequence, variant_id, location_id, 0, 0, 7, 0, 1, '', '' FROM stock_levels WHERE sequence % 2 = 0`,
  );
  await sql(
    database,
    `INSERT INTO forecasts (variant_id, location_id, through_day, computed_at, demand_class, confidence, daily_mean,
        lead_time_days, lead_time_variance, reorder_point, safety_stock, order_up_to, model)
      SELECT variant_id, location_id, '2026-11-22', '', 'smooth', 'fair', 1, 7, 0, 0, 0, 0, '{}'
        FROM stock_levels WHERE sequence % 4 = 1`,
  );
  await sql(database, "DELETE FROM alarms");
  const count = { rows_read: 0, executions: 0 };
  const engine: Engine = {
    async execute(statements, mode) {
      const results = await database.execute(statements, mode);
      count.rows_read += results.reduce((sum, result) => sum + result.rows_read, 0);
      count.executions++;
      return results;
    },
  };
  hourly = async () => {
    app.clock.advance(HOUR);
    Object.assign(count, { rows_read: 0, executions: 0 });
    for (;;) {
      const report = await runJob({ organization, engine, clock: () => app.clock.now, deployment }, "hourly");
      if (report.status !== "unfinished") return { report, ...count };
    }
  };
}, 600_000);

describe(`the hourly run of ${LEVELS} levels`, () => {
  test("reads few rows of each, also if most of them are low, and writes nothing while nothing changes", async () => {
    expect((await hourly()).report).toMatchObject({ status: "finished", failures: [] });
    const quiet = await hourly();
    expect(quiet.report.did).not.toHaveProperty("stock_alarms_changed");
    expect(quiet.rows_read / LEVELS).toBeLessThanOrEqual(8);
    expect(quiet.executions).toBeLessThanOrEqual(LEVELS / 10_000 + 10);
    await sql(database, "UPDATE inventory_policies SET reorder_point = 9000000000000, version = version + 1");
    const rung = await hourly();
    expect(rung.report.did).toMatchObject({ stock_alarms_changed: LEVELS / 2 });
    const low = await hourly();
    expect(low.report.did).not.toHaveProperty("stock_alarms_changed");
    expect(low.rows_read / LEVELS).toBeLessThanOrEqual(12);
  }, 600_000);
});
