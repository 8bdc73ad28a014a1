import { ownApiKeyRoutes } from "./admin/api_key_routes";
import { healthRoute } from "./admin/healthz";
import { adminRoutes } from "./admin/routes";
import { type Platform, serve } from "./http/server";
import { eventRoutes } from "./resources/events/routes";
import { adjustmentRoutes } from "./resources/inventory_adjustments/routes";
import { ledgerRoutes } from "./resources/inventory_ledger/routes";
import { levelRoutes } from "./resources/inventory_levels/routes";
import { locationRoutes } from "./resources/locations/routes";
import { orderRoutes } from "./resources/orders/routes";
import { organizationRoute } from "./resources/organization/routes";
import { reconciliationRoute } from "./resources/reports/reconciliation";

/** The table of contents: every path there is. */
export const routes = [
  healthRoute,
  ...adminRoutes,
  ...ownApiKeyRoutes,
  organizationRoute,
  ...locationRoutes,
  ...levelRoutes,
  ...adjustmentRoutes,
  ...ledgerRoutes,
  ...orderRoutes,
  reconciliationRoute,
  ...eventRoutes,
];

/** The whole application, on the given surroundings. */
export function createApp(platform: Platform) {
  return serve(platform, routes);
}
