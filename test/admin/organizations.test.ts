import { expect, test } from "vitest";
import { createTestApp } from "../support/app";

const app = createTestApp();

test("a new organization has a database of its own and an admin key", async () => {
  const tenant = await app.mintTenant({ modules: ["traceability"] });
  const own = await tenant.request("GET", "/api/v1/organization");
  expect(own.status).toBe(200);
  expect(own.body.data).toMatchObject({ id: tenant.id, status: "active" });
  const health = await app.request("GET", "/healthz");
  expect(health.body.data.status).toBe("ok");
  const x = await app.admin("GET", `/admin/v1/organizations/${tenant.id}/export`);
  console.log(x.status, x.text);
});
