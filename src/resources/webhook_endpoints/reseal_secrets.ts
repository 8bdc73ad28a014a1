import { webhook_endpoints } from "../../../drizzle/tenant";
import { resealing } from "../../commands/reseal";

/** Encrypts the secrets of webhook endpoints with the current key of the deployment, if they were encrypted with an earlier one. */
export const resealEndpoints = resealing("reseal_webhook_endpoints", webhook_endpoints, ["secret", "previous_secret"]);
