import { timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";

/** The versions that `If-Match` allows a write to start from; null without the header or with `*`. */
export type IfMatch = readonly string[] | null;

type Versioned = { version: number };
/** The parts of a unit of work that version checks need. */
type Attempt = { now: Date; if_match: IfMatch };

/** Refuses with 412 `stale_version` if `If-Match` does not allow the resource's version. */
export function expectVersion(ctx: Attempt, { version }: Versioned): void {
  if (ctx.if_match && !ctx.if_match.includes(`"${version}"`)) {
    throw refuse("stale_version", "It was changed since you read it. Read it again and retry.", {
      details: { version },
    });
  }
}

/**
 * The columns that every change of a resource sets: its next version and the time. A trigger refuses any other version, so
 * of two changes based on the same one only the first is committed. Refuses with 412 `stale_version` by `If-Match`.
 */
export function nextVersion(ctx: Attempt, resource: Versioned): { version: number; updated_at: string } {
  expectVersion(ctx, resource);
  return { version: resource.version + 1, updated_at: timestamp(ctx.now) };
}
