import { sql } from "drizzle-orm";
import { suppliers } from "../../../drizzle/tenant";
import { build } from "../../data/database";
import type { Problem } from "../../shared/errors";

/** Finds the suppliers that a document names. */
export function suppliersNamed(ids: readonly string[]) {
  return build
    .select({ id: suppliers.id, status: suppliers.status, currency: suppliers.currency })
    .from(suppliers)
    .where(sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** Says which of the named suppliers do not exist or are archived. */
export function supplierProblems(
  named: readonly { supplier_id: string; field: string }[],
  found: readonly { id: string; status: string }[],
): Problem[] {
  const status_of = new Map(found.map(({ id, status }) => [id, status]));
  return named
    .filter(({ supplier_id }) => status_of.get(supplier_id) !== "active")
    .map(({ supplier_id, field }) => ({
      code: "validation_failed",
      message: status_of.has(supplier_id)
        ? "This supplier is archived. Restore it, or use another."
        : "There is no supplier with this id. Look it up under /api/v1/suppliers.",
      field,
    }));
}
