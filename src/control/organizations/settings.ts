import type { InferSelectModel } from "drizzle-orm";
import type { organizations, StoredSettings } from "../../../drizzle/control";
import { refuse } from "../../shared/errors";
import type { Organization, Settings } from "../../shared/organization";
import { TENANT_MIGRATIONS } from "../../storage/migrations";

export type OrganizationRow = InferSelectModel<typeof organizations>;

const DEFAULT_SETTINGS: Settings = {
  default_reorder_point: 0,
  default_reorder_quantity: 0,
  default_lead_time_days: 7,
  default_service_level: 0.95,
  low_stock_includes_incoming: false,
  expiry_alert_days: 30,
  rate_limits: { requests_per_minute: 600, ai_requests_per_minute: 20, ai_tokens_per_day: 2_000_000 },
};

/** An organization's settings with the defaults filled in. */
function complete(settings: StoredSettings): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...settings,
    rate_limits: { ...DEFAULT_SETTINGS.rate_limits, ...settings.rate_limits },
  };
}

/** An organization as its own requests see it. */
export function toOrganization(row: OrganizationRow): Organization {
  const { id, name, slug, timezone, currency, modules, status, version, created_at, updated_at } = row;
  return {
    id,
    name,
    slug,
    timezone,
    currency,
    modules,
    settings: complete(row.settings),
    status,
    version,
    created_at,
    updated_at,
  };
}

/** An organization as the operator sees it: with the state of its database, but not its address. */
export function toManagedOrganization(row: OrganizationRow) {
  const { engine, location_hint, schema_version, migrated_at, database_address } = row;
  const current_version = TENANT_MIGRATIONS.length;
  const state = database_address === null ? "none" : schema_version < current_version ? "behind" : "current";
  return {
    ...toOrganization(row),
    database: {
      ...{ engine, location_hint, schema_version, current_version, migrated_at, state },
      ...{ move: shownMove(row), restore: shownRestore(row) },
    },
  };
}

/** A move as the operator sees it: without addresses. */
function shownMove({ move }: OrganizationRow) {
  if (move === null) return null;
  const { engine, location_hint, phase, since } = move;
  return { engine, location_hint, phase, since };
}

/** A restore as the operator sees it. */
function shownRestore({ restore }: OrganizationRow) {
  if (restore === null) return null;
  const { backup, schema_version, phase } = restore;
  return { backup, schema_version, phase };
}

/** The address of an organization's database; 409 `conflict` if it has none yet. */
export function addressOf({ engine, database_address }: Pick<OrganizationRow, "engine" | "database_address">) {
  if (database_address !== null) return { engine, address: database_address };
  throw refuse("conflict", "This organization has no database yet. Repeat its creation with the same slug.");
}

/** Refuses with 409 `conflict` what reads or changes the whole database while a backup is being restored into it. */
export function requireNoRestore({ restore }: Pick<OrganizationRow, "restore">): void {
  if (restore === null) return;
  throw refuse("conflict", "A backup is being restored into this organization. Complete the restore, or discard it.");
}

/** Refuses an organization whose creation is incomplete with 422 `invalid_status`. */
export function requireComplete({ status }: OrganizationRow): void {
  if (status !== "provisioning") return;
  throw refuse(
    "invalid_status",
    "The creation of this organization is incomplete. Repeat it with the same slug first.",
    {
      details: { status, allowed_from: ["active", "suspended"] },
    },
  );
}
