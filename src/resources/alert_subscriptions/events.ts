import { declareEvents } from "../../events/declare";
import { Subscription } from "./schemas";

const data = { alert_subscription: Subscription };

export const alertSubscriptionEvents = declareEvents({
  "alert_subscription.created": { summary: "Somebody subscribed to alerts.", data },
  "alert_subscription.updated": { summary: "An alert subscription was changed.", data },
  "alert_subscription.deleted": { summary: "An alert subscription was deleted.", data },
  "alert_subscription.disabled": {
    summary: "An alert subscription was disabled, because its channel failed again and again or is gone.",
    data,
  },
});
