import type * as z from "zod";
import { suppliers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import { toSupplier } from "./queries";
import type { NewSupplier } from "./schemas";

/** Creates a supplier. A code that is taken is 409 `already_exists`. */
export async function createSupplier(ctx: TenantContext, input: z.output<typeof NewSupplier>) {
  const now = timestamp(ctx.now);
  const supplier = {
    id: newId("supplier", ctx.now),
    ...input,
    status: "active" as const,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const response = toSupplier({ sequence: 0, ...supplier });
  return ctx.commit(
    [build.insert(suppliers).values(supplier), announce(ctx, "supplier.created", { supplier: response })],
    response,
  );
}
