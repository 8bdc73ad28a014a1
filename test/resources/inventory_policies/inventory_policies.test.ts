import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { codesOf, openShop } from "../../support/shop";

test("a policy is unique per variant and location, and what it does not say is the organization's default", async () => {
  const shop = await openShop(createTestApp(), {
    settings: { default_reorder_point: 5, default_lead_time_days: 3, rate_limits: { requests_per_minute: 100_000 } },
  });
  const made = await shop.made("inventory_policies", { sku: "MUG", location_id: shop.warehouse, reorder_quantity: 24 });
  expect(made).toMatchObject({
    sku: "MUG",
    reorder_point: 5,
    reorder_quantity: 24,
    lead_time_days: 3,
    safety_stock: 0,
    max_stock: null,
  });
  const again = await shop.post("inventory_policies", { sku: "MUG", location_id: shop.warehouse });
  expect(again.status).toBe(409);
  expect((await shop.post("inventory_policies", { sku: "MUG", location_id: shop.store })).status).toBe(201);
  const both = await Promise.all(
    [1, 2].map(() => shop.post("inventory_policies", { sku: "TEA", location_id: shop.store })),
  );
  expect(both.map((answer) => answer.status).sort()).toEqual([201, 409]);
});

test("single fields change, the rest stays; deleting brings the defaults back", async () => {
  const shop = await openShop();
  const made = await shop.made("inventory_policies", {
    sku: "MUG",
    location_id: shop.warehouse,
    reorder_point: 3,
    max_stock: 40,
  });
  const path = `inventory_policies/${made.id}`;
  const changed = await shop.patch(path, { inventory_policy: { reorder_point: 8 } });
  expect(changed.body.data).toEqual({
    ...made,
    reorder_point: 8,
    version: 2,
    updated_at: changed.body.data.updated_at,
  });
  expect((await shop.patch(path, { max_stock: null })).body.data).toMatchObject({ reorder_point: 8, max_stock: null });
  expect(codesOf(await shop.patch(path, { reorder_point: 1 }, { "If-Match": '"1"' }))).toEqual(["stale_version"]);
  expect((await shop.tenant.request("DELETE", `/api/v1/${path}`)).status).toBe(204);
  expect((await shop.get(path)).status).toBe(404);
  expect((await shop.get("inventory_policies")).body.meta.total).toBe(0);
  expect((await shop.post("inventory_policies", { sku: "MUG", location_id: shop.warehouse })).status).toBe(201);
});

test("lists count what is there, and filter by SKU and location", async () => {
  const shop = await openShop();
  for (const sku of ["MUG", "TEA"]) {
    for (const location_id of [shop.warehouse, shop.store]) await shop.made("inventory_policies", { sku, location_id });
  }
  const [newest] = (await shop.get("inventory_policies")).body.data;
  await shop.tenant.request("DELETE", `/api/v1/inventory_policies/${newest.id}`);
  expect((await shop.get("inventory_policies?per_page=2")).body.meta).toMatchObject({ total: 3, total_pages: 2 });
  expect((await shop.get("inventory_policies?sku=TEA")).body.data).toMatchObject([
    { sku: "TEA", location_id: shop.warehouse },
  ]);
  expect((await shop.get(`inventory_policies?sku=MUG&location_id=${shop.store}`)).body.meta.total).toBe(1);
});

test("inventory.low is told by the policy's reorder point where there is one", async () => {
  const shop = await openShop();
  await shop.made("inventory_policies", { sku: "MUG", location_id: shop.warehouse, reorder_point: 5 });
  await shop.stock("MUG", 10);
  await shop.stock("MUG", -4);
  expect(await shop.events()).not.toContain("inventory.low");
  await shop.stock("MUG", -1);
  expect((await shop.events()).filter((type) => type === "inventory.low")).toHaveLength(1);
});

test("quantities are as fine as the variant allows when created and changed; defaults are rounded up to that", async () => {
  const settings = { default_reorder_point: 2.25, default_reorder_quantity: 10 };
  const fine = await openShop(createTestApp(), { settings });
  const at = { location_id: fine.warehouse };
  const mug = await fine.made("inventory_policies", { sku: "MUG", ...at });
  expect(mug).toMatchObject({ reorder_point: 3, reorder_quantity: 10 });
  expect(await fine.made("inventory_policies", { sku: "TEA", ...at })).toMatchObject({ reorder_point: 2.25 });
  for (const field of ["reorder_point", "reorder_quantity", "safety_stock", "max_stock"]) {
    const refused = await fine.patch(`inventory_policies/${mug.id}`, { [field]: 1.5 });
    expect(codesOf(refused)).toEqual([`validation_failed ${field}`]);
  }
  expect((await fine.patch(`inventory_policies/${mug.id}`, { max_stock: null, safety_stock: 2 })).status).toBe(200);
});
