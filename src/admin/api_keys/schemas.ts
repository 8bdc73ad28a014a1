import * as z from "zod";
import { Instant, Name, Timestamp } from "../../http/schemas";
import { SCOPES } from "../../shared/organization";

export const Scopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .max(SCOPES.length)
  .refine((names) => new Set(names).size === names.length, "must not name a scope twice")
  .meta({ description: "`read`, `write` or `admin`; each includes those before it", examples: [["write"]] });

export const Key = z.string().meta({ description: "The key itself; it is shown only in this response" });

export const NewApiKey = z
  .strictObject({
    name: Name.meta({ examples: ["Web shop"] }),
    scopes: Scopes,
    expires_at: Instant.nullable().default(null).meta({ description: "When the key expires; null means never" }),
  })
  .meta({ examples: [{ name: "Web shop", scopes: ["write"], expires_at: "2027-11-23T00:00:00.000Z" }] });

const apiKeyFields = {
  id: z.string(),
  name: z.string(),
  scopes: Scopes,
  prefix: z.string().meta({ description: "The first characters of the key, to tell keys apart" }),
  expires_at: Timestamp.nullable(),
  created_at: Timestamp,
};

export const ApiKey = z
  .strictObject({ ...apiKeyFields, revoked_at: Timestamp.nullable(), last_used_at: Timestamp.nullable() })
  .meta({ id: "ApiKey" });

export const CreatedApiKey = z.strictObject({ ...apiKeyFields, key: Key }).meta({ id: "CreatedApiKey" });
