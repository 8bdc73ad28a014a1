import * as z from "zod";
import { isExactRate, MAX_RATE } from "../shared/exchange_rate";
import { jsonBytes } from "../shared/json_bytes";
import { isExact, MAX_QUANTITY } from "../shared/quantity";
import { between, oneOf } from "./messages";

/** The pieces that wire schemas are made of: every rule on a number, a text or a time stands here once. */

const isExactNumber = (value: number) => isExact(value);
const FOUR_DECIMALS = "must have at most 4 decimals";

/** A whole number within bounds. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z.int().min(minimum, between(minimum, maximum)).max(maximum, between(minimum, maximum));

const exactNumber = (minimum: number, maximum: number) =>
  z
    .number()
    .min(minimum, { error: between(minimum, maximum), abort: true })
    .max(maximum, { error: between(minimum, maximum), abort: true })
    .refine(isExactNumber, FOUR_DECIMALS);

/** A signed quantity. How many decimals its variant allows is checked where the variant is read. */
export const SignedQuantity = exactNumber(-MAX_QUANTITY, MAX_QUANTITY);
export const Quantity = z
  .number()
  .positive({ abort: true })
  .max(MAX_QUANTITY, { abort: true })
  .refine(isExactNumber, FOUR_DECIMALS)
  .meta({ description: "At most 4 decimals, and no finer than the variant's `quantity_decimals`" });
export const QuantityOrZero = exactNumber(0, MAX_QUANTITY);
export const Money = exactNumber(0, MAX_QUANTITY).meta({
  description: "In the organization's currency, at most 4 decimals",
});
export const Percent = exactNumber(0, 100);

/** A number in a response. */
export const Amount = z.number();

export const Timestamp = z.iso.datetime({ offset: true }).meta({ examples: ["2026-11-23T08:30:00.000Z"] });

/** A time in a request, as the database compares it: UTC with milliseconds, in the years 0000 to 9999 of UTC. */
export const Instant = z.iso
  .datetime({ offset: true, abort: true })
  .max(40)
  .refine((text) => /^\d{4}-/.test(new Date(text).toISOString()), "must be in the years 0000 to 9999 in UTC")
  .transform((text) => new Date(text).toISOString())
  .meta({ examples: ["2026-11-23T08:30:00.000Z"] });

/** Text without control characters (line breaks and tabs are allowed), trimmed. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/, "must not contain control characters")
    .refine((value) => value.isWellFormed(), "must not contain unpaired surrogates");

export const Name = text(255).min(1);
export const Note = text(2000).nullable();
/** A code: a SKU, a barcode, a number, a lot number. It is trimmed where it is stored and where it is looked for. */
export const Code = text(100).min(1);
/** The id, or the code such as a SKU, of something that a request refers to: trimmed, as codes are when they are stored. */
export const Reference = z.string().trim().min(1).max(100);
/** What `Intl` lacks of the active codes of ISO 4217: new ones, units of account, and precious metals. */
const OTHER_CURRENCIES = [
  "BOV",
  "CHE",
  "CHW",
  "CLF",
  "COU",
  "MXV",
  "SLE",
  "USN",
  "UYI",
  "UYW",
  "VED",
  "XAD",
  "XAG",
  "XAU",
  "XCG",
  "XDR",
  "XPD",
  "XPT",
  "XSU",
  "XUA",
  "ZWG",
];
const CURRENCIES = new Set([...Intl.supportedValuesOf("currency"), ...OTHER_CURRENCIES]);

/** The ISO 4217 code of a currency. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: "must be three capital letters, such as EUR", abort: true })
  .refine((code) => CURRENCIES.has(code), "must be a currency code of ISO 4217, such as EUR");

/** The organization's money per unit of another currency. */
export const ExchangeRate = z
  .number()
  .positive({ abort: true })
  .max(MAX_RATE, { abort: true })
  .refine(isExactRate, "must have at most 8 decimals");

const MAX_LEVELS = 20;

/** True for JSON that is nested at most so deep: `{"a": []}` has 2 levels. The depth of a body is bounded before. */
function hasLevels(value: unknown, most: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return most > 0 && Object.values(value).every((inner) => hasLevels(inner, most - 1));
}

const METADATA_BYTES = 16 * 1024;
const ADDRESS_LENGTH = 4000;

/** An object with members of the caller's own. */
const FreeObject = z.record(z.string().max(100), z.unknown()).refine((value) => hasLevels(value, MAX_LEVELS), {
  error: `must have at most ${MAX_LEVELS} levels of lists and objects`,
  abort: true,
});

export const Metadata = FreeObject.refine(
  (value) => jsonBytes(value) <= METADATA_BYTES,
  "must have at most 16 KiB as JSON",
).meta({
  description: "Your own data about it; Stockbook does not interpret it. At most 16 KiB of JSON, 20 levels deep",
  examples: [{ season: "autumn" }],
  "x-max-bytes": METADATA_BYTES,
});
export const Address = z
  .union([text(1000), FreeObject.meta({ "x-max-length": ADDRESS_LENGTH })])
  .refine((value) => JSON.stringify(value).length <= ADDRESS_LENGTH, "must have at most 4,000 characters as JSON")
  .meta({
    description: "Text, or an object with members of your own",
    examples: [{ line1: "1 Mill Lane", city: "Leeds", country: "GB" }],
  });

/** A number in a query: decimal digits, with a sign and a fraction where `schema` allows them; nothing else is a number. */
const parameter = (schema: z.ZodNumber) =>
  z.preprocess((text) => (typeof text === "string" && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text), schema);

