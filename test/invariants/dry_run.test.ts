import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../support/app";
import { openBakery } from "../support/bakery";
import { createInterleavedApp } from "../support/interleave";

const { app, between } = createInterleavedApp();

let shop: Awaited<ReturnType<typeof openBakery>>;
let recipe_id: string;

beforeAll(async () => {
  shop = await openBakery(app);
  await shop.stock("MUG", 10);
  await shop.stock("SALT", 10);
  recipe_id = (await shop.recipe("DOUGH", 1, [{ sku: "SALT", quantity: 1 }])).id;
});

const items = [{ sku: "MUG", quantity: 1 }];

/** The refusals of a dry run and of the write that follows, without the ids of the requests. */
async function refusals(path: string, body: object) {
  const outcome = ({ status, body }: Answer) => ({ status, errors: body.errors });
  const dry = await shop.post(`${path}?dry_run=true`, body);
  return [outcome(dry), outcome(await shop.post(path, body))];
}

const NUMBERED: Record<string, () => Promise<[path: string, body: object]>> = {
  "an order": async () => ["orders", { location_id: shop.warehouse, items }],
  "a purchase order": async () => [
    "purchase_orders",
    { supplier_id: shop.supplier, location_id: shop.warehouse, items },
  ],
  "a transfer": async () => [
    "stock_transfers",
    { from_location_id: shop.warehouse, to_location_id: shop.store, items },
  ],
  "a batch": async () => ["production_batches", { recipe_id, location_id: shop.warehouse, planned_quantity: 1 }],
  "a return": async () => {
    const { id: order_id } = await shop.order([{ sku: "MUG", quantity: 2 }]);
    await shop.post(`orders/${order_id}/fulfill`);
    return ["return_authorizations", { order_id, items }];
  },
};

describe("what only the database knows is refused by a dry run as by the write:", () => {
  test.each(Object.keys(NUMBERED))("the number of %s that is taken", async (name) => {
    const [path, body] = await (NUMBERED[name] as () => Promise<[string, object]>)();
    const numbered = { ...body, number: crypto.randomUUID() };
    expect((await shop.post(path, numbered)).status).toBe(201);
    const [dry, done] = await refusals(path, numbered);
    expect(dry).toEqual(done);
    expect(dry).toMatchObject({ status: 409, errors: [{ code: "already_exists", field: "number" }] });
  });

  test("more at a location than can be stored", async () => {
    await shop.product("GRAIN");
    await shop.stock("GRAIN", 1_000_000_000);
    const order = { supplier_id: shop.supplier, location_id: shop.warehouse, items: [{ sku: "GRAIN", quantity: 1 }] };
    const { id } = await shop.made("purchase_orders", order);
    const [dry, done] = await refusals(`purchase_orders/${id}/receive`, {});
    expect(dry).toEqual(done);
    expect(dry).toMatchObject({ status: 422, errors: [{ code: "validation_failed" }] });
  });

  test("a location that is archived while it is decided", async () => {
    const { id: location_id } = await shop.made("locations", { name: "Annex" });
    const dry = await between(
      () => shop.post("orders?dry_run=true", { location_id, items }),
      () => shop.tenant.request("DELETE", `/api/v1/locations/${location_id}`),
    );
    expect(dry).toMatchObject({ status: 422, body: { errors: [{ code: "validation_failed", field: "location_id" }] } });
  });
});

test("a dry run that lost a race is decided again", async () => {
  const { id } = await shop.order(items, { reserve: true });
  const dry = await between(
    () => shop.post(`orders/${id}/fulfill?dry_run=true`),
    () => shop.post(`orders/${id}/cancel`),
  );
  expect(dry).toMatchObject({ status: 422, body: { errors: [{ code: "invalid_status" }] } });
  expect(await shop.discrepancies()).toEqual([]);
});
