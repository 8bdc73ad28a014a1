import { z } from "zod";
import { Address, Code, Metadata, Name, Timestamp } from "../../http/schemas";
import { CATALOGUE_STATUSES, LOCATION_TYPES } from "../../shared/statuses";

const fields = {
  name: Name.meta({ examples: ["Main warehouse"] }),
  code: Code.nullable().meta({ description: "Unique, your own short name", examples: ["MAIN"] }),
  type: z.enum(LOCATION_TYPES),
  address: Address.nullable(),
  metadata: Metadata,
};

export const NewLocation = z.strictObject({
  ...fields,
  code: fields.code.default(null),
  type: fields.type.default("warehouse"),
  address: fields.address.default(null),
  metadata: fields.metadata.default({}),
});

export const LocationChange = z.strictObject({ ...fields, status: z.enum(CATALOGUE_STATUSES) }).partial();

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
  status: z.enum(CATALOGUE_STATUSES).optional(),
  type: z.enum(LOCATION_TYPES).optional(),
};
