import { organizations } from "../../../drizzle/control";
import { build } from "../../data/database";
import { refuse } from "../../shared/errors";
import { ENGINES, type EngineName, type LocationHint } from "../../shared/organization";
import { ConstraintViolation } from "../../storage/port";
import type { ControlContext } from "../context";

/** What kind of database an organization is to have, and near which place. */
export type DatabaseKind = { engine: EngineName; location_hint: LocationHint | null };

/** Refuses a kind of database that this deployment does not have, and a place where the kind lets nobody choose, with 422. */
export function requireAvailable({ directory }: ControlContext, { engine, location_hint }: DatabaseKind): void {
  const available = ENGINES.filter((name) => directory.providers[name].is_available);
  if (!available.includes(engine)) {
    const message = `This deployment has no databases of the engine ${engine}. Use ${available.join(" or ")}, or configure it.`;
    throw refuse("validation_failed", message, { field: "engine" });
  }
  if (location_hint !== null && engine !== "durable_object") {
    const message = "Only the engine durable_object takes a location hint. Leave it out, or choose that engine.";
    throw refuse("validation_failed", message, { field: "location_hint" });
  }
}

/** The address of a database that no organization has, created or found; throws `NoDatabaseLeft` where none can be had. */
export async function newDatabase(
  ctx: ControlContext,
  name: string,
  { engine, location_hint }: DatabaseKind,
): Promise<string> {
  const taken = await addressesTaken(ctx);
  const address = await ctx.directory.providers[engine].create({ name, location_hint }, taken);
  if (taken.has(address)) throw new Error(`The database ${address} belongs to another organization`);
  return address;
}

async function addressesTaken({ directory }: ControlContext): Promise<Set<string>> {
  const { rows } = await directory.database.read({
    rows: build.select({ address: organizations.database_address, move: organizations.move }).from(organizations),
  });
  return new Set(
    rows.flatMap(({ address, move }) => [address, move?.to, move?.from?.address].filter((name) => name != null)),
  );
}

/** True if a commit failed because another organization has just claimed the same database. */
export function isTaken(error: unknown): boolean {
  return (
    error instanceof ConstraintViolation && ["organizations.database_address", "database_taken"].includes(error.rule)
  );
}
