import { expect, test } from "vitest";
import * as z from "zod";
import { validate } from "../../src/http/body";
import {
  Currency,
  Flag,
  Instant,
  Money,
  Name,
  PageParameters,
  Quantity,
  text,
  wholeNumber,
} from "../../src/http/schemas";
import { DomainError } from "../../src/shared/errors";

/** What a client is told of an input, as `field: message`. */
function messagesOf(schema: z.ZodType, input: unknown): string[] {
  try {
    validate(schema, input);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.problems.map(({ field = "", message }) => `${field}: ${message}`);
  }
}

const messageOf = (type: z.ZodType, value: unknown) => messagesOf(z.strictObject({ it: type }), { it: value })[0];

test("a value of another type is said to be that, and nothing else about it", () => {
  const lists = z.strictObject({ where: z.array(z.string()).min(1).max(8), sku: z.array(Name).max(2).optional() });
  expect(messagesOf(lists, { where: "available<5", sku: [1, "A"] })).toEqual([
    "where: where must be a list.",
    "sku.0: sku.0 must be a string.",
  ]);
});

test("a message names the field and says what is allowed", () => {
  const page = z.strictObject(PageParameters);
  expect(messagesOf(page, { per_page: "101" })).toEqual(["per_page: per_page must be between 1 and 100."]);
  expect(messagesOf(page, { per_page: "ten" })).toEqual(["per_page: per_page must be a whole number."]);
  expect(messageOf(wholeNumber(0, 3650), 1.5)).toBe("it: it must be a whole number.");
  expect(messageOf(Quantity, 0)).toBe("it: it must be more than 0.");
  expect(messageOf(Money, -1)).toBe("it: it must be between 0 and 1,000,000,000.");
  expect(messageOf(Money, 0.00001)).toBe("it: it must have at most 4 decimals.");
  expect(messageOf(Name, "")).toBe("it: it must not be empty.");
  expect(messageOf(text(3), "four")).toBe("it: it must have at most 3 characters.");
  expect(messageOf(Currency, "eur")).toBe("it: it must be three capital letters, such as EUR.");
  expect(messageOf(Flag, "yes")).toBe("it: it must be true or false.");
  expect(messageOf(Instant, "yesterday")).toBe("it: it must be a time with its offset, such as 2026-11-23T08:30:00Z.");
  expect(messageOf(z.iso.date(), "2026-13-01")).toBe("it: it must be a date, such as 2026-11-23.");
  expect(messageOf(z.enum(["a", "b"]), "c")).toBe("it: it must be one of a, b.");
  expect(messageOf(z.array(z.string()).min(1), [])).toBe("it: it must not be empty.");
  expect(messageOf(z.array(z.string()).max(2), ["a", "b", "c"])).toBe("it: it must have at most 2 items.");
});

test("what is missing, of another type or unknown is said in the same words everywhere", () => {
  expect(messageOf(z.string(), undefined)).toBe("it: it is required.");
  expect(messageOf(z.string(), 5)).toBe("it: it must be a string.");
  expect(messageOf(z.number(), null)).toBe("it: it must be a number.");
  expect(messageOf(z.array(z.string()), {})).toBe("it: it must be a list.");
  expect(messagesOf(z.strictObject({}), [])).toEqual([": The body must be an object."]);
  expect(messagesOf(z.strictObject({}), { colour: 1 })).toEqual([
    "colour: Unknown field colour. Check the spelling, or leave it out.",
  ]);
});

test("a problem inside a list is named by its place", () => {
  const ids = z.strictObject({ ids: z.array(z.string()), items: z.array(z.strictObject({ quantity: Quantity })) });
  expect(messagesOf(ids, { ids: ["a", 5], items: [{ quantity: 1 }, { quantity: -1 }] })).toEqual([
    "ids.1: ids.1 must be a string.",
    "items.1.quantity: quantity must be more than 0.",
  ]);
});
