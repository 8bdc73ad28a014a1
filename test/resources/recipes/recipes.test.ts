import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openBakery } from "../../support/bakery";
import { codesOf, openShop } from "../../support/shop";

let shop: Awaited<ReturnType<typeof openBakery>>;
beforeAll(async () => {
  shop = await openBakery();
  for (const sku of ["A", "B", "C", "D", "E"]) await shop.product(sku);
});

const uses = (...skus: string[]) => skus.map((sku) => ({ sku, quantity: 1 }));
const plan = (output_sku: string, items: unknown[], more: Record<string, unknown> = {}) =>
  shop.post("recipes", { name: output_sku, output_sku, output_quantity: 1, items, ...more });

test("a recipe says what something is made of, and comes back as it was told", async () => {
  const body = {
    name: "Dough",
    code: "DOUGH-1",
    output_sku: "DOUGH",
    output_quantity: 10,
    items: [
      { sku: "FLOUR", quantity: 6, scrap_percent: 1.5 },
      { sku: "YEAST", quantity: 0.12 },
    ],
    instructions: "Knead.",
  };
  const { data } = (await shop.post("recipes", { recipe: body })).body;
  expect(data).toMatchObject({
    ...body,
    status: "active",
    version: 1,
    items: [
      { sku: "FLOUR", quantity: 6, scrap_percent: 1.5 },
      { sku: "YEAST", quantity: 0.12, scrap_percent: 0 },
    ],
  });
  expect((await shop.get(`recipes/${data.id}`)).body.data).toEqual(data);
  expect((await shop.get("recipes?sku=DOUGH")).body.data).toEqual([data]);
  expect((await shop.get(`recipes?output_variant_id=${data.output_variant_id}&status=archived`)).body.data).toEqual([]);
});

test("what is wrong with a recipe is named by its path, all of it together", async () => {
  const wrong = await plan("BREAD", [
    ...uses("NONE", "FLOUR", "FLOUR"),
    { sku: "SALT", quantity: 1, scrap_percent: 101 },
  ]);
  expect(codesOf(wrong)).toEqual(["validation_failed items.3.scrap_percent"]);
  expect(codesOf(await plan("NONE", uses("NONE", "FLOUR", "FLOUR")))).toEqual([
    "validation_failed output_sku",
    "validation_failed items.0.sku",
    "validation_failed items.2.sku",
  ]);
  expect(codesOf(await plan("BREAD", uses("FLOUR"), { output_quantity: 1.5 }))).toEqual([
    "validation_failed output_quantity",
  ]);
  expect(codesOf(await plan("BREAD", uses("FLOUR"), { output_variant_id: "var_1" }))).toEqual([
    "validation_failed output_sku",
  ]);
  expect(codesOf(await plan("BREAD", []))).toEqual(["validation_failed items"]);
  expect(codesOf(await plan("BREAD", uses("FLOUR"), { colour: "white" }))).toEqual(["validation_failed colour"]);
});

test("nothing is made of itself, at any depth, and what leads back is named", async () => {
  expect(codesOf(await plan("A", uses("B", "A")))).toEqual(["validation_failed items.1.sku"]);
  const chain = [];
  for (const [output, input] of ["AB", "BC", "CD", "DE"])
    chain.push((await plan(output as string, uses("SALT", input as string))).body.data);
  const refused = await plan("E", uses("FLOUR", "A"));
  expect(codesOf(refused)).toEqual(["validation_failed items.1.sku"]);
  expect(refused.body.errors[0].details).toEqual({ path: ["E", "A", "B", "C", "D", "E"] });
  expect((await plan("A", uses("C", "D"))).status).toBe(201);

  expect((await shop.tenant.request("DELETE", `/api/v1/recipes/${chain[2].id}`)).status).toBe(204);
  expect((await shop.get(`recipes/${chain[2].id}`)).body.data.status).toBe("archived");
  const closing = await plan("E", uses("C"));
  expect(closing.status).toBe(201);
  expect(codesOf(await shop.patch(`recipes/${chain[2].id}`, { status: "active" }))).toEqual([
    "validation_failed status",
  ]);
  expect((await shop.patch(`recipes/${chain[2].id}`, { status: "active", items: uses("SALT") })).status).toBe(200);
  expect(codesOf(await shop.patch(`recipes/${chain[3].id}`, { output_sku: "C", items: uses("E") }))).toEqual([
    "validation_failed items.0.sku",
  ]);
});