/** A whole number in a query. */
export const wholeParameter = (minimum: number, maximum: number) =>
  parameter(
    z
      .number("must be a whole number")
      .int("must be a whole number")
      .min(minimum, between(minimum, maximum))
      .max(maximum, between(minimum, maximum)),
  );

/** A quantity in a query, negative or not. */
export const QuantityParameter = parameter(SignedQuantity);

export const PageParameters = {
  page: wholeParameter(1, 1_000_000).default(1).meta({ description: "The number of the page, from 1" }),
  per_page: wholeParameter(1, 100).default(25).meta({ description: "How many items a page has, at most" }),
};

/** For reports that are about the first of many rows: how many of them, and which page of so many. */
export const firstRows = (by_default: number) => ({
  limit: wholeParameter(1, 500)
    .optional()
    .meta({
      description: `How many rows a page has, instead of \`per_page\`; ${by_default} if neither is given. With \`format=csv\` or \`ndjson\`, how many rows the file has: all of them by default`,
    }),
  page: PageParameters.page,
  per_page: wholeParameter(1, 100)
    .optional()
    .meta({
      description: `How many rows a page has, at most; \`limit\` comes first, and ${by_default} if neither is given`,
    }),
});

/** The forms of a list: a page of it as JSON, or all of it, in one record or one line for each of its objects. */
const LIST_FORMATS = ["json", "csv", "ndjson"] as const;

export type ListFormat = (typeof LIST_FORMATS)[number];

/** What every list takes besides its own parameters. */
export const FormatParameter = {
  format: z.enum(LIST_FORMATS).default("json").meta({
    description:
      "`json` returns a page. `csv` (RFC 4180) and `ndjson` (one JSON object per line) return the whole list, whatever its length, without `page` and `per_page`",
  }),
};

/** The values of a parameter that takes several, separated by commas; or given more than once. */
const separated = <T>(parse: (values: string[], context: z.RefinementCtx) => T) =>
  z.preprocess(
    (given) => (Array.isArray(given) ? given.join(",") : given),
    z.string().transform((text, context) => {
      const values = text.split(",").map((value) => value.trim());
      const given = [...new Set(values.filter((value) => value !== ""))];
      if (given.length > 0) return parse(given, context);
      context.addIssue({ code: "custom", message: "must not be empty; leave the filter out instead" });
      return z.NEVER;
    }),
  );

/** A filter by one of `values`, or several, at most so many. */
export const several = <const V extends string>(values: readonly V[], most = values.length) =>
  separated((given, context) => {
    if (given.length > most) context.addIssue({ code: "custom", message: `must have at most ${most} values` });
    if (given.some((value) => !values.some((allowed) => allowed === value))) {
      context.addIssue({
        code: "custom",
        message: `must be ${oneOf(values)}, or several of them, separated by commas`,
      });
    }
    return values.filter((allowed) => given.includes(allowed));
  }).meta({ type: "array", items: { type: "string", enum: values }, maxItems: most });

const MAX_IDS = 100;
const LONGEST_ID = 100;

export const IdsParameter = {
  ids: separated((ids, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    if (ids.length > MAX_IDS) refuse(`must have at most ${MAX_IDS} ids`);
    if (ids.some((id) => id.length > LONGEST_ID)) refuse(`must have ids of at most ${LONGEST_ID} characters`);
    return ids;
  })
    .optional()
    .meta({
      type: "array",
      items: { type: "string", maxLength: LONGEST_ID },
      maxItems: MAX_IDS,
      description: "Only those with one of these ids, separated by commas; unknown ids are left out",
    }),
};

/** The filter by the time of the last change; `member` shows that time. */
export const sinceParameter = (member = "updated_at") => ({
  updated_since: Instant.optional().meta({
    description: `Only those whose \`${member}\` is at or after this time. To follow changes, overlap by a minute: a request that is being served may still add some from before`,
  }),
});

/** What every list takes. */
export const ListParameters = { ...IdsParameter, ...sinceParameter(), ...PageParameters };

/** For resources that may have thousands of lines. */
export const LinesParameters = {
  page: wholeParameter(1, 1_000_000)
    .optional()
    .meta({ description: "The number of a page of its lines, from 1; without `page` and `per_page`, all lines" }),
  per_page: wholeParameter(1, 100)
    .optional()
    .meta({ description: "How many lines a page has, at most; 25 if only `page` is given" }),
};

/** For lists that can be followed: of what grows at its end, and of what may be so large that a page ends early. */
export const CursorParameter = {
  cursor: z.string().min(1).max(100).optional().meta({
    description:
      "`meta.next_cursor` of the page before: returns what follows, at the same cost at any depth, without totals",
  }),
};

/** A yes or no in a query. */
export const Flag = z
  .string()
  .refine((value) => value === "true" || value === "false", "must be true or false")
  .transform((value) => value === "true")
  .meta({ type: "boolean" });

/** A value that a list is filtered by, trimmed as codes are when they are stored. */
export const Filter = z.string().trim().min(1, "must not be empty; leave the filter out instead").max(255).optional();

/** Text to search for. */
export const Search = text(100).min(1);

/** An item's reference to its variant, by exactly one of two names. */
export const VariantReference = {
  variant_id: Reference.optional().meta({ description: "The variant's id; give this or `sku`" }),
  sku: Code.optional().meta({ description: "The variant's SKU; give this or `variant_id`" }),
};

/** True for an item that refers to its variant by exactly one of the two names. */
export function namesOneVariant(item: { variant_id?: string | undefined; sku?: string | undefined }): boolean {
  return (item.variant_id === undefined) !== (item.sku === undefined);
}
export const ONE_VARIANT = { error: "Give either variant_id or sku", path: ["sku"] };
