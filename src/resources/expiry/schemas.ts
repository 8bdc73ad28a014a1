import * as z from "zod";
import { Amount, Flag, ListParameters, wholeParameter } from "../../http/schemas";
import { LOT_STATUSES } from "../../shared/statuses";

export const ExpiryAlert = z
  .strictObject({
    id: z.string().meta({ description: "The lot's id" }),
    lot_number: z.string(),
    variant_id: z.string(),
    sku: z.string(),
    status: z.enum(LOT_STATUSES),
    expiry_date: z.iso.date().meta({ description: "The last day on which the lot can be sold or used" }),
    days_until_expiry: z.int().meta({ description: "0 on the last usable day; negative once the lot has expired" }),
    quantity_on_hand: Amount.meta({ description: "On hand at all locations" }),
    locations: z
      .array(
        z.strictObject({
          location_id: z.string(),
          location_name: z.string(),
          quantity: Amount.meta({ description: "On hand at this location" }),
        }),
      )
      .meta({ description: "The locations that hold the lot" }),
  })
  .meta({ id: "ExpiryAlert" });

export const ExpiryFilters = {
  days: wholeParameter(1, 365)
    .optional()
    .meta({ description: "How many days to look ahead; defaults to the organization's `expiry_alert_days`" }),
  include_expired: Flag.default(true).meta({
    description: "Whether lots that have already expired are included; they come first",
  }),
  ...ListParameters,
};
