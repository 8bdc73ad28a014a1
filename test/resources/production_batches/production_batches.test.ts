import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openBakery } from "../../support/bakery";
import { lotsOf } from "../../support/dairy";
import { codesOf } from "../../support/shop";
import { THOROUGH } from "../../support/thorough";

const NOW = "2026-11-23T09:00:00Z";
const bakery = (organization = {}) => openBakery(createTestApp({ now: NOW }), organization);
const DOUGH = [
  { sku: "FLOUR", quantity: 6 },
  { sku: "YEAST", quantity: 0.12 },
];

test("a batch is scaled from its recipe, reserves at start, and consumes, wastes, releases and produces in one commit", async () => {
  const shop = await bakery();
  await shop.add("FLOUR", 10, "F1", "2027-01-01");
  await shop.add("FLOUR", 10, "F2", "2026-12-24");
  await shop.add("YEAST", 1, "Y1");
  const recipe = await shop.recipe("DOUGH", 10, DOUGH);
  const planned = await shop.batch(recipe.id, 20, { notes: "for Tuesday" });
  expect(planned).toMatchObject({
    status: "planned",
    planned_quantity: 20,
    actual_quantity_produced: null,
    yield_percent: null,
    notes: "for Tuesday",
    outputs: [],
    inputs: [
      { sku: "FLOUR", planned_quantity: 12, reserved_quantity: 0, actual_quantity: null, lots: [] },
      { sku: "YEAST", planned_quantity: 0.24 },
    ],
  });
  expect(await shop.level("FLOUR")).toEqual({ on_hand: 20, reserved: 0, available: 20 });

  const started = (await shop.post(`production_batches/${planned.id}/start`)).body.data;
  expect(started.inputs[0].reserved_quantity).toBe(12);
  expect(lotsOf(started.inputs[0])).toEqual([
    ["F2", 10],
    ["F1", 2],
  ]);
  expect(await shop.level("FLOUR")).toEqual({ on_hand: 20, reserved: 12, available: 8 });

  const [flour, yeast] = started.inputs;
  const completed = (
    await shop.post(`production_batches/${planned.id}/complete`, {
      production_batch: { actual_quantity_produced: 19 },
      inputs: [
        { production_batch_input_id: flour.id, actual_quantity: 12.5, waste_quantity: 0.5 },
        { production_batch_input_id: yeast.id, actual_quantity: 0.2, waste_quantity: 0 },
      ],
    })
  ).body.data;
  expect(completed).toMatchObject({
    status: "completed",
    actual_quantity_produced: 19,
    yield_percent: 95,
    unit_cost: 0.6105,
    inputs: [
      { actual_quantity: 12.5, waste_quantity: 0.5, reserved_quantity: 0 },
      { actual_quantity: 0.2, waste_quantity: 0, reserved_quantity: 0 },
    ],
    outputs: [{ sku: "DOUGH", quantity: 19, lot_number: planned.number, expiry_date: "2026-11-24" }],
  });
  expect((await shop.get(`production_batches/${planned.id}`)).body.data).toEqual(completed);
  const { data } = (await shop.get(`inventory_ledger?reference_id=${planned.id}&per_page=100`)).body;
  expect(
    data.map((entry: { type: string; sku: string; on_hand_change: number; reserved_change: number }) =>
      [entry.type, entry.sku, entry.on_hand_change, entry.reserved_change].join(" "),
    ),
  ).toEqual([
    "production_reserved FLOUR 0 10",
    "production_reserved FLOUR 0 2",
    "production_reserved YEAST 0 0.24",
    "production_consumed FLOUR -10 -10",
    "production_consumed FLOUR -2.5 -2",
    "production_waste FLOUR -0.5 0",
    "production_consumed YEAST -0.2 -0.2",
    "production_released YEAST 0 -0.04",
    "production_output DOUGH 19 0",
  ]);
  const [dough] = (await shop.get("variants?sku=DOUGH")).body.data;
  expect(dough.cost).toBe(0.6105);
  expect(await shop.discrepancies()).toEqual([]);
  expect((await shop.events()).filter((type) => type.startsWith("production_batch."))).toEqual([
    "production_batch.created",
    "production_batch.started",
    "production_batch.completed",
  ]);
});

