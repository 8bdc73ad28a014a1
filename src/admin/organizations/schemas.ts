import * as z from "zod";
import { Name, QuantityOrZero, Timestamp } from "../../http/schemas";
import { ENGINES, MODULES, ORGANIZATION_STATUSES } from "../../shared/organization";
import { Key, Scopes } from "../api_keys/schemas";

/** An organization on the wire: what its own keys see, and what the operator sets. */

const Timezone = z
  .string()
  .max(64)
  .refine(isTimezone, "Name an IANA time zone, such as Europe/Paris")
  .meta({ description: "IANA time zone, in which dates are judged", examples: ["Europe/Paris"] });

const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "Give three capital letters, such as EUR")
  .meta({ description: "ISO 4217", examples: ["EUR"] });

const Modules = z
  .array(z.enum(MODULES))
  .refine((modules) => new Set(modules).size === modules.length, "Name each module once");

const rateLimits = {
  requests_per_minute: z.int().min(1).max(1_000_000).meta({ description: "Per key, for /api/v1" }),
  ai_requests_per_minute: z.int().min(1).max(100_000).meta({ description: "Per key, for /api/v1/ai/query" }),
};

const settings = {
  default_reorder_point: QuantityOrZero,
  default_reorder_quantity: QuantityOrZero,
  default_lead_time_days: z.int().min(0).max(365),
  default_service_level: z.number().min(0.5).max(0.999),
  low_stock_includes_incoming: z.boolean(),
  expiry_alert_days: z.int().min(1).max(365),
};

const Settings = z.strictObject({ ...settings, rate_limits: z.strictObject(rateLimits) }).meta({ id: "Settings" });

/** Settings as they are sent: what is absent stays as it is, or at its default. */
const SomeSettings = z.strictObject({ ...settings, rate_limits: z.strictObject(rateLimits).partial() }).partial();

const organizationFields = {
  name: Name.meta({ examples: ["Acme Ltd"] }),
  timezone: Timezone,
  currency: Currency,
  modules: Modules,
};

const Slug = z
  .string()
  .regex(/^[a-z0-9-]{1,63}$/, "Use 1 to 63 lowercase letters, digits and hyphens")
  .meta({ description: "Unique, and the organization's for good", examples: ["acme"] });

const ORGANIZATION_EXAMPLE = {
  id: "org_01kaf2v7x8p5t9m4q6r3s1w2yz",
  name: "Acme Ltd",
  slug: "acme",
  timezone: "Europe/Paris",
  currency: "EUR",
  modules: [],
  settings: {
    default_reorder_point: 0,
    default_reorder_quantity: 0,
    default_lead_time_days: 7,
    default_service_level: 0.95,
    low_stock_includes_incoming: false,
    expiry_alert_days: 30,
    rate_limits: { requests_per_minute: 600, ai_requests_per_minute: 20 },
  },
  status: "active" as const,
  version: 4,
  created_at: "2026-11-23T08:30:00.000Z",
  updated_at: "2026-11-23T08:30:00.000Z",
};

export const Organization = z
  .strictObject({
    id: z.string(),
    ...organizationFields,
    slug: Slug,
    settings: Settings,
    status: z.enum(ORGANIZATION_STATUSES),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Organization", examples: [ORGANIZATION_EXAMPLE] });

export const NewOrganization = z
  .strictObject({
    ...organizationFields,
    slug: Slug,
    timezone: organizationFields.timezone.default("UTC"),
    currency: organizationFields.currency.default("USD"),
    modules: organizationFields.modules.default([]),
    settings: SomeSettings.default({}),
  })
  .meta({ examples: [{ name: "Acme Ltd", slug: "acme", timezone: "Europe/Paris", currency: "EUR" }] });

export const OrganizationChange = z
  .strictObject({ ...organizationFields, settings: SomeSettings, status: z.enum(["active", "suspended"]) })
  .partial()
  .meta({ examples: [{ settings: { default_reorder_point: 5 } }] });

const MANAGED_EXAMPLE = {
  ...ORGANIZATION_EXAMPLE,
  database: {
    engine: "d1" as const,
    schema_version: 2,
    current_version: 2,
    migrated_at: "2026-11-23T08:30:00.000Z",
    state: "current" as const,
  },
};

export const ManagedOrganization = z
  .strictObject({
    ...Organization.shape,
    database: z.strictObject({
      engine: z.enum(ENGINES),
      schema_version: z.int().meta({ description: "How many migrations it has had" }),
      current_version: z.int().meta({ description: "How many there are" }),
      migrated_at: Timestamp.nullable(),
      state: z.enum(["none", "behind", "current"]),
    }),
  })
  .meta({ id: "ManagedOrganization", examples: [MANAGED_EXAMPLE] });

export const CreatedOrganization = z
  .strictObject({
    ...ManagedOrganization.shape,
    api_key: z.strictObject({ id: z.string(), name: z.string(), scopes: Scopes, key: Key }),
  })
  .meta({
    id: "CreatedOrganization",
    examples: [
      {
        ...MANAGED_EXAMPLE,
        api_key: { id: "key_01kaf2v7x8p5t9m4q6r3s1w2yz", name: "Admin", scopes: ["admin"], key: "sb_live_…" },
      },
    ],
  });

export const OrganizationFilters = {
  status: z.enum(ORGANIZATION_STATUSES).optional(),
  slug: z.string().min(1).max(63).optional(),
};

export const Migrated = z
  .strictObject({ id: z.string(), slug: z.string(), schema_version: z.int() })
  .meta({ examples: [{ id: "org_01kaf2v7x8p5t9m4q6r3s1w2yz", slug: "acme", schema_version: 2 }] });

export const MigratedOrNot = z
  .union([
    Migrated,
    z.strictObject({
      id: z.string(),
      slug: z.string(),
      error: z.strictObject({ code: z.string(), message: z.string() }),
    }),
  ])
  .meta({ examples: [{ id: "org_01kaf2v7x8p5t9m4q6r3s1w2yz", slug: "acme", schema_version: 2 }] });

/** What `Intl` knows by name; an offset such as `+01:00` has no summer time and is no zone. */
function isTimezone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
