import * as z from "zod";
import { between } from "../../http/messages";
import { Currency, Flag, Instant, Name, QuantityOrZero, several, Timestamp, wholeNumber } from "../../http/schemas";
import {
  ENGINES,
  LOCATION_HINTS,
  MODULES,
  MOVE_PHASES,
  ORGANIZATION_STATUSES,
  RESTORE_PHASES,
} from "../../shared/organization";
import { Key, Scopes } from "../api_keys/schemas";

/** An organization in requests and responses: what its own keys see, and what the operator sets. */

const Timezone = z
  .string()
  .max(64)
  .refine(isTimezone, "must be an IANA time zone, such as Europe/Paris")
  .meta({ description: "The IANA time zone of the organization's calendar dates", examples: ["Europe/Paris"] });

const OrganizationCurrency = Currency.meta({ description: "ISO 4217", examples: ["EUR"] });

const Modules = z
  .array(z.enum(MODULES))
  .max(MODULES.length)
  .refine((modules) => new Set(modules).size === modules.length, "must not name a module twice");

const rateLimits = {
  requests_per_minute: wholeNumber(1, 1_000_000).meta({ description: "Requests per minute and key to `/api/v1`" }),
  ai_requests_per_minute: wholeNumber(1, 100_000).meta({
    description: "Requests per minute and key to `/api/v1/ai/query`",
  }),
  ai_tokens_per_day: wholeNumber(0, 1_000_000_000).meta({
    description:
      "Tokens of the deployment's model, input and output, that questions may use in a day of UTC. With 0 the model is never asked, and nothing is sent to it",
  }),
};

const settings = {
  default_reorder_point: QuantityOrZero.meta({ description: "For variants without an inventory policy" }),
  default_reorder_quantity: QuantityOrZero.meta({ description: "For variants without an inventory policy" }),
  default_lead_time_days: wholeNumber(0, 365).meta({ description: "From ordering to receiving, in days" }),
  default_service_level: z
    .number()
    .min(0.5, between(0.5, 0.999))
    .max(0.999, between(0.5, 0.999))
    .meta({ description: "The share of demand to be met from stock" }),
  low_stock_includes_incoming: z
    .boolean()
    .meta({ description: "Whether incoming stock counts against the reorder point" }),
  expiry_alert_days: wholeNumber(1, 365).meta({
    description: "How many days before its expiry date a lot is reported",
  }),
};

const Settings = z.strictObject({ ...settings, rate_limits: z.strictObject(rateLimits) }).meta({ id: "Settings" });

/** Settings in a request: what is left out keeps its value, or its default. */
const SomeSettings = z.strictObject({ ...settings, rate_limits: z.strictObject(rateLimits).partial() }).partial();

const organizationFields = {
  name: Name.meta({ examples: ["Acme Ltd"] }),
  timezone: Timezone,
  currency: OrganizationCurrency,
  modules: Modules,
};

export const Engine = z.enum(ENGINES).meta({ description: "The kind of database" });

const LocationHint = z.enum(LOCATION_HINTS).meta({
  description: "Near which place the database is created; only of the engine `durable_object`",
});

const Slug = z
  .string()
  .regex(/^[a-z0-9-]{1,63}$/, "must have 1 to 63 lowercase letters, digits and hyphens")
  .meta({ description: "Unique, and can't be changed", examples: ["acme"] });

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
  .meta({ id: "Organization" });

export const NewOrganization = z
  .strictObject({
    ...organizationFields,
    slug: Slug,
    timezone: organizationFields.timezone.default("UTC"),
    currency: organizationFields.currency.default("USD"),
    modules: organizationFields.modules.default([]),
    settings: SomeSettings.default({}),
    engine: Engine.nullable().default(null).meta({
      description: "The kind of database; if it is left out or null, the one that `ENGINE` of the deployment names",
    }),
    location_hint: LocationHint.nullable().default(null),
  })
  .meta({ examples: [{ name: "Acme Ltd", slug: "acme", timezone: "Europe/Paris", currency: "EUR" }] });

export const OrganizationChange = z
  .strictObject({ ...organizationFields, settings: SomeSettings, status: z.enum(["active", "suspended"]) })
  .partial()
  .meta({ examples: [{ settings: { default_reorder_point: 5 } }] });

export const MoveTarget = z
  .strictObject({ engine: Engine, location_hint: LocationHint.nullable().default(null) })
  .meta({ examples: [{ engine: "durable_object", location_hint: "weur" }] });

export const RecoveryTarget = z
  .strictObject({
    to: Instant.optional().meta({ description: "A time of the last 30 days" }),
    bookmark: z.string().min(1).max(200).optional().meta({ description: "What an earlier recovery has returned" }),
  })
  .refine(({ to, bookmark }) => (to === undefined) !== (bookmark === undefined), "must have either to or bookmark")
  .meta({ examples: [{ to: "2026-11-23T08:30:00.000Z" }] });

export const Recovered = z
  .strictObject({
    id: z.string(),
    slug: z.string(),
    bookmark: z.string().meta({ description: "Undoes the recovery" }),
  })
  .meta({
    examples: [
      {
        id: "org_01kaf2v7x8p5t9m4q6r3s1w2yz",
        slug: "acme",
        bookmark: "00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683",
      },
    ],
  });

export const ManagedOrganization = z
  .strictObject({
    ...Organization.shape,
    database: z.strictObject({
      engine: Engine,
      location_hint: LocationHint.nullable(),
      schema_version: z.int().meta({ description: "How many migrations have been applied" }),
      current_version: z.int().meta({ description: "How many migrations there are" }),
      migrated_at: Timestamp.nullable(),
      state: z.enum(["none", "behind", "current"]),
      move: z
        .strictObject({
          engine: Engine,
          location_hint: LocationHint.nullable(),
          phase: z.enum(MOVE_PHASES),
          since: Timestamp.meta({ description: "When the phase began" }),
        })
        .nullable()
        .meta({ description: "The move of the database to another engine, while there is one" }),
      restore: z
        .strictObject({
          backup: z.string().meta({ description: "The SHA-256 of its file" }),
          schema_version: z.int().meta({ description: "How many migrations the database of the backup had" }),
          phase: z.enum(RESTORE_PHASES),
        })
        .nullable()
        .meta({ description: "The backup that the organization is made of, until the restore is complete" }),
    }),
  })
  .meta({ id: "ManagedOrganization" });

export const CreatedOrganization = z
  .strictObject({
    ...ManagedOrganization.shape,
    api_key: z.strictObject({ id: z.string(), name: z.string(), scopes: Scopes, key: Key }),
  })
  .meta({ id: "CreatedOrganization" });

export const OrganizationFilters = {
  status: several(ORGANIZATION_STATUSES)
    .optional()
    .meta({ description: "Only organizations with this status, or one of several" }),
  slug: z.string().min(1).max(63).optional().meta({ description: "Only the organization with this slug" }),
  failed_jobs: Flag.optional().meta({
    description: "Only organizations with a job that has failed, or only the others",
  }),
};

export const Migrated = z.strictObject({ id: z.string(), slug: z.string(), schema_version: z.int() });

export const MigratedOrNot = z.union([
  Migrated,
  z.strictObject({
    id: z.string(),
    slug: z.string(),
    error: z.strictObject({ code: z.string(), message: z.string() }),
  }),
]);

/** True for the name of a time zone. An offset such as `+01:00` is none: it has no daylight saving time. */
function isTimezone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
