import { type SQL, sql } from "drizzle-orm";
import type { TableColumn } from "./conditions";

/** What is joined to a row `p` with a variant_id and a location_id, to show them. The latter may be null. */
export const JOIN_VARIANT = sql`JOIN variants v ON v.id = p.variant_id JOIN products d ON d.id = v.product_id`;
export const JOIN_LOCATION = sql`LEFT JOIN locations l ON l.id = p.location_id`;

export const text = (label: string, from?: SQL): TableColumn => ({ label, type: "text", ...(from ? { from } : {}) });

/** The name of a variant among those of its product; null if there is no other, or it has none. */
export const VARIANT_NAME = sql`iif((SELECT count(*) FROM variants o WHERE o.product_id = d.id) = 1 OR v.name = 'Default', NULL, v.name)`;

/** The columns that identify a variant, where `JOIN_VARIANT` is joined. */
export const VARIANT = {
  sku: text("SKU", sql`v.sku`),
  product_name: text("Product", sql`d.name`),
  variant_name: text("Variant", VARIANT_NAME),
};

/** The column that identifies a location, where `JOIN_LOCATION` is joined. */
export const LOCATION = { location_name: text("Location", sql`l.name`) };

export const quantity = (label: string): TableColumn => ({ label, type: "quantity" });
export const money = (label: string): TableColumn => ({ label, type: "money" });
export const number = (label: string): TableColumn => ({ label, type: "number" });
export const count = (label: string): TableColumn => ({ label, type: "count" });
export const date = (label: string): TableColumn => ({ label, type: "date" });

/** The quantities of a level. */
export const QUANTITIES = {
  on_hand: quantity("On hand"),
  reserved: quantity("Reserved"),
  held: quantity("Held"),
  available: quantity("Available"),
  incoming: quantity("Incoming"),
};

/** The day of a time in the organization's calendar. */
export const dayOfTime = (label: string): TableColumn => ({ label, type: "date", stored: "moment" });

/** What was sold, as `salesOf` selects it. */
export const SALES = {
  units_sold: quantity("Units sold"),
  units_returned: quantity("Units returned"),
  net_units: quantity("Net units"),
  revenue: money("Revenue"),
  cost_of_goods: money("Cost of goods"),
  margin: money("Margin"),
};

/** Of a value of `whole`, all in stored units, the part for `part` of it, rounded to the stored unit; null if `whole` is 0. */
export function shareIn(value: SQL, part: SQL, whole: SQL): SQL {
  return sql`(${value} / ${whole} * ${part} + CAST(round(${value} % ${whole} * 1.0 * ${part} / ${whole}) AS INTEGER))`;
}

/** What one costs if a quantity costs so much, all in stored units; null for a quantity of 0. */
export const unitCostIn = (value: SQL, quantity: SQL) => shareIn(value, sql`10000`, quantity);
