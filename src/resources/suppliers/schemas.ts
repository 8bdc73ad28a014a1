import * as z from "zod";
import { Address, Code, Currency, Filter, Metadata, Name, several, Timestamp, text } from "../../http/schemas";
import { CATALOGUE_STATUSES } from "../../shared/statuses";

const fields = {
  name: Name.meta({ examples: ["Potter & Sons"] }),
  code: Code.nullable().meta({ description: "Your own short code, unique among suppliers", examples: ["POTTER"] }),
  email: text(320).nullable().meta({ description: "The address to write to; not verified" }),
  phone: text(50).nullable().meta({ description: "In any format" }),
  address: Address.nullable(),
  lead_time_days: z
    .int()
    .min(0)
    .max(3650)
    .nullable()
    .meta({ description: "Days from placing a purchase order to receiving it" }),
  currency: Currency.nullable().meta({
    description: "The ISO 4217 code of the currency it invoices in; null means the organization's",
    examples: ["EUR"],
  }),
  metadata: Metadata,
};

export const NewSupplier = z
  .strictObject({
    ...fields,
    code: fields.code.default(null),
    email: fields.email.default(null),
    phone: fields.phone.default(null),
    address: fields.address.default(null),
    lead_time_days: fields.lead_time_days.default(null),
    currency: fields.currency.default(null),
    metadata: fields.metadata.default({}),
  })
  .meta({ examples: [{ name: "Potter & Sons", code: "POTTER", lead_time_days: 10 }] });

export const SupplierChange = z
  .strictObject({
    ...fields,
    status: z.enum(CATALOGUE_STATUSES).meta({ description: "Archives or restores the supplier" }),
  })
  .partial()
  .meta({ examples: [{ lead_time_days: 14 }] });

export const Supplier = z
  .strictObject({
    id: z.string(),
    ...fields,
    status: z.enum(CATALOGUE_STATUSES),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Supplier" });

export const SupplierFilters = {
  status: several(CATALOGUE_STATUSES)
    .optional()
    .meta({ description: "Only suppliers with this status, or one of several" }),
  code: Filter.meta({ description: "Only the supplier with exactly this code" }),
};
