import { beforeEach, expect, test } from "vitest";
import { openBakery } from "../../support/bakery";

/** What rounding leaves over of an ingredient is carried to the recipe's next batch: here with whole mugs, a third of one for each. */

let shop: Awaited<ReturnType<typeof openBakery>>;
let recipe: { id: string };

beforeEach(async () => {
  shop = await openBakery();
  await shop.stock("MUG", 100);
  recipe = await shop.recipe("BREAD", 3, [{ sku: "MUG", quantity: 1 }]);
});

async function plan(count: number): Promise<[id: string, planned: number][]> {
  const batches: [string, number][] = [];
  for (let made = 0; made < count; made++) {
    const { id, inputs } = await shop.batch(recipe.id, 1);
    batches.push([id, inputs[0].planned_quantity]);
  }
  return batches;
}

const quantities = (batches: [string, number][]) => batches.map(([, planned]) => planned);

test("batches of a third add up to the whole", async () => {
  expect(quantities(await plan(6))).toEqual([0, 1, 0, 0, 1, 0]);
});

test("what a cancelled batch has rounded up is not made up for by the next ones", async () => {
  const [, [second] = []] = await plan(2);
  await shop.post(`production_batches/${second}/cancel`);
  // A third is left of the first batch: the next one takes it up, as the cancelled one did.
  expect(quantities(await plan(3))).toEqual([1, 0, 0]);
});

test("what a cancelled batch has rounded down is not made up for by the next ones", async () => {
  const [[first] = []] = await plan(1);
  await shop.post(`production_batches/${first}/cancel`);
  expect(quantities(await plan(3))).toEqual([0, 1, 0]);
});

test("a cancellation is settled once, not by every later batch", async () => {
  const [, [second] = []] = await plan(2);
  await shop.post(`production_batches/${second}/cancel`);
  expect(quantities(await plan(6))).toEqual([1, 0, 0, 1, 0, 0]);
});

test("a recipe that changes starts from nothing", async () => {
  await plan(1);
  await shop.patch(`recipes/${recipe.id}`, { items: [{ sku: "MUG", quantity: 1 }] });
  expect(quantities(await plan(3))).toEqual([0, 1, 0]);
});

test("cancelling a batch of an earlier version of the recipe changes nothing of the later ones", async () => {
  const [, [second] = []] = await plan(2);
  await shop.patch(`recipes/${recipe.id}`, { items: [{ sku: "MUG", quantity: 1 }] });
  expect(quantities(await plan(1))).toEqual([0]);
  await shop.post(`production_batches/${second}/cancel`);
  expect(quantities(await plan(2))).toEqual([1, 0]);
});
