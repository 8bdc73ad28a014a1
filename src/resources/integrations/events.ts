import { declareEvents } from "../../events/declare";
import { Integration, IntegrationDelivery } from "./schemas";

export const integrationEvents = declareEvents({
  "integration.created": { summary: "An integration was created.", data: { integration: Integration } },
  "integration.updated": { summary: "An integration was changed.", data: { integration: Integration } },
  "integration.deleted": {
    summary: "An integration was deleted; the data is the integration as it was last.",
    data: { integration: Integration },
  },
  "integration.failed": {
    summary: "What arrived for an integration could not take effect, and waits to be corrected and retried.",
    data: { integration_delivery: IntegrationDelivery },
  },
});
