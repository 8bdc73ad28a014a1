import { beforeAll, expect, test } from "vitest";
import { createTestApp, type Tenant } from "../../support/app";
import { codesOf, openShop } from "../../support/shop";

const app = createTestApp();
const PATH = "/api/v1/suppliers";
let tenant: Tenant;

beforeAll(async () => {
  tenant = await app.mintTenant();
});

const post = (body: unknown, headers = {}) => tenant.request("POST", PATH, { body, headers });
const make = async (body: object) => (await post({ name: "Potter", ...body })).body.data;

test("everything wrong with a supplier is told at once, by field", async () => {
  const answer = await post({ lead_time_days: -1, currency: "euro", adress: "x" });
  expect(codesOf(answer).sort()).toEqual(
    ["adress", "currency", "lead_time_days", "name"].map((field) => `validation_failed ${field}`),
  );
});

test("of two who take the same code at once one is refused, and a taken code can't be changed to", async () => {
  const answers = await Promise.all([post({ name: "A", code: "RACE" }), post({ name: "B", code: "RACE" })]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  const other = await make({ code: "OTHER" });
  const refused = await tenant.request("PATCH", `${PATH}/${other.id}`, { body: { code: "RACE" } });
  expect(codesOf(refused)).toEqual(["already_exists code"]);
  expect((await tenant.request("GET", `${PATH}/${other.id}`)).body.data).toEqual(other);
});

test("a repeated creation makes one supplier", async () => {
  const once = () => post({ name: "Once", code: "ONCE" }, { "Idempotency-Key": "supplier" });
  const first = await once();
  expect((await once()).text).toBe(first.text);
  expect((await tenant.request("GET", `${PATH}?code=ONCE`)).body.meta.total).toBe(1);
});

test("of two changes decided on the same version one is stale", async () => {
  const { id } = await make({});
  const change = (name: string) =>
    tenant.request("PATCH", `${PATH}/${id}`, { body: { name }, headers: { "If-Match": '"1"' } });
  const answers = await Promise.all([change("A"), change("B")]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
  expect((await tenant.request("GET", `${PATH}/${id}`)).body.data.version).toBe(2);
});

test("another organization's supplier is answered as one that never was", async () => {
  const { id } = await make({});
  const stranger = await app.mintTenant();
  for (const [method, body] of [["GET"], ["PATCH", { name: "Mine" }], ["DELETE"]] as const) {
    const answers = await Promise.all(
      [id, "sup_never"].map((one) => stranger.request(method, `${PATH}/${one}`, { body })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([404, 404]);
    expect(answers[0]?.body.errors).toEqual(answers[1]?.body.errors);
  }
});

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
