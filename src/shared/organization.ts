import type { Problem } from "./errors";

export const MODULES = ["manufacturing", "traceability"] as const;
export const SCOPES = ["read", "write", "admin"] as const;
export const ENGINES = ["d1", "libsql"] as const;
export const ORGANIZATION_STATUSES = ["provisioning", "active", "suspended"] as const;

export type Module = (typeof MODULES)[number];
export type Scope = (typeof SCOPES)[number];
export type EngineName = (typeof ENGINES)[number];
export type OrganizationStatus = (typeof ORGANIZATION_STATUSES)[number];

type RateLimits = { requests_per_minute: number; ai_requests_per_minute: number };

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