test("many batches of a third of a gram sum to the gram", async () => {
  const batches = THOROUGH ? 1000 : 100;
  const shop = await bakery();
  await shop.product("SPICE", { unit: "kg", quantity_decimals: 4, cost: 20 });
  await shop.add("SPICE", 100);
  const recipe = await shop.recipe("DOUGH", 3, [{ sku: "SPICE", quantity: 0.0125 }]);
  let planned = 0;
  for (let batch = 0; batch < batches; batch++) {
    const made = await shop.batch(recipe.id, 7);
    planned += Math.round(made.inputs[0].planned_quantity * 10_000);
    if (batch > batches - 10) {
      await shop.post(`production_batches/${made.id}/start`);
      await shop.post(`production_batches/${made.id}/complete`, { actual_quantity_produced: 7 });
    }
  }
  expect(Math.abs(planned / 10_000 - (batches * 7 * 0.0125) / 3)).toBeLessThan(0.0001);
  expect(await shop.discrepancies()).toEqual([]);
}, 120_000);

test("what is short is named, every ingredient of it, at planning and at starting", async () => {
  const shop = await bakery();
  await shop.add("FLOUR", 5, "F1");
  await shop.add("FLOUR", 50, "OLD", "2026-11-22");
  const recipe = await shop.recipe("DOUGH", 10, DOUGH);
  const body = { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 10 };
  const refused = await shop.post("production_batches", body);
  expect(codesOf(refused)).toEqual(["insufficient_stock", "insufficient_stock"]);
  expect(refused.body.errors.map((error: { details: unknown }) => error.details)).toMatchObject([
    { sku: "FLOUR", requested: 6, available: 5 },
    { sku: "YEAST", requested: 0.12, available: 0 },
  ]);
  await shop.add("YEAST", 1, "Y1");
  await shop.add("FLOUR", 5, "F2");
  const first = await shop.batch(recipe.id, 10);
  const second = await shop.batch(recipe.id, 10);
  const starts = await Promise.all([first, second].map(({ id }) => shop.post(`production_batches/${id}/start`)));
  expect(starts.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  expect(await shop.level("FLOUR")).toEqual({ on_hand: 60, reserved: 6, available: 4 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("over-consumption takes what is free and is refused beyond it", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  const recipe = await shop.recipe("BREAD", 1, [{ sku: "SALT", quantity: 1 }]);
  const { id, inputs } = await shop.batch(recipe.id, 4);
  await shop.post(`production_batches/${id}/start`);
  await shop.order([{ sku: "SALT", quantity: 3 }], { reserve: true });
  const complete = (actual_quantity: number, waste_quantity: number) =>
    shop.post(`production_batches/${id}/complete`, {
      actual_quantity_produced: 4,
      inputs: [{ production_batch_input_id: inputs[0].id, actual_quantity, waste_quantity }],
    });
  expect(codesOf(await complete(5, 2.5))).toEqual(["insufficient_stock"]);
  expect(codesOf(await complete(1.00001, 0))).toEqual(["validation_failed inputs.0.actual_quantity"]);
  expect((await complete(5, 2)).status).toBe(200);
  expect(await shop.level("SALT")).toEqual({ on_hand: 3, reserved: 3, available: 0 });
  expect(codesOf(await complete(5, 2))).toEqual(["invalid_status"]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a cancelled batch gives back what it reserved, and can't be started or completed", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  const recipe = await shop.recipe("BREAD", 1, [{ sku: "SALT", quantity: 1 }]);
  const planned = await shop.batch(recipe.id, 4);
  expect((await shop.post(`production_batches/${planned.id}/cancel`, { reason: "oven" })).body.data).toMatchObject({
    status: "cancelled",
    cancel_reason: "oven",
  });
  const started = await shop.batch(recipe.id, 4);
  await shop.post(`production_batches/${started.id}/start`);
  await shop.post(`production_batches/${started.id}/cancel`);
  for (const action of ["start", "complete", "cancel"]) {
    const body = action === "complete" ? { actual_quantity_produced: 1 } : {};
    expect(codesOf(await shop.post(`production_batches/${started.id}/${action}`, body))).toEqual(["invalid_status"]);
  }
  expect(await shop.level("SALT")).toEqual({ on_hand: 10, reserved: 0, available: 10 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("a later change of the recipe does not touch a batch, and the next one starts to round anew", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  await shop.add("FLOUR", 10, "F1");
  const recipe = await shop.recipe("BREAD", 3, [{ sku: "SALT", quantity: 0.0001 }]);
  const planned = await shop.batch(recipe.id, 1);
  expect(planned.inputs).toMatchObject([{ sku: "SALT", planned_quantity: 0 }]);
  await shop.patch(`recipes/${recipe.id}`, { items: [{ sku: "FLOUR", quantity: 1 }] });
  expect((await shop.get(`production_batches/${planned.id}`)).body.data).toEqual(planned);
  expect((await shop.batch(recipe.id, 6)).inputs).toMatchObject([{ sku: "FLOUR", planned_quantity: 2 }]);
});

test("the output's lot is named and dated by who completes it, and its number is new", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  await shop.add("BREAD", 1, "TAKEN");
  const recipe = await shop.recipe("BREAD", 1, [{ sku: "SALT", quantity: 1 }]);
  const { id } = await shop.batch(recipe.id, 2);
  await shop.post(`production_batches/${id}/start`);
  const complete = (body: Record<string, unknown>) =>
    shop.post(`production_batches/${id}/complete`, { actual_quantity_produced: 2, ...body });
  expect(codesOf(await complete({ lot_number: "TAKEN" }))).toEqual(["already_exists lot_number"]);
  expect(codesOf(await complete({ actual_quantity_produced: 1.5 }))).toEqual([
    "validation_failed actual_quantity_produced",
  ]);
  const made = (await complete({ lot_number: "L-1", expiry_date: "2026-11-30" })).body.data;
  expect(made.outputs).toMatchObject([{ lot_number: "L-1", expiry_date: "2026-11-30", quantity: 2 }]);
  const lot = (await shop.get(`lots/${made.outputs[0].lot_id}`)).body.data;
  expect(lot).toMatchObject({ source_type: "production_batch", source_id: id, manufactured_at: "2026-11-23" });

  const plain = await shop.recipe("DOUGH", 1, [{ sku: "SALT", quantity: 1 }]);
  await shop.patch(`variants/${(await shop.get("variants?sku=DOUGH")).body.data[0].id}`, { lot_tracked: false });
  const untracked = await shop.batch(plain.id, 1);
  await shop.post(`production_batches/${untracked.id}/start`);
  const named = { actual_quantity_produced: 1, lot_number: "L-2" };
  expect(codesOf(await shop.post(`production_batches/${untracked.id}/complete`, named))).toEqual([
    "validation_failed lot_number",
  ]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a recall reaches a batch in progress: it says which, and the batch goes on with another lot", async () => {
  const shop = await bakery();
  const bad = await shop.add("FLOUR", 10, "BAD", "2026-12-01");
  await shop.add("FLOUR", 10, "GOOD");
  const recipe = await shop.recipe("DOUGH", 10, [{ sku: "FLOUR", quantity: 6 }]);
  const batch = await shop.batch(recipe.id, 10);
  await shop.post(`production_batches/${batch.id}/start`);
  const recalled = (await shop.patch(`lots/${bad}`, { status: "recall" })).body.data;
  expect(recalled.production_batches).toEqual([
    { production_batch_id: batch.id, number: batch.number, status: "in_progress", quantity: 6 },
  ]);
  const completed = await shop.post(`production_batches/${batch.id}/complete`, { actual_quantity_produced: 10 });
  expect(lotsOf(completed.body.data.inputs[0])).toEqual([["GOOD", 6]]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a batch is done once, however often and by however many it is completed", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  const recipe = await shop.recipe("BREAD", 1, [{ sku: "SALT", quantity: 1 }]);
  const { id } = await shop.batch(recipe.id, 2);
  await shop.post(`production_batches/${id}/start`);
  const body = { actual_quantity_produced: 2 };
  const dry = await shop.post(`production_batches/${id}/complete?dry_run=true`, body);
  expect(dry.body.meta.dry_run).toBe(true);
  const key = { "Idempotency-Key": "complete-it" };
  const answers = await Promise.all([1, 2, 3].map(() => shop.post(`production_batches/${id}/complete`, body)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422, 422]);
  const other = await shop.batch(recipe.id, 2, {});
  await shop.post(`production_batches/${other.id}/start`);
  const first = await shop.post(`production_batches/${other.id}/complete`, body, key);
  const again = await shop.post(`production_batches/${other.id}/complete`, body, key);
  expect(again.text).toBe(first.text);
  expect(await shop.level("BREAD")).toEqual({ on_hand: 4, reserved: 0, available: 4 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("batches planned at once of one recipe each get their own share of the rounding", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  const recipe = await shop.recipe("BREAD", 3, [{ sku: "SALT", quantity: 0.0001 }]);
  const batches = await Promise.all(Array.from({ length: 6 }, () => shop.batch(recipe.id, 1)));
  const sum = batches.reduce((total, batch) => total + batch.inputs[0].planned_quantity * 10_000, 0);
  expect(Math.round(sum)).toBe(2);
});

test("cancelled batches take their rounding with them: those that are made use what the recipe says", async () => {
  const shop = await bakery();
  await shop.product("EGG");
  await shop.stock("EGG", 100);
  const recipe = await shop.recipe("BREAD", 3, [{ sku: "EGG", quantity: 1 }]);
  let used = 0;
  let made = 0;
  for (let at = 0; at < 12; at++) {
    const batch = await shop.batch(recipe.id, 1);
    const planned = batch.inputs[0].planned_quantity;
    if (planned > 0 && made % 3 !== 1) await shop.post(`production_batches/${batch.id}/cancel`);
    else {
      used += planned;
      made += 1;
    }
  }
  expect(Math.abs(used - made / 3)).toBeLessThanOrEqual(0.5);
  const both = await Promise.all([shop.batch(recipe.id, 1), shop.batch(recipe.id, 1)]);
  const ended = await Promise.all(both.map(({ id }) => shop.post(`production_batches/${id}/cancel`)));
  expect(ended.map(({ status }) => status)).toEqual([200, 200]);
});

test("a variant or a location that an open batch needs is not archived", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  const recipe = await shop.recipe("BREAD", 1, [{ sku: "SALT", quantity: 1 }]);
  const batch = await shop.batch(recipe.id, 2);
  for (const sku of ["SALT", "BREAD"]) {
    const [variant] = (await shop.get(`variants?sku=${sku}`)).body.data;
    const refused = await shop.patch(`variants/${variant.id}`, { status: "archived" });
    expect(codesOf(refused)).toEqual(["in_use"]);
    expect(refused.body.errors[0].details.open_production_batches).toEqual([batch.number]);
  }
  expect(codesOf(await shop.patch(`locations/${shop.warehouse}`, { status: "archived" }))).toEqual(["in_use"]);
});

test("a batch that would make one piece cost more than any number may say is refused", async () => {
  const shop = await bakery();
  await shop.product("GOLD", { cost: 1_000_000_000 });
  await shop.product("BAR");
  await shop.stock("GOLD", 500);
  const recipe = await shop.recipe("BAR", 1, [{ sku: "GOLD", quantity: 2 }]);
  const batch = await shop.batch(recipe.id, 1);
  await shop.post(`production_batches/${batch.id}/start`);
  const refused = await shop.post(`production_batches/${batch.id}/complete`, { actual_quantity_produced: 1 });
  expect(codesOf(refused)).toEqual(["validation_failed actual_quantity_produced"]);
});

test("with manufacturing switched off a batch can be read and cancelled, and nothing else", async () => {
  const shop = await bakery();
  await shop.add("SALT", 10);
  const recipe = await shop.recipe("BREAD", 1, [{ sku: "SALT", quantity: 1 }]);
  const [batch, planned] = [await shop.batch(recipe.id, 2), await shop.batch(recipe.id, 1)];
  await shop.post(`production_batches/${batch.id}/start`);
  const modules = { body: { modules: ["traceability"] } };
  await shop.app.admin("PATCH", `/admin/v1/organizations/${shop.tenant.id}`, modules);
  const disabled = [
    await shop.get("production_batches"),
    await shop.get("production_batches/bat_none"),
    await shop.post("production_batches/bat_none/cancel"),
    await shop.post(`production_batches/${planned.id}/start`),
    await shop.post(`production_batches/${batch.id}/complete`, { actual_quantity_produced: 1 }),
    await shop.post("production_batches", { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 1 }),
  ];
  for (const answer of disabled) expect([answer.status, ...codesOf(answer)]).toEqual([403, "module_disabled"]);
  expect((await shop.get(`production_batches/${batch.id}`)).body.data).toMatchObject({ status: "in_progress" });
  expect((await shop.level("SALT")).reserved).toBe(2);
  for (const { id } of [batch, planned]) {
    expect((await shop.post(`production_batches/${id}/cancel`)).body.data).toMatchObject({ status: "cancelled" });
  }
  expect(await shop.level("SALT")).toEqual({ on_hand: 10, reserved: 0, available: 10 });
  expect(await shop.discrepancies()).toEqual([]);
});
