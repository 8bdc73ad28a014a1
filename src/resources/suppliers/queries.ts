import { eq, sql } from "drizzle-orm";
import { suppliers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { notFound } from "../../shared/errors";
import type { CatalogueStatus } from "../../shared/statuses";

type SupplierRow = typeof suppliers.$inferSelect;

/** A supplier as it is answered. */
export function toSupplier({ sequence, ...supplier }: SupplierRow) {
  return supplier;
}

/** Finds a supplier. */
export function supplierById(id: string) {
  return build.select().from(suppliers).where(eq(suppliers.id, id));
}

/** The supplier that a look-up brought; 404 `not_found` where it brought none. */
export function foundSupplier([supplier]: SupplierRow[]): SupplierRow {
  if (!supplier) throw notFound("supplier");
  return supplier;
}

/** The supplier; 404 `not_found`. */
export async function getSupplier(ctx: TenantContext, id: string) {
  const { rows } = await ctx.read({ rows: supplierById(id) });
  return toSupplier(foundSupplier(rows));
}

type Filters = { status?: CatalogueStatus | undefined; code?: string | undefined };

/** Suppliers, newest first. */
export async function listSuppliers(
  ctx: TenantContext,
  { status, code, ...page }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toSupplier>>> {
  const where = [...(status ? [sql`t.status = ${status}`] : []), ...(code ? [sql`t.code = ${code}`] : [])];
  const { keys, order, total } = pageQueries({ table: suppliers, where }, page);
  const { rows, counted } = await ctx.read({
    rows: build.select().from(suppliers).where(keys).orderBy(order),
    counted: total,
  });
  return asPage(rows.map(toSupplier), page, counted);
}
