import type { Portion } from "../data/portion";
import type { TenantContext } from "./context";

/**
 * A step of a job: it reads and decides one portion of its work, and commits nothing itself. `from` is where the portion before
 * has said to go on, or null at first. Repeated from the beginning, it comes to the same: an operator may run it at any time.
 */
export type Step = {
  name: string;
  run(ctx: TenantContext, from: unknown): Promise<Portion>;
};
