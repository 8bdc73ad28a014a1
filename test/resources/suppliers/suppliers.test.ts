import { expect, test } from "vitest";
import { codesOf, openShop } from "../../support/shop";

test("suppliers and locations are made, read, changed, archived and restored, with codes of their own", async () => {
  const shop = await openShop();
  for (const kind of ["suppliers", "locations"]) {
    const made = await shop.post(kind, { name: "First", code: "ONE", metadata: { a: [1, { b: null }] } });
    expect(made.status).toBe(201);
    const path = `/api/v1/${kind}/${made.body.data.id}`;
    expect((await shop.tenant.request("GET", path)).body.data).toEqual(made.body.data);
    expect(codesOf(await shop.post(kind, { name: "Second", code: "ONE" }))).toEqual(["already_exists code"]);
    const changed = await shop.tenant.request("PATCH", path, { body: { name: "Renamed", code: null } });
    expect(changed.body.data).toMatchObject({
      name: "Renamed",
      code: null,
      version: 2,
      metadata: { a: [1, { b: null }] },
    });
    expect((await shop.post(kind, { name: "Second", code: "ONE" })).status).toBe(201);
    expect((await shop.tenant.request("DELETE", path)).status).toBe(204);
    expect((await shop.get(`${kind}?status=archived`)).body.data).toMatchObject([{ name: "Renamed" }]);
    expect((await shop.tenant.request("PATCH", path, { body: { status: "active" } })).body.data.status).toBe("active");
  }
});

test("addresses may be text or parts, and come back as given", async () => {
  const shop = await openShop();
  for (const address of ["1 Mill Lane, Leeds", { line1: "1 Mill Lane", city: "Leeds" }, null]) {
    expect((await shop.post("suppliers", { name: "X", address })).body.data.address).toEqual(address);
  }
});

test("two who change one supplier at once both get through, one after the other", async () => {
  const shop = await openShop();
  const { id } = (await shop.post("suppliers", { name: "X" })).body.data;
  const patch = (body: unknown) => shop.tenant.request("PATCH", `/api/v1/suppliers/${id}`, { body });
  const answers = await Promise.all([patch({ email: "a@example.com" }), patch({ lead_time_days: 3 })]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
  expect((await shop.get(`suppliers/${id}`)).body.data).toMatchObject({
    email: "a@example.com",
    lead_time_days: 3,
    version: 3,
  });
});
