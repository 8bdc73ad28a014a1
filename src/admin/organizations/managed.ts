import * as z from "zod";
import { Instant, Name, Timestamp } from "../../http/schemas";
import { ENGINES, ORGANIZATION_STATUSES, SCOPES } from "../../shared/organization";
import { ORGANIZATION_EXAMPLE, Organization, organizationFields, Slug, SomeSettings } from "./schemas";

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

const scopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .refine((names) => new Set(names).size === names.length, "Name each scope once")
  .meta({ description: "Each scope includes the one before: read, write, admin", examples: [["write"]] });

const Key = z.string().meta({ description: "The key itself, shown this once", examples: ["sb_live_…"] });

export const CreatedOrganization = z
  .strictObject({
    ...ManagedOrganization.shape,
    api_key: z.strictObject({ id: z.string(), name: z.string(), scopes, key: Key }),
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

export const NewApiKey = z
  .strictObject({
    name: Name.meta({ examples: ["Web shop"] }),
    scopes,
    expires_at: Instant.nullable().default(null),
  })
  .meta({ examples: [{ name: "Web shop", scopes: ["write"], expires_at: "2027-11-23T00:00:00.000Z" }] });

const API_KEY_EXAMPLE = {
  id: "key_01kaf2v7x8p5t9m4q6r3s1w2yz",
  name: "Web shop",
  scopes: ["write" as const],
  prefix: "sb_live_4fQz",
  expires_at: null,
  created_at: "2026-11-23T08:30:00.000Z",
};

const apiKeyFields = {
  id: z.string(),
  name: z.string(),
  scopes,
  prefix: z.string().meta({ description: "How the key begins, to tell keys apart" }),
  expires_at: Timestamp.nullable(),
  created_at: Timestamp,
};

export const ApiKey = z
  .strictObject({ ...apiKeyFields, revoked_at: Timestamp.nullable(), last_used_at: Timestamp.nullable() })
  .meta({ id: "ApiKey", examples: [{ ...API_KEY_EXAMPLE, revoked_at: null, last_used_at: null }] });

export const CreatedApiKey = z
  .strictObject({ ...apiKeyFields, key: Key })
  .meta({ id: "CreatedApiKey", examples: [{ ...API_KEY_EXAMPLE, key: "sb_live_…" }] });

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
