import { z } from "zod";
import { Organization, organizationFields, Slug, SomeSettings } from "../http/organization";
import { Instant, Name, Timestamp } from "../http/schemas";
import { ENGINES, ORGANIZATION_STATUSES, SCOPES } from "../shared/statuses";

export const NewOrganization = z.strictObject({
  ...organizationFields,
  slug: Slug,
  timezone: organizationFields.timezone.default("UTC"),
  currency: organizationFields.currency.default("USD"),
  modules: organizationFields.modules.default([]),
  settings: SomeSettings.default({}),
});

export const OrganizationChange = z
  .strictObject({ ...organizationFields, settings: SomeSettings, status: z.enum(["active", "suspended"]) })
  .partial();

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
  .meta({ id: "ManagedOrganization" });

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
  .meta({ id: "CreatedOrganization" });

export const OrganizationFilters = {
  status: z.enum(ORGANIZATION_STATUSES).optional(),
  slug: z.string().min(1).max(63).optional(),
};

export const NewApiKey = z.strictObject({
  name: Name.meta({ examples: ["Web shop"] }),
  scopes,
  expires_at: Instant.nullable().default(null),
});

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
  .meta({ id: "ApiKey" });

export const CreatedApiKey = z.strictObject({ ...apiKeyFields, key: Key }).meta({ id: "CreatedApiKey" });

export const Migrated = z.strictObject({ id: z.string(), slug: z.string(), schema_version: z.int() });

export const MigratedOrNot = z.union([
  Migrated,
  z.strictObject({
    id: z.string(),
    slug: z.string(),
    error: z.strictObject({ code: z.string(), message: z.string() }),
  }),
]);
