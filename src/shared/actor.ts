export const ACTOR_TYPES = ["api_key", "integration", "job", "operator"] as const;

type ActorType = (typeof ACTOR_TYPES)[number];

/** Who runs a command; ledger entries and events record it. */
export type Actor = { type: ActorType; id: string };

/** The id of the API key, if the actor is one. */
export function apiKeyIdOf({ type, id }: Actor): string | null {
  return type === "api_key" ? id : null;
}
