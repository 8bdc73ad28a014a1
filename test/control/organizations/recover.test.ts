import { expect, test } from "vitest";
import type { EngineName } from "../../../src/shared/organization";
import { createTestApp } from "../../support/app";
import { ENGINE } from "../../support/databases";

const HOW: Record<EngineName, string> = {
  d1: "wrangler d1 time-travel restore",
  libsql: "turso db create --from-db",
  durable_object: "Durable Objects on this machine keep no past",
};

test("a database that keeps no past is not recovered: the refusal says how, and nothing changes", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  await tenant.request("POST", "/api/v1/locations", { body: { name: "Warehouse" } });
  const recover = (body: object, id = tenant.id) =>
    app.admin("POST", `/admin/v1/organizations/${id}/recover`, { body });
  const created_at = app.clock.now.toISOString();
  app.clock.advance(60_000);
  for (const point of [
    { to: created_at },
    { bookmark: "00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683" },
  ]) {
    const refused = await recover(point);
    expect([refused.status, refused.body.errors[0].code]).toEqual([409, "conflict"]);
    expect(refused.body.errors[0].message).toContain(HOW[ENGINE]);
  }
  const outside = [await recover({ to: "2026-11-22T08:30:00Z" }), await recover({ to: "2027-01-01T00:00:00Z" })];
  expect(outside.map(({ status, body }) => [status, body.errors[0].field])).toEqual([
    [422, "to"],
    [422, "to"],
  ]);
  const wrong = [
    await recover({}),
    await recover({ to: "2026-11-22T08:30:00Z", bookmark: "b" }),
    await recover({ to: "yesterday" }),
  ];
  expect(wrong.map(({ status }) => status)).toEqual([422, 422, 422]);
  expect((await recover({ to: "2026-11-22T08:30:00Z" }, "org_none")).status).toBe(404);
  expect((await tenant.request("GET", "/api/v1/locations")).body.meta.total).toBe(1);
});
