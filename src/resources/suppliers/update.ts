import { eq } from "drizzle-orm";
import type { z } from "zod";
import { suppliers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../storage/context";
import { build } from "../../storage/database";
import { nextVersion } from "../../storage/version";
import { getSupplier, toSupplier } from "./queries";
import type { SupplierChange } from "./schemas";

/** Changes the fields given, `status` included; a taken code is 409 `already_exists`. */
export async function updateSupplier(ctx: TenantContext, id: string, change: z.output<typeof SupplierChange>) {
  const supplier = await getSupplier(ctx, id);
  const changed = { ...supplier, ...change, ...nextVersion(ctx, supplier) };
  const { sequence, ...columns } = changed;
  return ctx.commit([build.update(suppliers).set(columns).where(eq(suppliers.id, id))], toSupplier(changed));
}
