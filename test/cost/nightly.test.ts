import { beforeAll, describe, expect, test } from "vitest";
import { runJob } from "../../src/jobs/run";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { databaseOf, deployment, sql } from "../support/databases";

const app = createTestApp();

/** As many variants are forecast in a portion. */
const PORTION = 500;
const DAYS = 365;

type Trip = { mode: string; statements: number; rows_read: number; sent: number; received: number };
type Night = { status: string; did: Record<string, number>; trips: Trip[]; invocations: Trip[][] };

/** The nightly run of an organization of so many variants, each with a year of daily demand, and what its round trips cost. */
async function nightOf(variants: number): Promise<Night> {
  const tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  const organization = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}`)).body.data;
  const database = await databaseOf(tenant.id);
  await fillCompany(database, { variants, orders: 0, entries: variants });
  for (let from = 0; from < variants; from += PORTION / 2) {
    await sql(
      database,
      `INSERT INTO imported_demand (variant_id, location_id, day, quantity)
        WITH RECURSIVE v(i) AS (SELECT ${from + 1} UNION ALL SELECT i + 1 FROM v WHERE i < ${Math.min(variants, from + PORTION / 2)}),
          d(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM d WHERE n < ${DAYS})
        SELECT 'var_' || i, 'loc_1', date('2026-11-23', '-' || n || ' days'), (i * 7 + n * 13) % (2 + i % 9) * 10000 FROM v, d`,
    );
  }
  const invocations: Trip[][] = [];
  const engine: Engine = {
    async execute(statements, mode) {
      const results = await database.execute(statements, mode);
      const received = JSON.stringify(results.map(({ rows }) => rows)).length;
      const rows_read = results.reduce((sum, result) => sum + result.rows_read, 0);
      const sent = JSON.stringify(statements).length;
      invocations.at(-1)?.push({ mode, statements: statements.length, rows_read, sent, received });
      return results;
    },
  };
  for (;;) {
    invocations.push([]);
    const { status, did } = await runJob({ organization, engine, clock: () => app.clock.now, deployment }, "nightly");
    if (status !== "unfinished") return { status, did, invocations, trips: invocations.flat() };
  }
}

const [SMALL, LARGE] = [PORTION, 3 * PORTION];
let small: Night;
let large: Night;

beforeAll(async () => {
  small = await nightOf(SMALL);
  large = await nightOf(LARGE);
}, 600_000);

const sumOf = ({ trips }: Night, of: (trip: Trip) => number) => trips.reduce((sum, trip) => sum + of(trip), 0);

describe(`a nightly run of ${LARGE} variants with a year of daily demand`, () => {
  test("forecasts every variant, at its location and at all together", () => {
    for (const { status, did, variants } of [
      { ...small, variants: SMALL },
      { ...large, variants: LARGE },
    ]) {
      expect([status, did.variants, did.forecasts]).toEqual(["finished", variants, 2 * variants]);
    }
  });

  test("costs per variant no more than one of a third of them", () => {
    for (const of of [
      () => 1,
      ({ statements }: Trip) => statements,
      ({ rows_read }: Trip) => rows_read,
      ({ sent }: Trip) => sent,
      ({ received }: Trip) => received,
    ]) {
      expect(sumOf(large, of)).toBeLessThanOrEqual(1.05 * (LARGE / SMALL) * sumOf(small, of));
    }
  });

  test("reads each day of demand a few times, and sends and receives some kilobytes for each variant", () => {
    expect(sumOf(large, ({ rows_read }) => rows_read) / LARGE).toBeLessThanOrEqual(5 * DAYS);
    expect(sumOf(large, ({ sent }) => sent) / LARGE).toBeLessThanOrEqual(5000);
    expect(sumOf(large, ({ received }) => received) / LARGE).toBeLessThanOrEqual(6000);
  });

  test("takes portions that each fit into a round trip, and invocations of at most 1,000 statements", () => {
    for (const { sent, received, statements } of large.trips) {
      expect(Math.max(sent, received)).toBeLessThanOrEqual(4_000_000);
      expect(statements).toBeLessThanOrEqual(20);
    }
    for (const trips of large.invocations) {
      expect(trips.reduce((sum, { statements }) => sum + statements, 0)).toBeLessThanOrEqual(1000);
    }
  });
});
