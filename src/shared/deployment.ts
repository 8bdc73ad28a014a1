import type { SecretBox } from "./secret_box";

/** Which APIs of models a deployment may use: OpenAI's Responses, or Chat Completions, which many others speak. */
export const MODEL_APIS = ["responses", "chat"] as const;

export type ModelSettings = {
  api_key: string;
  base_url: string;
  model: string;
  api: (typeof MODEL_APIS)[number];
  /** How long it has to answer a question, however often it is called for it. */
  patience_ms: number;
};

/** What a deployment decides about its dealings with other systems: those that it sends to, and secrets that it keeps. */
export type Deployment = {
  /** Encrypts secrets at rest; null if the deployment has no `SECRETS_KEY`. */
  secrets: SecretBox | null;
  /** True if webhooks may also be sent to this machine and to private networks, over http and to any port. */
  allow_private_webhooks: boolean;
  /** The host names under which the deployment itself is reached: nothing is sent there. */
  own_hosts: readonly string[];
  /** The address of a resolver that speaks DNS over HTTPS (JSON); null if names are not resolved before sending. */
  dns_resolver: string | null;
  /** The e-mail provider, Resend or one that speaks its API; null if the deployment has none. */
  mail: { api_url: string; api_key: string; from: string } | null;
  /** The model that answers what the built-in engine does not understand; null if the deployment has none. */
  model: ModelSettings | null;
  /** How long a receiver has to respond. */
  patience_ms: number;
};
