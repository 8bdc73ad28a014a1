import type { UnitOfWork } from "../commands/context";
import type { Database } from "../data/database";
import type { Clock } from "../shared/clock";

/** What a route runs on: a database, on whose behalf, and what its context is made of. */
export type Host<C> = {
  database: Database;
  clock: Clock;
  /** Whose idempotency keys these are: an organization's id, or `admin`. */
  owner: string;
  /** Who sends the request: the id of an API key, or `admin`. */
  caller: string;
  /** What the caller authenticated with: what the record of a response that shows a secret is sealed with. */
  credential: string;
  contextOf(unit: UnitOfWork): C;
  /** Called after a commit if lanes wait for events; absent where there are none. */
  wake?: (() => void) | undefined;
  /** Has work finished although its client has gone; absent where there is none that takes long. */
  finish?: ((work: Promise<unknown>) => void) | undefined;
};
