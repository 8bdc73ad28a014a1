import * as z from "zod";
import { fromScaled, toScaled } from "../../../shared/quantity";

/** The pieces of senders' payloads: what is left out, null or of another type than documented is null, where nothing depends on it. */

/** The id of something, as text. */
export const Id = z.union([z.string().trim().min(1), z.number()]).transform(String);

export const OptionalId = Id.nullish()
  .catch(null)
  .transform((id) => id ?? null);

/** Text that has something in it. */
export const OptionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : cleaned(String(value)) || null));

export const OptionalFlag = z.boolean().nullish().catch(null);

/** An amount of money, which senders write as text or as a number. */
export const OptionalMoney = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined || value === "" ? null : Number(value)))
  .transform((value) => (value !== null && Number.isFinite(value) ? value : null));

/** Text without the control characters that no text of the API may have. */
function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, "")
    .trim();
}

/** The first characters of a text, as many as fit. */
export function clipped(text: string | null, most: number): string | null {
  if (text === null || text.length <= most) return text;
  return text.slice(0, most).toWellFormed();
}

/** The price of one of a line that costs so much, with four decimals and not less than 0; undefined if it isn't known. */
export function unitPrice(amount: number | null, quantity: number): number | undefined {
  if (amount === null || !(quantity > 0)) return undefined;
  return fromScaled(Math.max(0, toScaled(amount / quantity)));
}

/** A person's name from its parts. */
export function fullName(...parts: readonly (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(" ") || null;
}

/** The members that are not null. */
export function present(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined));
}
