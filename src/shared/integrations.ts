import { refuse } from "./errors";

/** The systems whose webhooks are understood; `standard` is any that signs by Standard Webhooks. */
export const INTEGRATION_SOURCES = ["shopify", "woocommerce", "standard"] as const;

export type IntegrationSource = (typeof INTEGRATION_SOURCES)[number];

/**
 * The refusal of a webhook that nobody has signed who may: 401 `unauthorized`. The words are the same whether the signature is
 * wrong or there is no such integration.
 */
export function unverified() {
  return refuse(
    "unauthorized",
    "No integration has this path and this signature. Compare the path and the secret with those at the sender.",
    { headers: { "WWW-Authenticate": 'Signature realm="Stockbook"' } },
  );
}