test("of two recipes at once that together would close a circle one is refused", async () => {
  await shop.product("HEN");
  await shop.product("EGG");
  const both = await Promise.all([plan("HEN", uses("EGG")), plan("EGG", uses("HEN"))]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
});

test("a circle is seen even where another recipe was changed twice between its look and its commit", async () => {
  let before_commit: (() => Promise<unknown>) | null = null;
  const app = createTestApp({
    wrapEngine: (engine) => ({
      async execute(statements, mode) {
        const meanwhile = mode === "write" ? before_commit : null;
        if (meanwhile) before_commit = null;
        await meanwhile?.();
        return engine.execute(statements, mode);
      },
    }),
  });
  const raced = await openBakery(app);
  for (const sku of ["BOX", "CUP"]) await raced.product(sku);
  const { id } = await raced.recipe("CUP", 1, uses("SALT"));
  before_commit = async () => {
    await raced.patch(`recipes/${id}`, { items: uses("BOX") });
    await raced.patch(`recipes/${id}`, { items: uses("BOX", "SALT") });
  };
  const refused = await raced.post("recipes", {
    name: "Box",
    output_sku: "BOX",
    output_quantity: 1,
    items: uses("CUP"),
  });
  expect(codesOf(refused)).toEqual(["validation_failed items.0.sku"]);
  expect((await raced.get(`recipes/${id}`)).body.data.version).toBe(3);
});

test("a change replaces what it names, on the version it was decided on", async () => {
  const { data } = (await plan("BREAD", uses("FLOUR", "SALT"), { code: "BREAD-1" })).body;
  expect(codesOf(await plan("BREAD", uses("FLOUR"), { code: "BREAD-1" }))).toEqual(["already_exists code"]);
  expect(codesOf(await shop.patch(`recipes/${data.id}`, { name: "Loaf" }, { "If-Match": '"7"' }))).toEqual([
    "stale_version",
  ]);
  const changed = await shop.patch(
    `recipes/${data.id}`,
    { output_quantity: 12, items: uses("SALT") },
    { "If-Match": '"1"' },
  );
  expect(changed.body.data).toMatchObject({ name: "BREAD", output_quantity: 12, items: [{ sku: "SALT" }], version: 2 });
  expect((await shop.get(`recipes/${data.id}`)).body.data).toEqual(changed.body.data);
  await shop.patch(`recipes/${data.id}`, { output_sku: "DOUGH", output_quantity: 0.5 });
  expect(codesOf(await shop.patch(`recipes/${data.id}`, { output_sku: "BREAD" }))).toEqual([
    "validation_failed output_quantity",
  ]);
  expect((await shop.patch(`recipes/${data.id}`, { output_sku: "BREAD", output_quantity: 1 })).status).toBe(200);
  expect(codesOf(await shop.patch(`recipes/${data.id}`, { output_quantity: 1.5 }))).toEqual([
    "validation_failed output_quantity",
  ]);
});

test("without the module every path of manufacturing and traceability is 403 module_disabled, and names it", async () => {
  const plain = await openShop(shop.app);
  const answers = await Promise.all([
    ...["recipes", "production_batches", "lots", "lots/lot_1/trace_forward", "expiry/alerts", "waste_records"].map(
      plain.get,
    ),
    ...["recipes", "production_batches", "production_batches/bat_1/start", "waste_records"].map((path) =>
      plain.post(path),
    ),
  ]);
  for (const { status, body } of answers) {
    expect([status, body.errors[0].code]).toEqual([403, "module_disabled"]);
    expect(["manufacturing", "traceability"]).toContain(body.errors[0].details.module);
  }
});

test("another organization's recipe is as unknown as none", async () => {
  const stranger = await openBakery(shop.app);
  const theirs = await stranger.recipe("BREAD", 1, uses("SALT"));
  const [one, none] = [await shop.get(`recipes/${theirs.id}`), await shop.get("recipes/rec_nonsense")];
  expect([one.status, one.body.errors]).toEqual([404, none.body.errors]);
  const batch = { recipe_id: theirs.id, location_id: shop.warehouse, planned_quantity: 1 };
  expect(codesOf(await shop.post("production_batches", batch))).toEqual(["validation_failed recipe_id"]);
});
