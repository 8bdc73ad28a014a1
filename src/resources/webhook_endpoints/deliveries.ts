import { type SQL, sql } from "drizzle-orm";
import { webhook_deliveries, webhook_endpoints } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, pageQueries, splitRequest } from "../../data/page";
import { eventId } from "../../events/ids";
import { notFound } from "../../shared/errors";
import type { EventType } from "../../shared/event_types";
import type { DeliveryStatus } from "../../shared/statuses";

export type StoredDelivery = typeof webhook_deliveries.$inferSelect;

/** A delivery as the API returns it. */
export function toDelivery({ organization }: Pick<TenantContext, "organization">, delivery: StoredDelivery) {
  const { sequence, id, webhook_endpoint_id, event_sequence, ...columns } = delivery;
  return { id, webhook_endpoint_id, event_id: eventId(organization, event_sequence), ...columns };
}

/** What a delivery takes in a response. */
const SIZE = { bytes: bytesOfRow(["response_body", "error"]), small: true };

function selectDeliveries(where: SQL, order: SQL = sql`sequence`) {
  return build.select().from(webhook_deliveries).where(where).orderBy(order);
}

/** Selects a delivery by its id. */
export function selectDelivery(id: string) {
  return selectDeliveries(sql`id = ${id}`);
}

/** Selects the status of an endpoint, or that of the endpoint of a delivery; nothing if it was deleted. */
export function selectEndpointOf(reference: { id: string } | { delivery_id: string }) {
  const { id, status } = webhook_endpoints;
  const wanted =
    "id" in reference
      ? sql`${reference.id}`
      : sql`(SELECT webhook_endpoint_id FROM webhook_deliveries WHERE id = ${reference.delivery_id})`;
  return build.select({ id, status }).from(webhook_endpoints).where(sql`id = ${wanted}`);
}

/** A delivery; 404 `not_found` also if its endpoint was deleted. */
export async function getDelivery(ctx: TenantContext, id: string) {
  const { deliveries, endpoints } = await ctx.read({
    deliveries: selectDelivery(id),
    endpoints: selectEndpointOf({ delivery_id: id }),
  });
  const [delivery] = deliveries;
  if (!endpoints[0] || !delivery) throw notFound("webhook delivery");
  return toDelivery(ctx, delivery);
}

type Filters = { status?: DeliveryStatus[] | undefined; event_type?: EventType | undefined };

/** A page of an endpoint's deliveries that match all filters, newest first. */
export async function listDeliveries(ctx: TenantContext, endpoint_id: string, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  const where = [sql`t.webhook_endpoint_id = ${endpoint_id}`, ...equalTo(filters)];
  const { keys, order, total, page } = pageQueries(
    { table: webhook_deliveries, ...SIZE, where, followed: true },
    request,
  );
  const { endpoints, rows, counted } = await ctx.read({
    endpoints: selectEndpointOf({ id: endpoint_id }),
    rows: selectDeliveries(keys, order),
    counted: total,
  });
  if (!endpoints[0]) throw notFound("webhook endpoint");
  return page(rows, counted, (delivery) => toDelivery(ctx, delivery));
}
