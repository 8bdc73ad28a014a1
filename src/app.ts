import { managedApiKeyRoutes, ownApiKeyRoutes } from "./admin/api_keys/routes";
import { organizationJobRoutes } from "./admin/jobs/routes";
import { organizationRoute } from "./admin/organizations/own";
import { restoreRoutes } from "./admin/organizations/restore_routes";
import { adminRoutes } from "./admin/organizations/routes";
import { gateway, type Platform } from "./http/gateway";
import type { Route } from "./http/route";
import { tenantApp } from "./http/tenant_app";
import { deliverSoon } from "./jobs/deliveries";
import { mcpRoute } from "./mcp/routes";
import { examples } from "./platform/examples";
import { healthRoute } from "./platform/healthz";
import { openApiRoute } from "./platform/openapi";
import { sections } from "./platform/sections";
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
  healthRoute,
  ...adminRoutes,
  ...restoreRoutes,
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

export const routes: readonly Route[] = [...described, openApiRoute(described, sections, describedEvents, examples)];

/** An organization's own API, wherever it is served. */
export const serveTenant = tenantApp(routes);

/** The whole application, on the given surroundings. */
export function createApp(platform: Omit<Platform, "deliver">) {
  return gateway({ ...platform, deliver: deliverSoon }, routes, serveTenant);
}
