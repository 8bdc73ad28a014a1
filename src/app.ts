import { managedApiKeyRoutes, ownApiKeyRoutes } from "./admin/api_keys/routes";
import { organizationRoute } from "./admin/organizations/own";
import { adminRoutes } from "./admin/organizations/routes";
import { gateway, type Platform } from "./http/gateway";
import type { Route } from "./http/route";
import { healthRoute } from "./platform/healthz";
import { homeRoute } from "./platform/home";
import { openApiRoute } from "./platform/openapi";
import { cycleCountRoutes } from "./resources/cycle_counts/routes";
import { eventRoutes } from "./resources/events/routes";
import { expiryRoutes } from "./resources/expiry/routes";
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
import { reconciliationRoute } from "./resources/reports/reconciliation";
import { returnRoutes } from "./resources/return_authorizations/routes";
import { stockTransferRoutes } from "./resources/stock_transfers/routes";
import { supplierRoutes } from "./resources/suppliers/routes";
import { variantRoutes } from "./resources/variants/routes";
import { wasteRoutes } from "./resources/waste_records/routes";

/** The table of contents: every path there is. */
const described: Route[] = [
  homeRoute,
  healthRoute,
  ...adminRoutes,
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
  reconciliationRoute,
  ...eventRoutes,
];

export const routes: readonly Route[] = [...described, openApiRoute(described)];

/** The whole application, on the given surroundings. */
export function createApp(platform: Platform) {
  return gateway(platform, routes);
}
