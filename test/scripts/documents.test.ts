import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { documentNames, writeDocuments } from "../../scripts/lib/documents.ts";
import { ERRORS } from "../../src/shared/errors.ts";
import { MAX_QUANTITY } from "../../src/shared/quantity.ts";
import { CONTENTS } from "../../src/site/docs/contents.ts";
import { findSections, type Section } from "../../src/site/docs/search.ts";

const root = join(import.meta.dirname, "../..");
const site = mkdtempSync(join(tmpdir(), "stockbook-documents-"));
afterAll(() => rmSync(site, { recursive: true, force: true }));
writeDocuments(site);

const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const pages = new Map(
  ["docs.html", ...readdirSync(join(site, "docs")).map((file) => `docs/${file}`)]
    .filter((path) => path.endsWith(".html"))
    .map((path) => [`/${path.replace(".html", "")}`, readFileSync(join(site, path), "utf8")]),
);
const attributesOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, "g"))].map(([, value]) => value ?? "");

/** What the Worker and other parts of the site serve. */
const ELSEWHERE = ["/", "/playground", "/console", "/openapi.json", "/favicon.svg", "/docs/main.css", "/docs/main.js"];

test("every document is a page of the navigation, once", () => {
  const listed = CONTENTS.flatMap(({ pages }) => pages.map(([name]) => name));
  expect(new Set(listed).size).toBe(listed.length);
  expect(documentNames().filter((name) => !listed.includes(name))).toEqual([]);
});

test("every link of every page leads to a page and a place on it, and every image is there", () => {
  const images = readdirSync(join(site, "docs"));
  const broken = [...pages].flatMap(([path, html]) => {
    const links = attributesOf(html, "href").filter((href) => !/^(https?:|mailto:)/.test(href));
    const lost = links.filter((href) => {
      const [target = "", fragment] = href.split("#");
      const page = target === "" ? html : pages.get(target);
      if (page === undefined) return !ELSEWHERE.includes(target);
      return fragment !== undefined && !attributesOf(page, "id").includes(fragment);
    });
    const missing = attributesOf(html, "src").filter(
      (src) => !ELSEWHERE.includes(src) && !images.includes(basename(src)),
    );
    return [...lost, ...missing].map((target) => `${path}: ${target}`);
  });
  expect(broken).toEqual([]);
  expect(pages.size).toBeGreaterThan(15);
});

test("pages load nothing from elsewhere, and have no scripts or styles in them", () => {
  for (const html of pages.values()) {
    expect(attributesOf(html, "src").filter((src) => !src.startsWith("/"))).toEqual([]);
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style="/);
  }
});

test("every error code has a section and an example with its status, and no other", () => {
  const sections = textOf("docs/errors.md").split(/^## /m).slice(1);
  expect(sections.map((section) => section.split("\n")[0])).toEqual(Object.keys(ERRORS));
  for (const [at, [code, { status }]] of Object.entries(ERRORS).entries()) {
    const section = sections[at] ?? "";
    expect(section).toContain(`**${status}.**`);
    const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(section)?.[1] ?? "");
    expect(example.errors[0].code).toBe(code);
    expect(example.request_id).toMatch(/^req_/);
  }
});

/** A number of a row of docs/limits.md, as it is written there. */
function limitOf(row: string): number {
  const line = textOf("docs/limits.md")
    .split("\n")
    .find((text) => text.startsWith(`| ${row} `));
  return Number(/\d[\d,]*(?:\.\d+)?/.exec(line?.split("|")[2] ?? "")?.[0].replaceAll(",", ""));
}

/** A number that a source gives a constant, or a rule. */
function numberIn(path: string, rule: RegExp): number {
  return Number(rule.exec(textOf(path))?.[1]?.replaceAll("_", ""));
}

