import type { EventDeclaration } from "../../events/declare";
import type { EventType } from "../../shared/event_types";
import { alertSubscriptionEvents } from "../alert_subscriptions/events";
import { cycleCountEvents } from "../cycle_counts/events";
import { demandEvents } from "../demand_history/events";
import { forecastEvents } from "../forecasts/events";
import { insightEvents } from "../insights/events";
import { integrationEvents } from "../integrations/events";
import { adjustmentEvents } from "../inventory_adjustments/events";
import { levelEvents } from "../inventory_levels/events";
import { policyEvents } from "../inventory_policies/events";
import { locationEvents } from "../locations/events";
import { lotEvents } from "../lots/events";
import { orderEvents } from "../orders/events";
import { batchEvents } from "../production_batches/events";
import { productEvents } from "../products/events";
import { purchaseOrderEvents } from "../purchase_orders/events";
import { recipeEvents } from "../recipes/events";
import { returnEvents } from "../return_authorizations/events";
import { stockTransferEvents } from "../stock_transfers/events";
import { supplierEvents } from "../suppliers/events";
import { wasteEvents } from "../waste_records/events";
import { endpointEvents } from "../webhook_endpoints/events";

/** Every type of event: when it is written, and the schema of its data. */
export const EVENT_CATALOGUE: Record<EventType, EventDeclaration> = {
  ...orderEvents,
  ...purchaseOrderEvents,
  ...stockTransferEvents,
  ...cycleCountEvents,
  ...returnEvents,
  ...batchEvents,
  ...productEvents,
  ...locationEvents,
  ...supplierEvents,
  ...policyEvents,
  ...recipeEvents,
  ...adjustmentEvents,
  ...levelEvents,
  ...lotEvents,
  ...wasteEvents,
  ...demandEvents,
  ...forecastEvents,
  ...insightEvents,
  ...endpointEvents,
  ...integrationEvents,
  ...alertSubscriptionEvents,
};
