import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";

const DAY = 24 * 60 * 60 * 1000;
const app = createTestApp();

test("the night deletes the records of deliveries older than 30 days, and keeps later ones", async () => {
  const { id } = await app.mintTenant();
  const engine = await databaseOf(id);
  const ages = [31, 30.5, 29.5, 1];
  for (const [at, days] of ages.entries()) {
    const time = new Date(app.clock.now.getTime() - days * DAY).toISOString();
    await sql(
      engine,
      `INSERT INTO webhook_deliveries (id, webhook_endpoint_id, event_sequence, event_type, attempt, status, created_at, updated_at)
        VALUES (?, 'whe_1', ?, 'order.created', 1, 'delivered', ?, ?)`,
      ...[`whd_${at}`, at, time, time],
    );
  }
  const run = await app.admin("POST", `/admin/v1/organizations/${id}/jobs/nightly`);
  expect(run.body.data.did).toMatchObject({ deliveries_deleted: 2 });
  expect(await sql(engine, "SELECT id FROM webhook_deliveries ORDER BY sequence")).toEqual([["whd_2"], ["whd_3"]]);
});
