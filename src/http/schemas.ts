import * as z from "zod";
import { isExact, MAX_QUANTITY } from "../shared/quantity";

/** The pieces that wire schemas are made of: every rule on a number, a text or a time is here once. */

const exact = (value: number) => isExact(value);
const FOUR_DECIMALS = "Give a number with at most 4 decimals, between -1,000,000,000 and 1,000,000,000";

/** A signed quantity of at most four decimals. How many its variant allows is checked where the variant is known. */
export const SignedQuantity = z.number().refine(exact, FOUR_DECIMALS);
export const Quantity = z
  .number()
  .positive()
  .max(MAX_QUANTITY)
  .refine(exact, FOUR_DECIMALS)
  .meta({ description: "At most 4 decimals, and no finer than the variant's quantity_decimals" });
export const QuantityOrZero = z.number().min(0).max(MAX_QUANTITY).refine(exact, FOUR_DECIMALS);
export const Money = z
  .number()
  .min(0)
  .max(MAX_QUANTITY)
  .refine(exact, FOUR_DECIMALS)
  .meta({ description: "In the organization's currency, at most 4 decimals" });

/** A number as it is answered. */
export const Amount = z.number();

export const Timestamp = z.iso.datetime({ offset: true }).meta({ examples: ["2026-11-23T08:30:00.000Z"] });

/** A time in a query, as the database compares it: UTC with milliseconds. */
export const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .meta({ examples: ["2026-11-23T08:30:00.000Z"] });

/** Text without control characters (line breaks and tabs aside), trimmed. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/, "Remove the control characters")
    .refine((value) => value.isWellFormed(), "Remove the unpaired surrogates");

export const Name = text(255).min(1);
export const Note = text(2000).nullable();
export const Code = text(100).min(1);
export const Metadata = z
  .record(z.string().max(100), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 16_000, "Keep metadata below 16,000 characters")
  .meta({ description: "Anything you want to keep with it; not interpreted", examples: [{ season: "autumn" }] });
export const Address = z
  .union([text(1000), z.record(z.string().max(100), z.unknown())])
  .refine((value) => JSON.stringify(value).length <= 4000, "Keep the address below 4,000 characters")
  .meta({ examples: [{ line1: "1 Mill Lane", city: "Leeds", country: "GB" }] });

const whole = (name: string) => z.coerce.number(`${name} is a whole number`).int();

export const PageParameters = {
  page: whole("page").min(1).max(1_000_000).default(1).meta({ description: "From 1" }),
  per_page: whole("per_page").min(1).max(100).default(25),
};

export const CursorParameter = {
  cursor: z.string().min(1).max(100).optional().meta({
    description: "From meta.next_cursor: what follows, at the same cost at any depth, without totals",
  }),
};

/** A yes or no in a query. */
export const Flag = z
  .enum(["true", "false"])
  .transform((value) => value === "true")
  .meta({ description: "true or false" });

/** What a list may be asked to be limited to; nothing is not a limit but a mistake. */
export const Filter = z.string().min(1, "Give a value, or leave the filter out").max(255).optional();

/** Search text: not empty, and short enough to be a search. */
export const Search = text(100).min(1);

/** An item's variant, named by exactly one of its two names. */
export const VariantReference = {
  variant_id: z.string().min(1).max(100).optional().meta({ description: "This or sku" }),
  sku: z.string().min(1).max(100).optional().meta({ description: "This or variant_id" }),
};

/** Refuses an item that names its variant twice or not at all. */
export function namesOneVariant(item: { variant_id?: string | undefined; sku?: string | undefined }): boolean {
  return (item.variant_id === undefined) !== (item.sku === undefined);
}
export const ONE_VARIANT = { error: "Name the variant by variant_id or by sku, exactly one of them", path: ["sku"] };
