import { createTestApp } from "./app";
import { openShop } from "./shop";

/** A bakery: FLOUR and YEAST, tracked by lots, become DOUGH, which with SALT becomes BREAD. */
export async function openBakery(app = createTestApp(), organization: Record<string, unknown> = {}) {
  const shop = await openShop(app, { modules: ["manufacturing", "traceability"], ...organization });
  const kilos = { unit: "kg", quantity_decimals: 4 };
  await shop.product("FLOUR", { ...kilos, lot_tracked: true, cost: 0.8 });
  await shop.product("YEAST", { ...kilos, lot_tracked: true, cost: 6 });
  await shop.product("SALT", { ...kilos, cost: 0.5 });
  await shop.product("DOUGH", { ...kilos, lot_tracked: true, shelf_life_days: 1 });
  await shop.product("BREAD", { lot_tracked: true, shelf_life_days: 3 });

  const recipe = (output_sku: string, output_quantity: number, items: unknown[], more: Record<string, unknown> = {}) =>
    shop.made("recipes", { name: output_sku, output_sku, output_quantity, items, ...more });
  const batch = (recipe_id: string, planned_quantity: number, more: Record<string, unknown> = {}) =>
    shop.made("production_batches", { recipe_id, location_id: shop.warehouse, planned_quantity, ...more });

  /** Adds stock, of a lot if one is named. */
  async function add(sku: string, quantity: number, lot_number?: string, expiry_date?: string) {
    const lot = { ...(lot_number ? { lot_number } : {}), ...(expiry_date ? { expiry_date } : {}) };
    const line = { sku, location_id: shop.warehouse, quantity, reason: "received", ...lot };
    return (await shop.made("inventory_adjustments", line)).lot_id as string;
  }

  /** Plans, starts and completes a batch, and answers it. */
  async function make(recipe_id: string, quantity: number, completion: Record<string, unknown> = {}) {
    const { id } = await batch(recipe_id, quantity);
    await shop.post(`production_batches/${id}/start`);
    const answer = await shop.post(`production_batches/${id}/complete`, {
      actual_quantity_produced: quantity,
      ...completion,
    });
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body.data;
  }
  return { ...shop, recipe, batch, add, make };
}
