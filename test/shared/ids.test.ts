import { expect, test } from "vitest";
import { lineId, newDocumentNumber, newId, newIntegrationId, organizationOfIntegration } from "../../src/shared/ids";

const now = new Date("2026-11-23T23:59:59.999Z");

test("an identifier says what it is of", () => {
  expect(newId("order", now)).toMatch(/^ord_[0-9a-hjkmnp-tv-z]{26}$/);
  expect(newId("purchase_order", now)).toMatch(/^po_[0-9a-hjkmnp-tv-z]{26}$/);
});

test("identifiers are in the order they were made in, also within a millisecond, and none comes twice", () => {
  const ids = Array.from({ length: 1000 }, () => newId("order", now));
  ids.push(newId("order", new Date(now.getTime() + 1)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(1001);
});

test("an integration's identifier leads to its organization, and nothing else does", () => {
  const organization_id = newId("organization", now);
  const id = newIntegrationId(organization_id, now);
  expect(id).toMatch(/^int_[0-9a-z]{26}_[0-9a-z]{26}$/);
  expect(organizationOfIntegration(id)).toBe(organization_id);
  expect(newIntegrationId(organization_id, now) > id).toBe(true);
  for (const other of ["", organization_id, id.toUpperCase(), `${id}0`, id.replace("int", "ord"), `${id}\n`]) {
    expect(organizationOfIntegration(other)).toBeNull();
  }
});

test("a line's identifier is its document's and its position", () => {
  expect(lineId("ord_01jd", 3)).toBe("ord_line_01jd_3");
  expect(lineId("po_01jd", 12)).toBe("po_line_01jd_12");
});

test("a document's number is its prefix, its day in UTC, and five characters that can't be misread", () => {
  const numbers = Array.from({ length: 100 }, () => newDocumentNumber("SO", now));
  for (const number of numbers) expect(number).toMatch(/^SO-261123-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(new Set(numbers).size).toBeGreaterThan(90);
});
