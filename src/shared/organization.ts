import type { Problem } from "./errors";

export const MODULES = ["manufacturing", "traceability"] as const;
export const SCOPES = ["read", "write", "admin"] as const;
export const ENGINES = ["d1", "libsql", "durable_object"] as const;
/** Where an organization's Durable Object may be created (https://developers.cloudflare.com/durable-objects/reference/data-location/). */
export const LOCATION_HINTS = [
  "wnam",
  "enam",
  "sam",
  "weur",
  "eeur",
  "apac",
  "apac-ne",
  "apac-se",
  "oc",
  "afr",
  "me",
] as const;
export const ORGANIZATION_STATUSES = ["provisioning", "active", "suspended"] as const;

export type Module = (typeof MODULES)[number];
export type Scope = (typeof SCOPES)[number];
export type EngineName = (typeof ENGINES)[number];
export type LocationHint = (typeof LOCATION_HINTS)[number];
export type OrganizationStatus = (typeof ORGANIZATION_STATUSES)[number];

/** Where a database is: what kind it is of, and the address at which the kind finds it. */
export type DatabaseAddress = { engine: EngineName; address: string };

/** How far the move of a database has come (`src/control/organizations/move.ts`). */
export const MOVE_PHASES = ["announced", "preparing", "copying", "switched", "clearing", "cancelling"] as const;

/** The move of an organization's database to another engine. */
export type Move = {
  /** Tells its fence and its new database from those of other moves. */
  id: string;
  phase: (typeof MOVE_PHASES)[number];
  /** When the phase began. */
  since: string;
  engine: EngineName;
  location_hint: LocationHint | null;
  /** The new database; null until it is created. */
  to: string | null;
  /** The old database, once the organization has the new one. */
  from: DatabaseAddress | null;
};

/** Whether the database of a restore takes rows already, or is being removed. */
export const RESTORE_PHASES = ["preparing", "receiving", "discarding"] as const;

/** The restore of a backup into an organization that is being created (`src/control/organizations/restore.ts`). */
export type Restore = {
  /** Tells its database from those of other restores. */
  id: string;
  /** The SHA-256 of the file, in hexadecimal digits: rows of another one are refused. */
  backup: string;
  /** How many migrations the database of the backup had. */
  schema_version: number;
  phase: (typeof RESTORE_PHASES)[number];
};

/** How much an organization may ask for: requests of each of its keys, and tokens of the deployment's model in a day of UTC. */
export type RateLimits = { requests_per_minute: number; ai_requests_per_minute: number; ai_tokens_per_day: number };

/** An organization's settings, with the defaults filled in. */
export type Settings = {
  default_reorder_point: number;
  default_reorder_quantity: number;
  default_lead_time_days: number;
  default_service_level: number;
  low_stock_includes_incoming: boolean;
  expiry_alert_days: number;
  rate_limits: RateLimits;
};

/** An organization as its own requests see it. */
export type Organization = {
  id: string;
  name: string;
  slug: string;
  timezone: string;
  currency: string;
  modules: Module[];
  settings: Settings;
  status: OrganizationStatus;
  version: number;
  created_at: string;
  updated_at: string;
};

/** The problem of an organization that lacks a module: 403 `module_disabled`. None if it has it. */
export function moduleProblems({ modules }: Pick<Organization, "modules">, module: Module, field?: string): Problem[] {
  if (modules.includes(module)) return [];
  const message = `Your organization does not have the module ${module}. Ask the operator to enable it.`;
  return [{ code: "module_disabled", message, ...(field ? { field } : {}), details: { module } }];
}
