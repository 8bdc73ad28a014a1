import { managedApiKeyRoutes, ownApiKeyRoutes } from "./admin/api_keys/routes";
import { organizationJobRoutes } from "./admin/jobs/routes";
import { organizationRoute } from "./admin/organizations/own";
import { adminRoutes } from "./admin/organizations/routes";
import { gateway, type Platform } from "./http/gateway";
import type { Route } from "./http/route";
import { tenantApp } from "./http/tenant_app";
import { deliverSoon } from "./jobs/deliveries";
import { mcpRoute } from "./mcp/routes";
import { healthRoute } from "./platform/healthz";
import { homeRoute } from "./platform/home";
import { openApiRoute } from "./platform/openapi";
import { questionRoutes } from "./questions/routes";
import { alertSubscriptionRoutes } from "./resources/alert_subscriptions/routes";
import { cycleCountRoutes } from "./resources/cycle_counts/routes";
import { demandRoutes } from "./resources/demand_history/routes";
import { describedEvents } from "./resources/events/examples";
import { eventRoutes } from "./resources/events/routes";
import { expiryRoutes } from "./resources/expiry/routes";
import { forecastRoutes } from "./resources/forecasts/routes";
import { insightRoutes } from "./resources/insights/routes";
import { inboundRoutes, integrationRoutes } from "./resources/integrations/routes";
import { adjustmentRoutes } from "./resources/inventory_adjustments/routes";
import { ledgerRoutes } from "./resources/inventory_ledger/routes";
import { levelRoutes } from "./resources/inventory_levels/routes";
import { policyRoutes } from "./resources/inventory_policies/routes";
import { locationRoutes } from "./resources/locations/routes";
import { lotRoutes } from "./resources/lots/routes";
import { orderRoutes } from "./resources/orders/routes";
import { batchRoutes } from "./resources/production_batches/routes";
import { productRoutes } from "./resources/products/routes";
import { purchaseOrderRoutes } from "./resources/purchase_orders/routes";
import { recipeRoutes } from "./resources/recipes/routes";
import { fastMoversRoute } from "./resources/reports/fast_movers";
import { inventoryAgingRoute } from "./resources/reports/inventory_aging";
import { lowStockRoute } from "./resources/reports/low_stock";
import { movementsRoute } from "./resources/reports/movements";
import { reconciliationRoute } from "./resources/reports/reconciliation";
import { stockByLocationRoute } from "./resources/reports/stock_by_location";
import { valuationRoute } from "./resources/reports/valuation";
import { returnRoutes } from "./resources/return_authorizations/routes";
import { stockTransferRoutes } from "./resources/stock_transfers/routes";
import { supplierRoutes } from "./resources/suppliers/routes";
import { variantRoutes } from "./resources/variants/routes";
import { wasteRoutes } from "./resources/waste_records/routes";
import { webhookDeliveryRoutes } from "./resources/webhook_endpoints/delivery_routes";
import { webhookEndpointRoutes } from "./resources/webhook_endpoints/routes";
import { toolRoutes } from "./tools/routes";

/** The table of contents: every path of the API. */
const api: readonly Route[] = [
  homeRoute,
  healthRoute,
  ...adminRoutes,
  ...organizationJobRoutes,
  ...managedApiKeyRoutes,
  ...ownApiKeyRoutes,
  organizationRoute,
  ...productRoutes,
  ...variantRoutes,
  ...locationRoutes,
  ...supplierRoutes,
  ...levelRoutes,
  ...adjustmentRoutes,
  ...ledgerRoutes,
  ...orderRoutes,
  ...purchaseOrderRoutes,
  ...stockTransferRoutes,
  ...cycleCountRoutes,
  ...returnRoutes,
  ...policyRoutes,
  ...recipeRoutes,
  ...batchRoutes,
  ...lotRoutes,
  ...expiryRoutes,
  ...wasteRoutes,
  ...demandRoutes,
  ...forecastRoutes,
  ...insightRoutes,
  ...questionRoutes,
  ...toolRoutes,
  stockByLocationRoute,
  lowStockRoute,
  fastMoversRoute,
  inventoryAgingRoute,
  valuationRoute,
  movementsRoute,
  reconciliationRoute,
  ...eventRoutes,
  ...integrationRoutes,
  ...inboundRoutes,
  ...webhookEndpointRoutes,
  ...webhookDeliveryRoutes,
  ...alertSubscriptionRoutes,
];

const described: readonly Route[] = [...api, mcpRoute(api)];

/** The groups that the OpenAPI document shows the operations in. */
export const tags: Readonly<Record<string, string>> = {
  Platform: "Public endpoints: the start page, the health check and this document.",
  Administration: "The operator's API: organizations, their databases and their API keys.",
  "API keys": "The keys with which an organization's clients authenticate.",
  Organization: "The organization that the API key belongs to.",
  Catalogue: "Products, their variants, and the barcodes by which a variant is found.",
  Locations: "The places where stock is kept.",
  Suppliers: "Those from whom stock is purchased.",
  Stock: "Levels, adjustments, and the ledger that every level follows from.",
  Orders: "Customers' orders: reserve stock for them, fulfill and cancel them.",
  Purchasing: "Purchase orders, and the receipt of their goods.",
  "Stock transfers": "Stock that moves from one location to another.",
  "Cycle counts": "Counting what is there, and correcting the levels accordingly.",
  Returns: "Goods of an order that come back.",
  "Inventory policies": "The reorder point and reorder quantity of a variant at a location.",
  Manufacturing: "Recipes, and the production batches that use them. Requires the module manufacturing.",
  Traceability: "Lots, their expiry, recall and tracing, and waste. Requires the module traceability.",
  Demand: "What was sold day by day, from orders and imported from before.",
  Forecasts: "What will be sold, with which probability, and what to order for it.",
  Insights: "What the nightly run has found out about stock and demand, with its evidence and what to do about it.",
  Questions: "Questions in plain language, and the tools that find the answers, each with its evidence.",
  Agents: "The API as tools for agents, by the Model Context Protocol.",
  Reports: "Proofs and summaries that are computed from the ledger.",
  Events: "What has happened, in the order in which it happened.",
  Integrations: "Shops and systems whose webhooks become orders, cancellations and returns.",
  Webhooks: "Sending events to servers of your own, signed according to Standard Webhooks.",
  Alerts: "Who is told what deserves attention, and how: by webhook, Slack or e-mail.",
};

export const routes: readonly Route[] = [...described, openApiRoute(described, tags, describedEvents)];

/** An organization's own API, wherever it is served. */
export const serveTenant = tenantApp(routes);

/** The whole application, on the given surroundings. */
export function createApp(platform: Omit<Platform, "deliver">) {
  return gateway({ ...platform, deliver: deliverSoon }, routes, serveTenant);
}
