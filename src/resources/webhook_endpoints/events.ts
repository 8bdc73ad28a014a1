import { declareEvents } from "../../events/declare";
import { EndpointState } from "./schemas";

const data = { webhook_endpoint: EndpointState };

export const endpointEvents = declareEvents({
  "webhook_endpoint.created": { summary: "A webhook endpoint was created.", data },
  "webhook_endpoint.updated": {
    summary: "A webhook endpoint was changed, disabled or enabled by a request, or its secret was rotated.",
    data,
  },
  "webhook_endpoint.deleted": { summary: "A webhook endpoint was deleted.", data },
  "webhook_endpoint.tested": {
    summary: "A test of a webhook endpoint was requested. It is sent to that endpoint only.",
    data,
  },
  "webhook_endpoint.disabled": {
    summary:
      "A webhook endpoint was disabled, because its last attempt at an event failed, or because it responded with 410.",
    data,
  },
});
