import { timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";

/** What `If-Match` named: the versions a write may start from; null without the header or with `*`. */
export type IfMatch = readonly string[] | null;

type Versioned = { version: number };
/** What of a command it takes to judge a version. */
type Attempt = { now: Date; if_match: IfMatch };

/** Refuses with 412 `stale_version` where `If-Match` names another version than the resource has. */
export function expectVersion(ctx: Attempt, { version }: Versioned): void {
  if (ctx.if_match && !ctx.if_match.includes(`"${version}"`)) {
    throw refuse("stale_version", "It has changed since you read it. Read it again and decide.", {
      details: { version },
    });
  }
}

/**
 * The columns that every change of a resource sets: its next version (a trigger refuses any other, so that of two who
 * decided on the same version one is told) and the time. Refuses with 412 where `If-Match` is stale.
 */
export function nextVersion(ctx: Attempt, resource: Versioned): { version: number; updated_at: string } {
  expectVersion(ctx, resource);
  return { version: resource.version + 1, updated_at: timestamp(ctx.now) };
}
