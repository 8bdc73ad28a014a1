import { expect, test } from "vitest";
import { createClient } from "../../../src/client";
import { fill, type OpenApiDocument } from "../../../src/site/playground/fill.ts";
import { knownThings } from "../../../src/site/playground/known.ts";
import { listsOf } from "../../../src/site/playground/lists.ts";
import { site } from "../../support/browser";

type Operation = OpenApiDocument["paths"][string][string];

const readDocument = async () => (await (await fetch(`${site.url}/openapi.json`)).json()) as OpenApiDocument;

/** The operations that an organization's key is for. */
function operationsOf({ paths }: OpenApiDocument): { path: string; method: string; operation: Operation }[] {
  return Object.entries(paths)
    .filter(([path]) => !path.startsWith("/admin/"))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
    );
}

/** The document as the playground shows it in the demo organization, and as it was. */
async function filledDocument() {
  // The demo sends nothing, so there is no delivery until something is tried out.
  const { data: endpoints } = await createClient(site).listWebhookEndpoints();
  await createClient(site).testWebhookEndpoint({ id: endpoints[0]?.id ?? "" });
  const plain = await readDocument();
  return { plain, filled: fill(plain, await knownThings(site, plain), "T1") };
}

/** What refers to something in an example: the values of members such as `location_id` and `sku`. */
function referencesIn(value: unknown, name = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => referencesIn(element, name));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([member, inner]) => referencesIn(inner, member));
  }
  return /(_ids?|sku|skus|_code|lot_number)$/.test(name) ? [String(value)] : [];
}

const bodyOf = ({ requestBody }: Operation) => requestBody?.content["application/json"];

test("in the demo organization no example names what is not there", async () => {
  const { plain, filled } = await filledDocument();
  const invented = new Set(
    operationsOf(plain).flatMap(({ operation }) => referencesIn(bodyOf(operation)?.schema.examples)),
  );
  expect(invented.size).toBeGreaterThan(10);
  const left = operationsOf(filled).flatMap(({ path, method, operation }) => [
    ...referencesIn(bodyOf(operation)?.example).filter((value) => invented.has(value)),
    ...(operation.parameters ?? [])
      .filter((parameter) => parameter.required && parameter.in !== "header" && parameter.example === undefined)
      .map(({ name }) => `${method} ${path} ${name}`),
  ]);
  expect(left).toEqual([]);
});

const isHarmless = ({ path, method, operation }: ReturnType<typeof operationsOf>[number]) =>
  path.startsWith("/api/v1/") &&
  (method === "get" || path === "/api/v1/ai/query" || (operation.parameters ?? []).some(isDryRun));

const isDryRun = ({ name }: { name: string }) => name === "dry_run";

/** Sends an operation as the playground does after a click, or as a dry run. */
async function tryOut({ path, method, operation }: ReturnType<typeof operationsOf>[number]): Promise<Response> {
  const { parameters = [] } = operation;
  const url = parameters
    .filter((parameter) => parameter.in === "path")
    .reduce((text, { name, example }) => text.replace(`{${name}}`, String(example)), path);
  const needed = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  const query = needed.map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  if (parameters.some(isDryRun)) query.push("dry_run=true");
  const body = bodyOf(operation)?.example;
  return fetch(`${site.url}${url}?${query.join("&")}`, {
    method: method.toUpperCase(),
    headers: { Authorization: `Bearer ${site.key}`, "Content-Type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

test("what the examples name exists: reads find it, dry runs of writes are possible, and a question is answered", async () => {
  const { filled } = await filledDocument();
  const operations = operationsOf(filled).filter(isHarmless);
  expect(operations.length).toBeGreaterThan(100);
  const refused: string[] = [];
  for (const operation of operations) {
    let response = await tryOut(operation);
    if (response.status === 422) {
      // Another test may have gone on with the document that was found: there is a next one.
      const now = operationsOf((await filledDocument()).filled).find(
        ({ path, method }) => path === operation.path && method === operation.method,
      );
      if (now) response = await tryOut(now);
    }
    const { path, method } = operation;
    if (!response.ok) refused.push(`${method} ${path} ${response.status} ${(await response.text()).slice(0, 200)}`);
  }
  expect(refused).toEqual([]);
});

test("each list is asked for once, in the demo organization 23 in all", async () => {
  const document = await readDocument();
  const asked: string[] = [];
  const counting = (request: Request) => {
    asked.push(request.url);
    return fetch(request);
  };
  await knownThings({ ...site, fetch: counting as typeof fetch }, document);
  expect(new Set(asked).size).toBe(asked.length);
  // Besides the collections: fulfilled orders, and what has come from and gone to other systems.
  expect(asked).toHaveLength(listsOf(document).length + 3);
  expect(asked).toHaveLength(23);
});

test("what is refused at the rate limit is asked for again when there is room", async () => {
  const document = await readDocument();
  const refused = new Set<string>();
  const limited = async (request: Request) => {
    if (refused.has(request.url)) return fetch(request);
    refused.add(request.url);
    const errors = [{ code: "rate_limited", message: "Too many requests." }];
    return Response.json({ errors }, { status: 429, headers: { "Retry-After": "0" } });
  };
  const things = await knownThings({ ...site, fetch: limited as typeof fetch }, document);
  expect(Object.keys(things)).toEqual(Object.keys(await knownThings(site, document)));
});

test("what a key may not see is left out", async () => {
  const errors = [{ code: "forbidden", message: "The key needs the scope read." }];
  const refuse = async () => Response.json({ errors }, { status: 403 });
  expect(await knownThings({ ...site, fetch: refuse }, await readDocument())).toEqual({});
});