test("the page on limits says what the code says", () => {
  expect(limitOf("quantity, money")).toBe(MAX_QUANTITY);
  const settings = "src/control/organizations/settings.ts";
  const rules: [row: string, path: string, rule: RegExp][] = [
    ["requests of an API key or integration", settings, / requests_per_minute: ([\d_]+)/],
    ["questions (`POST /api/v1/ai/query`) of a key", settings, /ai_requests_per_minute: ([\d_]+)/],
    ["tokens of the model, of an organization", settings, /ai_tokens_per_day: ([\d_]+)/],
    ["all keys of an organization together", "src/http/rate_limit.ts", /KEYS_AT_FULL_SPEED = (\d+)/],
    ["failed attempts to authenticate", "src/http/rate_limit.ts", /FAILURES_PER_MINUTE = (\d+)/],
    ["depth of a JSON body", "src/http/body.ts", /MAX_DEPTH = (\d+)/],
    ["values in a JSON body", "src/http/body.ts", /MAX_VALUES = ([\d_]+)/],
    ["problems reported at once", "src/shared/errors.ts", /MOST_PROBLEMS = (\d+)/],
    ["`page`", "src/http/schemas.ts", /page: wholeParameter\(1, ([\d_]+)\)/],
    ["`ids`", "src/http/schemas.ts", /MAX_IDS = (\d+)/],
    ["`limit` of some reports", "src/http/schemas.ts", /limit: wholeParameter\(1, (\d+)\)/],
    ["total of a filtered list", "src/data/page.ts", /TOTAL_CAP = ([\d_]+)/],
    ["names", "src/http/schemas.ts", /Name = text\((\d+)\)/],
    ["codes: SKU, barcode, number, lot number", "src/http/schemas.ts", /Code = text\((\d+)\)/],
    ["notes", "src/http/schemas.ts", /Note = text\((\d+)\)/],
    ["search text", "src/http/schemas.ts", /Search = text\((\d+)\)/],
    ["address", "src/http/schemas.ts", /ADDRESS_LENGTH = (\d+)/],
    ["variants of a product", "src/resources/variants/effects.ts", /MAX_VARIANTS = (\d+)/],
    ["barcodes of a variant", "src/resources/variants/schemas.ts", /MAX_BARCODES = (\d+)/],
    ["options of a variant", "src/resources/variants/schemas.ts", /MAX_OPTIONS = (\d+)/],
    [
      "lines of an adjustment",
      "src/resources/inventory_adjustments/schemas.ts",
      /array\(Line\)\.min\(1\)\.max\((\d+)\)/,
    ],
    [
      "items of an order, purchase order, transfer, return",
      "src/resources/orders/schemas.ts",
      /array\(NewItem\)\.min\(1\)\.max\((\d+)\)/,
    ],
    ["items of a cycle count", "src/resources/cycle_counts/queries.ts", /MAX_ITEMS = ([\d_]+)/],
    [
      "counted items in one request",
      "src/resources/cycle_counts/schemas.ts",
      /array\(CountedItem\)\.min\(1\)\.max\((\d+)\)/,
    ],
    ["ingredients of a recipe", "src/resources/recipes/schemas.ts", /array\(Item\)\.min\(1\)\.max\((\d+)\)/],
    ["lots of one document", "src/ledger/lots.ts", /MAX_LOTS = (\d+)/],
    ["rows of a demand history in one request", "src/resources/demand_history/schemas.ts", /MOST_ROWS = ([\d_]+)/],
    ["replays of a webhook endpoint at a time", "src/resources/webhook_endpoints/replay.ts", /MOST_REPLAYS = (\d+)/],
  ];
  for (const [row, path, rule] of rules) expect([row, limitOf(row)]).toEqual([row, numberIn(path, rule)]);
});

test("the search finds sections by all words, those with the words in their heading first", () => {
  const sections: Section[] = JSON.parse(readFileSync(join(site, "docs/search.json"), "utf8"));
  expect(findSections("insufficient_stock", sections)[0]).toMatchObject({ page: "errors", id: "insufficient_stock" });
  expect(findSections("first expired", sections)[0]).toMatchObject({ page: "lots" });
  expect(findSections("zeppelin", sections)).toEqual([]);
});
