/** True if the last digit is the check digit of the others (GS1 General Specifications, 7.9.1: modulo 10, weights 3 and 1). */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 1; i <= digits.length; i++) sum += Number(digits.at(-i)) * (i % 2 === 0 ? 3 : 1);
  return sum % 10 === 0;
}

/**
 * A GTIN in its 14-digit form, which is the same for its GTIN-8, UPC-A, EAN-13 and GTIN-14 forms: padded with zeros on the
 * left (GS1 General Specifications, 3.3.2). Null for any other text, including a wrong check digit.
 */
export function normalizeGtin(text: string): string | null {
  return /^(?:\d{8}|\d{12,14})$/.test(text) && hasCheckDigit(text) ? text.padStart(14, "0") : null;
}
