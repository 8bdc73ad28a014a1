import { locations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import type { CatalogueStatus } from "../../shared/statuses";

/** A location as the API returns it. */
export function toLocation({ sequence, ...location }: typeof locations.$inferSelect) {
  return location;
}

export const locationResource = resource({
  name: "location",
  table: locations,
  bytes: bytesOfRow(["address", "metadata"]),
  small: true,
  select: (where, order) => build.select().from(locations).where(where).orderBy(order),
  render: () => toLocation,
});

type Filters = { status?: CatalogueStatus[] | undefined; type?: (typeof locations.$inferSelect)["type"] | undefined };

/** A page of locations that match all filters, newest first. */
export function listLocations(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  return locationResource.list(ctx, request, { where: equalTo(filters) });
}
