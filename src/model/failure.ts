import type { ModelSettings } from "../shared/deployment";
import { type DomainError, refuse } from "../shared/errors";

/** What the last response of a provider was; null where there was none. */
export type Seen = { status: number | null; retry_after_seconds: number | null };

/** A model that did not respond as one should. It carries nothing that the provider has written. */
export class ModelFailure extends Error {
  readonly seen: Seen;
  /** What is logged. */
  readonly fault: Readonly<Record<string, string | number | null>>;

  constructor(fault: ModelFailure["fault"], seen: Seen = { status: null, retry_after_seconds: null }) {
    super("The model failed");
    this.seen = seen;
    this.fault = { ...fault, status: seen.status };
  }
}

/** Words for programs, such as `invalid_api_key`. */
const CODE = /^\w{1,64}$/;
const MOST_LETTERS = 200;

/** What is wrong, without what the provider has written, the key and the address. */
export function faultOf(error: unknown, model: ModelSettings): ModelFailure["fault"] {
  const { api_key, base_url } = model;
  const { name = "Error", message = String(error), lastError, data } = error as Partial<Record<string, unknown>>;
  if (lastError) return faultOf(lastError, model);
  const { code } = (data as { error?: { code?: unknown } } | undefined)?.error ?? {};
  // Errors of the library cite requests and responses.
  const words = String(name).startsWith("AI_") ? null : String(message).slice(0, MOST_LETTERS);
  return {
    name: String(name),
    code: typeof code === "string" && CODE.test(code) && !code.includes(api_key) ? code : null,
    message: words?.replaceAll(api_key, "…").replaceAll(base_url, "…") ?? null,
  };
}

/** Statuses that only the operator can do something about. */
const MISCONFIGURED = [400, 401, 403, 404];
const LATER_SECONDS = 30;
const MUCH_LATER_SECONDS = 300;
const LATEST_SECONDS = 3600;

/** The refusal of a question because the model failed: 503 `unavailable`, with `details.builtin`. */
export function unavailable({ seen }: ModelFailure, details: object): DomainError {
  const is_misconfigured = seen.status !== null && MISCONFIGURED.includes(seen.status);
  const message = is_misconfigured
    ? "The model refuses this deployment's requests. Tell the operator, and ask in the words of the examples meanwhile."
    : "The model can't be reached, or failed. Ask again after Retry-After, or in the words of the examples.";
  const seconds = seen.retry_after_seconds ?? (is_misconfigured ? MUCH_LATER_SECONDS : LATER_SECONDS);
  return refuse("unavailable", message, {
    details: { ...details },
    headers: { "Retry-After": String(Math.min(Math.max(1, Math.ceil(seconds)), LATEST_SECONDS)) },
  });
}
