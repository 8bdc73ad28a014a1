import fc from "fast-check";
import { hasCheckDigit } from "../../src/resources/variants/gtin";

const withCheckDigit = (digits: string) => digits + [..."0123456789"].find((digit) => hasCheckDigit(digits + digit));

/** Numbers of `length` digits and the check digit that follows from them. */
export const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`)).map(withCheckDigit);
