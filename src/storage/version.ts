import { timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";
import type { UnitOfWork } from "./context";

type Versioned = { version: number };

/** Refuses with 412 `stale_version` where `If-Match` names another version than the resource has. */
export function expectVersion(ctx: UnitOfWork, { version }: Versioned): void {
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
export function nextVersion(ctx: UnitOfWork, resource: Versioned): { version: number; updated_at: string } {
  expectVersion(ctx, resource);
  return { version: resource.version + 1, updated_at: timestamp(ctx.now) };
}
