import { integrations } from "../../../drizzle/tenant";
import { resealing } from "../../commands/reseal";

/** Encrypts the secrets of integrations with the current key of the deployment, if they were encrypted with an earlier one. */
export const resealIntegrations = resealing("reseal_integrations", integrations, ["secret"]);
