import { sql } from "drizzle-orm";
import { integration_deliveries, integration_documents, integrations } from "../../../drizzle/tenant";
import { decompress } from "../../commands/compression";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { notFound } from "../../shared/errors";
import type { IntegrationSource } from "../../shared/integrations";
import type { InboundStatus } from "../../shared/statuses";
import { parsePayload } from "./payload";

/** An integration as it is stored; its secret is encrypted. */
export type StoredIntegration = typeof integrations.$inferSelect;

/** An integration as the API returns it: without its secret. */
export function toIntegration({ sequence, secret, ...integration }: StoredIntegration) {
  const { id, source } = integration;
  return { ...integration, webhook_path: `/api/v1/integrations/webhooks/${source}/${id}` };
}

export const integrationResource = resource({
  name: "integration",
  table: integrations,
  select: (where, order) => build.select().from(integrations).where(where).orderBy(order),
  render: () => toIntegration,
});

type Filters = { source?: IntegrationSource[] | undefined };

/** A page of integrations, newest first. */
export function listIntegrations(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  return integrationResource.list(ctx, request, { where: equalTo(filters), counted: true });
}

/** A delivery as it is stored. */
export type StoredDelivery = typeof integration_deliveries.$inferSelect;

/** What a delivery shows of itself, in the order of the API. */
const SHOWN = {
  sequence: integration_deliveries.sequence,
  id: integration_deliveries.id,
  integration_id: integration_deliveries.integration_id,
  source_id: integration_deliveries.source_id,
  topic: integration_deliveries.topic,
  status: integration_deliveries.status,
  reason: integration_deliveries.reason,
  attempt: integration_deliveries.attempt,
  external_reference: integration_deliveries.external_reference,
  order_id: integration_deliveries.order_id,
  return_authorization_id: integration_deliveries.return_authorization_id,
  created_at: integration_deliveries.created_at,
  updated_at: integration_deliveries.updated_at,
};

/** A delivery as the API returns it. */
export function toDelivery({ sequence, ...delivery }: Omit<StoredDelivery, "payload">) {
  return delivery;
}

export type Delivery = ReturnType<typeof toDelivery>;

const deliveryResource = resource({
  name: "delivery",
  table: integration_deliveries,
  select: (where, order) => build.select(SHOWN).from(integration_deliveries).where(where).orderBy(order),
  render: () => toDelivery,
});

type DeliveryFilters = { status?: InboundStatus[] | undefined; topic?: string | undefined };

/** A page of what arrived for an integration, newest first. */
export async function listDeliveries(ctx: TenantContext, id: string, query: DeliveryFilters & ListRequest) {
  const [request, filters] = splitRequest(query);
  const where = [sql`t.integration_id = ${id}`, ...equalTo(filters)];
  // In one round trip with the page, or a page of nothing would not tell an unknown integration.
  let integration: readonly StoredIntegration[] = [];
  const read: TenantContext["read"] = async (queries, options) => {
    const results = await ctx.read({ ...queries, integration: integrationResource.byId(id) }, options);
    integration = results.integration as StoredIntegration[];
    return results;
  };
  const page = await deliveryResource.list({ ...ctx, read }, request, { where });
  integrationResource.required(integration);
  return page;
}

/** Selects one of an integration's deliveries, with its payload. */
export function deliveryOf(integration_id: string, id: string) {
  return build.select().from(integration_deliveries).where(sql`id = ${id} AND integration_id = ${integration_id}`);
}

/** The delivery that was selected; 404 `not_found` if there was none. */
export function requiredDelivery([delivery]: readonly StoredDelivery[]): StoredDelivery {
  if (!delivery) throw notFound("delivery");
  return delivery;
}

/** One of an integration's deliveries, with what arrived. */
export async function getDelivery(ctx: TenantContext, integration_id: string, id: string) {
  const { deliveries } = await ctx.read({ deliveries: deliveryOf(integration_id, id) });
  const { payload, ...delivery } = requiredDelivery(deliveries);
  const text = await decompress(payload);
  return { ...toDelivery(delivery), payload: parsePayload(text) ?? text };
}

/** Selects the delivery, if there is one, that the sender has given this id. */
export function deliveryBySourceId(integration_id: string, source_id: string) {
  return build
    .select(SHOWN)
    .from(integration_deliveries)
    .where(sql`integration_id = ${integration_id} AND source_id = ${source_id}`);
}

/** A document that something of a sender's has become. */
export type StoredDocument = typeof integration_documents.$inferSelect;

/** Selects what an order or a refund of the sender's has become, if it has arrived. */
export function documentOf(integration_id: string, kind: StoredDocument["kind"], external_id: string) {
  return build
    .select()
    .from(integration_documents)
    .where(sql`integration_id = ${integration_id} AND kind = ${kind} AND external_id = ${external_id}`);
}
