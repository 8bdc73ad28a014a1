import { beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "../support/app";
import { openBakery } from "../support/bakery";
import { createInterleavedApp } from "../support/interleave";
import { codesOf } from "../support/shop";

const { app, between } = createInterleavedApp();

let shop: Awaited<ReturnType<typeof openBakery>>;

beforeAll(async () => {
  shop = await openBakery(app);
});

const unique = () => crypto.randomUUID().slice(0, 8).toUpperCase();
const ok = async (answer: Promise<Answer>) => {
  const { status, text, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${text}`);
  return body?.data;
};

/** A new variant, with its SKU and id. */
async function variant(more: Record<string, unknown> = {}) {
  const [made] = (await shop.product(unique(), more)).variants;
  return { id: made.id as string, sku: made.sku as string };
}
const newLocation = async (): Promise<string> => (await shop.made("locations", { name: unique() })).id;
const newSupplier = async (): Promise<string> => (await shop.made("suppliers", { name: unique() })).id;
const archive = (path: string) => ok(shop.tenant.request("DELETE", `/api/v1/${path}`));
const coarser = (id: string) => ok(shop.patch(`variants/${id}`, { quantity_decimals: 0 }));
const item = (sku: string, quantity = 1) => ({ sku, quantity });

/** What a write does that is interrupted by a change of what it has read. */
type Scene = { write: () => Promise<Answer>; meanwhile: () => Promise<unknown> };

const purchase = (sku: string, more: object = {}) => ({
  supplier_id: shop.supplier,
  location_id: shop.warehouse,
  items: [item(sku)],
  ...more,
});
const transfer = (sku: string, more: object = {}) => ({
  from_location_id: shop.warehouse,
  to_location_id: shop.store,
  items: [item(sku)],
  ...more,
});

/** An order of which everything was shipped from a location, and nothing is left there. */
async function shipped(location_id = shop.warehouse) {
  const { id: variant_id, sku } = await variant();
  await shop.stock(sku, 1, location_id);
  const { id } = await shop.made("orders", { location_id, items: [item(sku)] });
  await ok(shop.post(`orders/${id}/fulfill`));
  return { order_id: id as string, variant_id, sku };
}

/** A count that is in progress and has no items. */
async function openCount(): Promise<string> {
  const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse });
  await ok(shop.post(`cycle_counts/${id}/start`));
  return id;
}

const counted = (id: string, sku: string, counted_quantity: number) =>
  shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: [{ sku, counted_quantity }] });

const ARCHIVED: Record<string, () => Promise<Scene & { refused: string }>> = {
  "a purchase order's supplier": async () => {
    const supplier_id = await newSupplier();
    const { sku } = await variant();
    return {
      write: () => shop.post("purchase_orders", purchase(sku, { supplier_id })),
      meanwhile: () => archive(`suppliers/${supplier_id}`),
      refused: "supplier_id",
    };
  },
  "the supplier that a purchase order is moved to": async () => {
    const supplier_id = await newSupplier();
    const { id } = await shop.made("purchase_orders", purchase((await variant()).sku));
    return {
      write: () => shop.patch(`purchase_orders/${id}`, { supplier_id }),
      meanwhile: () => archive(`suppliers/${supplier_id}`),
      refused: "supplier_id",
    };
  },
  "the location that a purchase order is moved to": async () => {
    const location_id = await newLocation();
    const { id } = await shop.made("purchase_orders", purchase((await variant()).sku));
    return {
      write: () => shop.patch(`purchase_orders/${id}`, { location_id }),
      meanwhile: () => archive(`locations/${location_id}`),
      refused: "location_id",
    };
  },
  "a purchase order's variant": async () => {
    const { id, sku } = await variant();
    return {
      write: () => shop.post("purchase_orders", purchase(sku)),
      meanwhile: () => archive(`variants/${id}`),
      refused: "items.0.sku",
    };
  },
  "a transfer's source": async () => {
    const from_location_id = await newLocation();
    const { sku } = await variant();
    return {
      write: () => shop.post("stock_transfers", transfer(sku, { from_location_id })),
      meanwhile: () => archive(`locations/${from_location_id}`),
      refused: "from_location_id",
    };
  },
  "a transfer's destination": async () => {
    const to_location_id = await newLocation();
    const { sku } = await variant();
    return {
      write: () => shop.post("stock_transfers", transfer(sku, { to_location_id })),
      meanwhile: () => archive(`locations/${to_location_id}`),
      refused: "to_location_id",
    };
  },
  "a count's location": async () => {
    const location_id = await newLocation();
    return {
      write: () => shop.post("cycle_counts", { location_id }),
      meanwhile: () => archive(`locations/${location_id}`),
      refused: "location_id",
    };
  },
  "a variant that is to be counted": async () => {
    const { id, sku } = await variant();
    return {
      write: () => shop.post("cycle_counts", { location_id: shop.warehouse, skus: [sku] }),
      meanwhile: () => archive(`variants/${id}`),
      refused: "skus.0",
    };
  },
  "a return's location": async () => {
    const location_id = await newLocation();
    const { order_id, sku } = await shipped();
    return {
      write: () => shop.post("return_authorizations", { order_id, location_id, items: [item(sku)] }),
      meanwhile: () => archive(`locations/${location_id}`),
      refused: "location_id",
    };
  },
  "the location that a return is moved to": async () => {
    const location_id = await newLocation();
    const { order_id, sku } = await shipped();
    const { id } = await shop.made("return_authorizations", { order_id, items: [item(sku)] });
    return {
      write: () => shop.patch(`return_authorizations/${id}`, { location_id }),
      meanwhile: () => archive(`locations/${location_id}`),
      refused: "location_id",
    };
  },
  "a policy's variant": async () => {
    const { id, sku } = await variant();
    return {
      write: () => shop.post("inventory_policies", { sku, location_id: shop.warehouse }),
      meanwhile: () => archive(`variants/${id}`),
      refused: "sku",
    };
  },
  "a policy's location": async () => {
    const location_id = await newLocation();
    const { sku } = await variant();
    return {
      write: () => shop.post("inventory_policies", { sku, location_id }),
      meanwhile: () => archive(`locations/${location_id}`),
      refused: "location_id",
    };
  },
  "the supplier that a policy is given": async () => {
    const supplier_id = await newSupplier();
    const { sku } = await variant();
    const { id } = await shop.made("inventory_policies", { sku, location_id: shop.warehouse });
    return {
      write: () => shop.patch(`inventory_policies/${id}`, { supplier_id }),
      meanwhile: () => archive(`suppliers/${supplier_id}`),
      refused: "supplier_id",
    };
  },
  "a recipe's output": async () => {
    const { id, sku } = await variant();
    return {
      write: () => shop.post("recipes", { name: sku, output_sku: sku, output_quantity: 1, items: [item("SALT")] }),
      meanwhile: () => archive(`variants/${id}`),
      refused: "output_sku",
    };
  },
  "an item of a recipe": async () => {
    const { id, sku } = await variant();
    const recipe = await shop.recipe((await variant()).sku, 1, [item("SALT")]);
    return {
      write: () => shop.patch(`recipes/${recipe.id}`, { items: [item(sku)] }),
      meanwhile: () => archive(`variants/${id}`),
      refused: "items.0.sku",
    };
  },
  "the output that a recipe is given": async () => {
    const { id, sku } = await variant();
    const recipe = await shop.recipe((await variant()).sku, 1, [item("SALT")]);
    return {
      write: () => shop.patch(`recipes/${recipe.id}`, { output_sku: sku }),
      meanwhile: () => archive(`variants/${id}`),
      refused: "output_sku",
    };
  },
  "the recipe of a batch": async () => {
    const { sku } = await variant();
    await shop.stock(sku, 10);
    const recipe = await shop.recipe((await variant()).sku, 1, [item(sku)]);
    return {
      write: () =>
        shop.post("production_batches", { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 1 }),
      meanwhile: () => archive(`recipes/${recipe.id}`),
      refused: "recipe_id",
    };
  },
  "an order's location": async () => {
    const location_id = await newLocation();
    const { sku } = await variant();
    return {
      write: () => shop.post("orders", { location_id, items: [item(sku)] }),
      meanwhile: () => archive(`locations/${location_id}`),
      refused: "location_id",
    };
  },
  "the location of an adjustment": async () => {
    const location_id = await newLocation();
    const { sku } = await variant();
    return {
      write: () => shop.post("inventory_adjustments", { sku, location_id, quantity: 1, reason: "found" }),
      meanwhile: () => archive(`locations/${location_id}`),
      refused: "location_id",
    };
  },
};

describe("what is archived between a command's read and its commit is refused by its field:", () => {
  test.each(Object.keys(ARCHIVED))("%s", async (name) => {
    const { write, meanwhile, refused } = await (ARCHIVED[name] as () => Promise<Scene & { refused: string }>)();
    expect(codesOf(await between(write, meanwhile))).toEqual([`validation_failed ${refused}`]);
  });

  test("a variant that a count finds, and one that is to be returned", async () => {
    const found = await variant();
    const id = await openCount();
    const answer = await between(
      () => counted(id, found.sku, 1),
      () => archive(`variants/${found.id}`),
    );
    expect(answer.status).toBe(422);
    const gone = await shipped();
    const returned = await between(
      () => shop.post("return_authorizations", { order_id: gone.order_id, items: [item(gone.sku)] }),
      () => archive(`variants/${gone.variant_id}`),
    );
    expect(returned.status).toBe(422);
  });

  test("the location that a return comes back to by default", async () => {
    const location_id = await newLocation();
    const { order_id, sku } = await shipped(location_id);
    const answer = await between(
      () => shop.post("return_authorizations", { order_id, items: [item(sku)] }),
      () => archive(`locations/${location_id}`),
    );
    expect(answer.status).toBe(422);
  });
});

const COARSER: Record<string, (sku: string) => Promise<() => Promise<Answer>>> = {
  "an order": async (sku) => () => shop.post("orders", { location_id: shop.warehouse, items: [item(sku, 0.5)] }),
  "a purchase order": async (sku) => () => shop.post("purchase_orders", purchase(sku, { items: [item(sku, 0.5)] })),
  "a purchase order's new items": async (sku) => {
    const { id } = await shop.made("purchase_orders", purchase((await variant()).sku));
    return () => shop.patch(`purchase_orders/${id}`, { items: [item(sku, 0.5)] });
  },
  "a transfer": async (sku) => () => shop.post("stock_transfers", transfer(sku, { items: [item(sku, 0.5)] })),
  "a count": async (sku) => {
    const id = await openCount();
    return () => counted(id, sku, 0.5);
  },
  "a recipe": async (sku) => () =>
    shop.post("recipes", { name: sku, output_sku: sku, output_quantity: 0.5, items: [item("SALT")] }),
  "an adjustment": async (sku) => () =>
    shop.post("inventory_adjustments", { sku, location_id: shop.warehouse, quantity: 0.5, reason: "found" }),
};

describe("quantities that have become too fine between read and commit are refused:", () => {
  test.each(Object.keys(COARSER))("%s", async (name) => {
    const { id, sku } = await variant({ quantity_decimals: 1 });
    const write = await (COARSER[name] as (sku: string) => Promise<() => Promise<Answer>>)(sku);
    const answer = await between(write, () => coarser(id));
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, "validation_failed"]);
    expect(answer.body.errors[0].field).toMatch(/quantity$/);
  });
});

describe("a command is decided on what is true when it commits:", () => {
  test("a batch is planned by the recipe as it has become", async () => {
    const { sku } = await variant();
    await shop.stock(sku, 10);
    const recipe = await shop.recipe((await variant()).sku, 1, [item(sku)]);
    const planned = await between(
      () => shop.post("production_batches", { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 2 }),
      () => ok(shop.patch(`recipes/${recipe.id}`, { items: [item(sku, 3)] })),
    );
    expect(planned.body.data.inputs).toMatchObject([{ sku, planned_quantity: 6 }]);
  });

  test("a batch costs what its inputs cost when it is completed", async () => {
    const { id: input_id, sku } = await variant({ cost: 2 });
    await shop.stock(sku, 10);
    const recipe = await shop.recipe((await variant()).sku, 1, [item(sku)]);
    const { id } = await shop.batch(recipe.id, 4);
    await ok(shop.post(`production_batches/${id}/start`));
    const completed = await between(
      () => shop.post(`production_batches/${id}/complete`, { actual_quantity_produced: 4 }),
      () => ok(shop.patch(`variants/${input_id}`, { cost: 3 })),
    );
    expect(completed.body.data.unit_cost).toBe(3);
    const entries = (await shop.get(`inventory_ledger?reference_id=${id}&type=production_consumed`)).body.data;
    expect(entries).toMatchObject([{ unit_cost: 3 }]);
  });

  test("a transfer carries what its goods cost when they are shipped", async () => {
    const { id: variant_id, sku } = await variant({ cost: 2 });
    await shop.stock(sku, 1);
    const { id } = await shop.made("stock_transfers", transfer(sku));
    const sent = await between(
      () => shop.post(`stock_transfers/${id}/ship`),
      () => ok(shop.patch(`variants/${variant_id}`, { cost: 5 })),
    );
    expect(sent.body.data.items).toMatchObject([{ unit_cost: 5 }]);
    const entries = (await shop.get(`inventory_ledger?reference_id=${id}`)).body.data;
    expect(entries).toMatchObject([{ type: "transfer_out", unit_cost: 5 }]);
  });

  test("a lot is shown and announced with the stock it has when it is recalled", async () => {
    const lot_id = await shop.add("YEAST", 5, unique());
    const recalled = await between(
      () => shop.patch(`lots/${lot_id}`, { status: "recall" }),
      () =>
        shop.made("waste_records", {
          ...{ sku: "YEAST", location_id: shop.warehouse, quantity: 2, reason: "spoilage" },
          lot_record_id: lot_id,
        }),
    );
    expect(recalled.body.data).toMatchObject({ status: "recalled", quantity_on_hand: 3 });
    const [event] = (await shop.get("events?type=lot.recalled&per_page=100")).body.data.slice(-1);
    expect(event.data.lot).toMatchObject({ id: lot_id, quantity_on_hand: 3 });
  });

  test("a lot that is used up meanwhile is exhausted in the response as well", async () => {
    const lot_id = await shop.add("YEAST", 2, unique());
    const changed = await between(
      () => shop.patch(`lots/${lot_id}`, { note: "last of it" }),
      () =>
        shop.made("waste_records", {
          ...{ sku: "YEAST", location_id: shop.warehouse, quantity: 2, reason: "spoilage" },
          lot_record_id: lot_id,
        }),
    );
    expect(changed.body.data).toMatchObject({ status: "exhausted", quantity_on_hand: 0 });
  });

  test("a count has lots of a variant that is tracked by them, and only then", async () => {
    const { id, sku } = await variant({ lot_tracked: true });
    await shop.add(sku, 1, "L1");
    const lots = (await shop.get(`lots?sku=${sku}`)).body.data;
    await shop.made("waste_records", { sku, location_id: shop.warehouse, quantity: 1, reason: "damaged" });
    const count = await openCount();
    const found = (lot_id?: string) =>
      shop.patch(`cycle_counts/${count}`, { cycle_count_items_attributes: [{ sku, lot_id, counted_quantity: 1 }] });
    const untracked = await between(
      () => shop.patch(`variants/${id}`, { lot_tracked: false }),
      () => ok(found(lots[0].id)),
    );
    expect(codesOf(untracked)).toEqual(["in_use lot_tracked"]);
    expect((await shop.post(`cycle_counts/${count}/complete`)).status).toBe(200);

    const other = await variant();
    const second = await openCount();
    const counted_late = await between(
      () => counted(second, other.sku, 1),
      () => ok(shop.patch(`variants/${other.id}`, { lot_tracked: true })),
    );
    expect(codesOf(counted_late)).toEqual(["validation_failed cycle_count_items_attributes.0.lot_id"]);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("stock is reserved in lots once its variant is tracked by them", async () => {
    const { id, sku } = await variant();
    await shop.stock(sku, 5);
    const order = await between(
      () => shop.post("orders", { location_id: shop.warehouse, items: [item(sku, 2)], reserve: true }),
      () => ok(shop.patch(`variants/${id}`, { lot_tracked: true })),
    );
    expect(order.body.data.items[0].lots).toMatchObject([{ quantity: 2 }]);
    expect(await shop.discrepancies()).toEqual([]);
  });
});
