import * as z from "zod";
import { Address, Code, Metadata, Name, several, Timestamp } from "../../http/schemas";
import { CATALOGUE_STATUSES, LOCATION_TYPES } from "../../shared/statuses";

const fields = {
  name: Name.meta({ examples: ["Main warehouse"] }),
  code: Code.nullable().meta({ description: "Your own short code, unique among locations", examples: ["MAIN"] }),
  type: z.enum(LOCATION_TYPES).meta({ description: "The kind of location, for your information only" }),
  address: Address.nullable(),
  metadata: Metadata,
};

export const NewLocation = z
  .strictObject({
    ...fields,
    code: fields.code.default(null),
    type: fields.type.default("warehouse"),
    address: fields.address.default(null),
    metadata: fields.metadata.default({}),
  })
  .meta({ examples: [{ name: "Main warehouse", code: "MAIN", type: "warehouse" }] });

export const LocationChange = z
  .strictObject({
    ...fields,
    status: z.enum(CATALOGUE_STATUSES).meta({ description: "Archives or restores the location" }),
  })
  .partial()
  .meta({ examples: [{ name: "North warehouse" }] });

export const Location = z
  .strictObject({
    id: z.string(),
    ...fields,
    status: z.enum(CATALOGUE_STATUSES),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Location" });

export const LocationFilters = {
  status: several(CATALOGUE_STATUSES)
    .optional()
    .meta({ description: "Only locations with this status, or one of several" }),
  type: z.enum(LOCATION_TYPES).optional().meta({ description: "Only locations of this type" }),
};
