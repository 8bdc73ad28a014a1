import type { Counts } from "../shared/jobs";
import type { Statement } from "./database";

/** A bounded piece of a job's work. The runner commits its statements together with the progress of the run. */
export type Portion = {
  statements: readonly Statement[];
  /** Where the next portion starts, as JSON; null after the last one. */
  next: unknown;
  /** What the portion does; a run adds up the counts of its portions. */
  did: Counts;
};
