import { refuse } from "./errors";

/** A document's actions and the statuses each is valid from: the state machine, as data. */
export type Actions<Status extends string> = Record<string, readonly Status[]>;

/**
 * Refuses with 422 `invalid_status` where the action is not valid for the document's status, or not `possible` for
 * another reason that lies in the document.
 */
export function requireStatus<Status extends string, A extends Actions<Status>>(
  what: string,
  document: { status: Status },
  actions: A,
  action: keyof A & string,
  possible = true,
): void {
  const allowed_from = (actions[action] as readonly Status[]).filter(
    (status) => possible || status !== document.status,
  );
  if (allowed_from.includes(document.status)) return;
  throw refuse(
    "invalid_status",
    `This ${what} is ${document.status}; ${action} works for one that is ${allowed_from.join(" or ")}. Read it again.`,
    { details: { status: document.status, allowed_from } },
  );
}

/** The sentence of the OpenAPI document that says what an action is valid from. */
export function validFrom<A extends Actions<string>>(actions: A, action: keyof A & string): string {
  return `Valid from: ${(actions[action] as readonly string[]).map((status) => `\`${status}\``).join(", ")}.`;
}
