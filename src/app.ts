import { version } from "../package.json";
import { ownApiKeyRoutes } from "./admin/api_keys/routes";
import { organizationRoute } from "./admin/organizations/own";
import { adminRoutes } from "./admin/organizations/routes";
import { openApiDocument } from "./http/openapi";
import { controlRoute, FileAnswer, type Route } from "./http/route";
import { type Platform, serve } from "./http/server";
import { healthRoute } from "./platform/healthz";
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
  healthRoute,
  ...adminRoutes,
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

/** The document that describes them all, made when it is first asked for. */
let document: string | undefined;
const openApiRoute = controlRoute({
  realm: "public",
  tag: "Platform",
  method: "get",
  path: "/openapi.json",
  summary: "Describe this API as OpenAPI 3.1",
  answers: "file",
  media_type: "application/json",
  async handle() {
    document ??= JSON.stringify(openApiDocument(routes, version));
    return new FileAnswer(document, { "Content-Type": "application/json; charset=utf-8" });
  },
});

export const routes: readonly Route[] = [...described, openApiRoute];

/** The whole application, on the given surroundings. */
export function createApp(platform: Platform) {
  return serve(platform, routes);
}
