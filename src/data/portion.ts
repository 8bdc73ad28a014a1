import type { Counts } from "../shared/jobs";
import type { Statement } from "./database";

/** A bounded piece of work as it is decided: whoever runs it commits its statements together with how far it has come. */
export type Portion = {
  statements: readonly Statement[];
  /** Where the next portion goes on, as JSON; null if this was the last one. */
  next: unknown;
  /** What it does; the counts of all portions of a run are added up. */
  did: Counts;
};
