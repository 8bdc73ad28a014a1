import { alert_subscriptions } from "../../../drizzle/tenant";
import { resealing } from "../../commands/reseal";

/** Encrypts the secrets of alert subscriptions with the current key of the deployment, if they were encrypted with an earlier one. */
export const resealSubscriptions = resealing("reseal_alert_subscriptions", alert_subscriptions, ["secret"]);
