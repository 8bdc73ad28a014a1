import { refuse } from "./errors";

/** A document's state machine as data: its actions and the statuses each is valid from. */
export type Actions<Status extends string> = Record<string, readonly Status[]>;

/**
 * Refuses with 422 `invalid_status` if the action is not valid for the document's status, or not `possible` for another
 * reason in the document itself.
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
    `This ${what} is ${document.status}; ${action} is allowed only from ${allowed_from.join(", ")}. Read it again.`,
    { details: { status: document.status, allowed_from } },
  );
}

/** The sentence that tells API users which statuses an action is valid from. */
export function validFrom<A extends Actions<string>>(actions: A, action: keyof A & string): string {
  return `Allowed while the status is ${(actions[action] as readonly string[]).map((status) => `\`${status}\``).join(", ")}.`;
}
