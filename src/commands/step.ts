import type { Portion } from "../data/portion";
import type { TenantContext } from "./context";

/**
 * A step of a job. `run` reads and decides one portion of its work, and never commits. `from` is the `next` of the previous portion,
 * or null for the first. A step must come to the same result when it is repeated from its beginning.
 */
export type Step = {
  name: string;
  run(ctx: TenantContext, from: unknown): Promise<Portion>;
};
