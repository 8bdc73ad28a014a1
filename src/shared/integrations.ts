/** The systems whose webhooks are understood; `standard` is any that signs by Standard Webhooks. */
export const INTEGRATION_SOURCES = ["shopify", "woocommerce", "standard"] as const;

export type IntegrationSource = (typeof INTEGRATION_SOURCES)[number];
