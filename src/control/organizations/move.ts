import { eq } from "drizzle-orm";
import { organizations } from "../../../drizzle/control";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import type { Move } from "../../shared/organization";
import { close, copyPortion } from "../../storage/copy";
import { NoDatabaseLeft } from "../../storage/engines/provider";
import { reopen } from "../../storage/fence";
import type { ControlContext } from "../context";
import { type DatabaseKind, newDatabase, requireAvailable } from "./databases";
import { getOrganization } from "./queries";
import { addressOf, type OrganizationRow, requireComplete, toManagedOrganization } from "./settings";

/** Until then every isolate has forgotten where it took the database to be (`CACHED_MS` in `src/control/directory.ts`). */
const HEARD_AFTER_MS = 65_000;
/** Until then no isolate reads from the old database any more (`CACHED_WHILE_MOVING_MS` there). */
const LEFT_AFTER_MS = 5_000;

/** What changes in the organization's row with a step; nothing if the step is to be repeated. */
type Step = Partial<OrganizationRow>;

/**
 * Takes the next step of moving an organization's database to another engine, and answers how far it has come. It is repeated
 * until `database.move` is null; an interrupted step is repeated in the same way, and a move that is over changes nothing.
 *
 * - `announced`: for a good minute nothing happens, so that from then on every isolate asks the directory each second.
 * - `preparing`: the new database is created, and the old one refuses writes with 503 `unavailable`; reads go on.
 * - `copying`: a portion is copied at each call. With the last one the organization has the new database.
 * - `switched`: for some seconds the new database refuses writes as well, so that nobody reads what was written before it
 *   from the old one.
 * - `clearing`: the old database is removed.
 *
 * Sequences, ids, idempotency keys and API keys stay what they are. Refuses another move meanwhile with 409 `conflict`, an
 * engine that the deployment lacks with 422 `validation_failed`, and with 503 `capacity_exhausted` if no database is left.
 */
export async function moveOrganization(ctx: ControlContext, id: string, kind: DatabaseKind) {
  requireAvailable(ctx, kind);
  const row = await getOrganization(ctx, id);
  requireComplete(row);
  const { move } = row;
  if (move === null) {
    if (row.engine === kind.engine) return ctx.commit([], toManagedOrganization(row));
    const id = crypto.randomUUID().slice(0, 8);
    return changed(ctx, row, { move: phase(ctx, { id, ...kind, to: null, from: null }, "announced") });
  }
  if (move.engine !== kind.engine || move.phase === "cancelling") {
    throw refuse("conflict", `A move to ${move.engine} is ${move.phase}. Complete or cancel it first.`);
  }
  return changed(ctx, row, await STEPS[move.phase](ctx, row, move));
}

/**
 * Cancels a move that has not switched yet: the old database takes writes again, and the copy is removed. Repeated, it
 * completes what was interrupted. Refuses a move that has switched with 422 `invalid_status`.
 */
export async function cancelMove(ctx: ControlContext, id: string) {
  const row = await getOrganization(ctx, id);
  const { move } = row;
  if (move && ["switched", "clearing"].includes(move.phase)) {
    const details = { status: move.phase, allowed_from: ["announced", "preparing", "copying", "cancelling"] };
    throw refuse("invalid_status", "The organization has its new database already. Complete the move.", { details });
  }
  if (move && move.phase !== "cancelling") {
    return changed(ctx, row, { move: phase(ctx, move, "cancelling") });
  }
  // Without a move, fences that an interrupted one has left are removed as well.
  await reopen(ctx.directory.engineOf(addressOf(row)), move?.id);
  if (move?.to) await ctx.directory.providers[move.engine].remove(move.to);
  return changed(ctx, row, { move: null });
}

const STEPS: Record<
  Exclude<Move["phase"], "cancelling">,
  (ctx: ControlContext, row: OrganizationRow, move: Move) => Promise<Step>
> = {
  async announced(ctx, row, move) {
    if (elapsed(ctx, move) < HEARD_AFTER_MS) return {};
    try {
      // No two moves have databases of one name: what is late for one can't reach the other's.
      const to = await newDatabase(ctx, `${row.id}_${move.id}`, move);
      return { move: phase(ctx, { ...move, to }, "preparing") };
    } catch (error) {
      if (!(error instanceof NoDatabaseLeft)) throw error;
      throw refuse("capacity_exhausted", "No database is left to move to. Add some with `npm run tenants:add -- N`.");
    }
  },

  async preparing(ctx, row, move) {
    const source = addressOf(row);
    await ctx.directory.migrateTenant(row.id, source);
    await close(ctx.directory.engineOf(source), move.id);
    // A move that was cancelled meanwhile has opened the database before it was closed here.
    const { move: current } = await getOrganization(ctx, row.id);
    if (current?.id !== move.id || current.phase === "cancelling")
      await reopen(ctx.directory.engineOf(source), move.id);
    return { move: phase(ctx, move, "copying") };
  },

  async copying(ctx, row, move) {
    const { engine, location_hint, to } = move;
    const from = addressOf(row);
    if (await copyPortion(ctx.directory.engineOf(from), copyOf(ctx, move), move.id)) return {};
    return {
      ...{ engine, location_hint, database_address: to },
      move: phase(ctx, { ...move, to: null, from }, "switched"),
    };
  },

  async switched(ctx, row, move) {
    if (elapsed(ctx, move) < LEFT_AFTER_MS) return {};
    await reopen(ctx.directory.engineOf(addressOf(row)), move.id);
    return { moved_at: timestamp(ctx.now), move: phase(ctx, move, "clearing") };
  },

  async clearing(ctx, _, { from }) {
    if (from) await ctx.directory.providers[from.engine].remove(from.address);
    return { move: null };
  },
};

function phase({ now }: ControlContext, move: Omit<Move, "phase" | "since">, phase: Move["phase"]): Move {
  return { ...move, phase, since: timestamp(now) };
}

function elapsed({ now }: ControlContext, { since }: Move): number {
  return now.getTime() - Date.parse(since);
}

/** The database that is copied to. */
function copyOf({ directory }: ControlContext, { engine, to }: Move) {
  if (to === null) throw new Error("The move has no database to copy to");
  return directory.engineOf({ engine, address: to });
}

/** Stores a step and answers how far the move has come. If another organization has claimed the same database, it is decided again. */
async function changed(ctx: ControlContext, row: OrganizationRow, step: Step) {
  if (Object.keys(step).length === 0) return ctx.commit([], toManagedOrganization(row));
  const next = { ...row, ...step, ...nextVersion(ctx, row) };
  const { sequence, ...columns } = next;
  const statement = build.update(organizations).set(columns).where(eq(organizations.id, row.id));
  const managed = await ctx.commit([statement], toManagedOrganization(next));
  ctx.directory.forget();
  return managed;
}
