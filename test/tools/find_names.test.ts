import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { costOf } from "../support/cost";

const app = createTestApp();
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;

beforeAll(async () => {
  tenant = await app.mintTenant();
  for (const body of [
    { name: "Mug", category: "Mugs and cups", variants: ["BLUE", "RED"].map((name) => ({ sku: `MUG-${name}`, name })) },
    { name: "Last Order Pint Glass", sku: "LOP-1" },
    { name: "Desk Lamp", sku: "LMP-1" },
    { name: "Desk Lamp Pro", sku: "LMP-2" },
  ]) {
    expect((await tenant.request("POST", "/api/v1/products", { body })).status).toBe(201);
  }
  await tenant.request("POST", "/api/v1/locations", { body: { name: "Mugford", code: "MGF" } });
});

async function find(search: string, more = "") {
  const answer = await tenant.request("GET", `/api/v1/ai/tools/find_names?search=${encodeURIComponent(search)}${more}`);
  expect([answer.status, costOf(answer).round_trips]).toEqual([200, 1]);
  return answer.body.data;
}

const namesOf = async (search: string, more = "") =>
  (await find(search, more)).rows.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`);

test("the closest name comes first, of whatever kind, and a search needs but the beginning of a word", async () => {
  expect((await namesOf("mug"))[0]).toBe("product Mug");
  expect(await namesOf("mug")).toEqual(
    expect.arrayContaining(["product Mug", "category Mugs and cups", "location Mugford"]),
  );
  expect((await namesOf("blue mug"))[0]).toBe("variant Mug BLUE");
  expect((await namesOf("desk lamp")).slice(0, 2)).toEqual(["product Desk Lamp", "product Desk Lamp Pro"]);
  expect(await namesOf("dsek")).toEqual(["product Desk Lamp", "product Desk Lamp Pro"]);
  expect((await namesOf("order"))[0]).toBe("product Last Order Pint Glass");
  expect((await namesOf("mgf"))[0]).toBe("location Mugford");
});

test("a row has what the other tools take", async () => {
  const { rows } = await find("mug-blue");
  expect(rows[0]).toEqual({ kind: "variant", id: "MUG-BLUE", name: "Mug BLUE", code: "MUG-BLUE", score: 1 });
});

test("a customer without a name is found by e-mail address, which the other tools take", async () => {
  const [location_id] = (await tenant.request("GET", "/api/v1/locations")).body.data.map(
    ({ id }: { id: string }) => id,
  );
  for (const email of ["kay@example.org", "kim@example.com"]) {
    const order = { location_id, customer: { email }, items: [{ sku: "LMP-1", quantity: 1 }] };
    expect((await tenant.request("POST", "/api/v1/orders", { body: order })).status).toBe(201);
  }
  const { rows } = await find("kay@example.org", "&kind=customer");
  expect(rows).toEqual([expect.objectContaining({ id: "kay@example.org", name: "kay@example.org", score: 1 })]);
  const { body } = await tenant.request("GET", `/api/v1/ai/tools/orders?customer=${encodeURIComponent(rows[0].id)}`);
  expect(body.data.total).toBe(1);
});

test("only the asked kind is returned, at most so many rows, and the total says how many there are", async () => {
  expect(await namesOf("mug", "&kind=location")).toEqual(["location Mugford"]);
  const { rows, total, truncated } = await find("desk", "&limit=1");
  expect([rows.length, total, truncated]).toEqual([1, 2, true]);
});

test("what resembles nothing has no rows, and an empty or unknown argument is refused", async () => {
  expect(await find("unicorn")).toMatchObject({ rows: [], total: 0, truncated: false });
  for (const query of ["search=", "", "search=mug&kind=unicorn", "search=mug&limit=101"]) {
    const { status } = await tenant.request("GET", `/api/v1/ai/tools/find_names?${query}`);
    expect([query, status]).toEqual([query, 422]);
  }
});

test("nothing of another organization is found", async () => {
  const other = await app.mintTenant();
  const { body } = await other.request("GET", "/api/v1/ai/tools/find_names?search=mug");
  expect(body.data.rows).toEqual([]);
});
