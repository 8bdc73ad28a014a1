import { suppliers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import type { CatalogueStatus } from "../../shared/statuses";

/** A supplier as the API returns it. */
export function toSupplier({ sequence, ...supplier }: typeof suppliers.$inferSelect) {
  return supplier;
}

export const supplierResource = resource({
  name: "supplier",
  table: suppliers,
  bytes: bytesOfRow(["address", "metadata"]),
  small: true,
  select: (where, order) => build.select().from(suppliers).where(where).orderBy(order),
  render: () => toSupplier,
});

type Filters = { status?: CatalogueStatus[] | undefined; code?: string | undefined };

/** A page of suppliers that match all filters, newest first. */
export function listSuppliers(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  return supplierResource.list(ctx, request, { where: equalTo(filters) });
}
