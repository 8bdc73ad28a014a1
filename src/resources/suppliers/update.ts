import { eq } from "drizzle-orm";
import type * as z from "zod";
import { suppliers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { openDocuments, refuseInUse } from "../../documents/open_documents";
import { announce, eventOfChange } from "../../events/announce";
import { withoutUndefined } from "../../shared/without_undefined";
import { supplierResource, toSupplier } from "./queries";
import type { SupplierChange } from "./schemas";

/**
 * Changes the given fields. Archiving is refused with 422 `in_use` while the supplier has open purchase orders, and a code that
 * is taken with 409 `already_exists`.
 */
export async function updateSupplier(ctx: TenantContext, id: string, change: z.output<typeof SupplierChange>) {
  const { rows, documents } = await ctx.read({
    rows: supplierResource.byId(id),
    documents: change.status === "archived" ? openDocuments({ supplier_id: id }) : null,
  });
  const supplier = supplierResource.required(rows);
  const changed = { ...supplier, ...withoutUndefined(change), ...nextVersion(ctx, supplier) };
  if (changed.status === "archived" && supplier.status === "active") refuseInUse("supplier", [], documents);
  const { sequence, ...columns } = changed;
  const response = toSupplier(changed);
  return ctx.commit(
    [
      build.update(suppliers).set(columns).where(eq(suppliers.id, id)),
      announce(ctx, eventOfChange("supplier", supplier, changed), { supplier: response }),
    ],
    response,
  );
}
