import * as z from "zod";
import { declareEvents } from "../../events/declare";
import { Amount } from "../../http/schemas";
import { Lot } from "./schemas";

/** Of a lot that expires: when that is, and where there is some of it. */
const Expiry = {
  lot: Lot,
  days_until_expiry: z.int().meta({ description: "0 on the last usable day; negative once the lot has expired" }),
  levels: z.array(z.strictObject({ location_id: z.string(), quantity: Amount })).meta({
    description: "What is on hand of it at each location",
  }),
};

export const lotEvents = declareEvents({
  "lot.updated": { summary: "A lot was changed, quarantined or released.", data: { lot: Lot } },
  "lot.expiring": { summary: "A lot with stock is about to expire.", data: Expiry },
  "lot.expired": { summary: "A lot with stock has expired.", data: Expiry },
  "lot.recalled": { summary: "A lot was recalled.", data: { lot: Lot } },
});
