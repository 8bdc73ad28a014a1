import type { IdempotencyKey } from "../commands/idempotency";
import type { Caller, Directory } from "../control/directory";
import type { Database } from "../data/database";
import type { Clock } from "../shared/clock";
import { type Meter, newMeter } from "../storage/port";
import type { Route } from "./route";

/** Everything about one request that is not its input: who sent it, what it costs, what its answer's headers will say. */
export type Exchange = {
  request_id: string;
  started: number;
  clock: Clock;
  directory: Directory;
  /** What the directory's database cost. */
  directory_meter: Meter;
  /** What the organization's database cost. */
  meter: Meter;
  headers: Record<string, string>;
  route?: Route;
  caller?: Caller;
  database?: Database;
  idempotency?: IdempotencyKey;
};

export type AppEnv = {
  Bindings: Record<string, unknown>;
  Variables: { exchange: Exchange };
};

export function newExchange(request_id: string, directory: Directory, directory_meter: Meter, clock: Clock): Exchange {
  return {
    request_id,
    started: Date.now(),
    clock,
    directory,
    directory_meter,
    meter: newMeter(),
    headers: { "X-Request-Id": request_id },
  };
}
