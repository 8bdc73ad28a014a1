import { expect, test } from "vitest";
import { appWithModel, openModel } from "../support/models";
import { codesOf } from "../support/shop";

const body = { question: "Frobnicate the mugs for me, please?" };
const use = {
  calls: [{ name: "stock_levels", arguments: { group_by: "variant" } }],
  usage: [300, 100] as [number, number],
};
const answer = { text: "0 are on hand.", usage: [500, 100] as [number, number] };
const limited = (ai_tokens_per_day: number) => ({
  settings: { rate_limits: { requests_per_minute: 100_000, ai_requests_per_minute: 1000, ai_tokens_per_day } },
});

test("an organization's questions use the tokens of its day, and then wait for the next one", async () => {
  const model = await openModel(use, answer, use, answer);
  const app = appWithModel(model, { now: "2026-11-23T20:00:00.000Z" });
  const tenant = await app.mintTenant(limited(1500));
  const other = await app.mintTenant(limited(1500));
  const ask = (of: typeof tenant, headers = {}) => of.request("POST", "/api/v1/ai/query", { body, headers });

  const key = { "Idempotency-Key": crypto.randomUUID() };
  expect((await ask(tenant, key)).body.data.usage).toEqual({ steps: 2, input_tokens: 800, output_tokens: 200 });
  expect((await ask(tenant)).status).toBe(200);
  const refused = await ask(tenant);
  expect([refused.status, codesOf(refused)]).toEqual([429, ["rate_limited"]]);
  expect(refused.headers.get("Retry-After")).toBe(String(4 * 60 * 60));
  expect(refused.body.errors[0].details).toMatchObject({
    ...{ limit: 1500, used: 2000, retry_after_seconds: 14_400 },
    builtin: { message: expect.any(String), examples: expect.any(Array) },
  });
  expect(await model.calls()).toHaveLength(4);

  expect((await ask(tenant, key)).headers.get("Idempotent-Replayed")).toBe("true");
  await model.reply(use, answer);
  expect((await ask(other)).status).toBe(200);
  app.clock.advance(4 * 60 * 60 * 1000);
  await model.reply(use, answer);
  expect((await ask(tenant)).status).toBe(200);
});

test("a question that ends in a refusal has cost what it has cost", async () => {
  const model = await openModel(use, { status: 401 });
  const tenant = await appWithModel(model).mintTenant(limited(1000));
  const ask = () => tenant.request("POST", "/api/v1/ai/query", { body });
  expect((await ask()).status).toBe(503);
  await model.reply({ text: "CANNOT_ANSWER", usage: [500, 100] });
  expect((await ask()).status).toBe(422);
  expect((await ask()).body.errors[0].details).toMatchObject({ limit: 1000, used: 1000 });
});

test("tokens are counted as whole numbers of 0 or more, whatever a provider reports", async () => {
  const model = await openModel({ ...use, usage: [-5000, 2.5] }, { ...answer, usage: [1e300, -1] });
  const tenant = await appWithModel(model).mintTenant(limited(20_000_000));
  const asked = await tenant.request("POST", "/api/v1/ai/query", { body });
  expect(asked.body.data.usage).toEqual({ steps: 2, input_tokens: 10_000_000, output_tokens: 3 });
});

test("questions that are asked at the same time are all counted", async () => {
  const model = await openModel({ text: "CANNOT_ANSWER", usage: [90, 10] });
  const tenant = await appWithModel(model).mintTenant(limited(1000));
  const ask = () => tenant.request("POST", "/api/v1/ai/query", { body });
  const answers = await Promise.all(Array.from({ length: 10 }, ask));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(422));
  expect((await ask()).body.errors[0].details).toMatchObject({ used: 1000 });
});

test("two questions with one idempotency key at once have one answer, and cost what both have cost", async () => {
  const model = await openModel(use, use, answer);
  const tenant = await appWithModel(model).mintTenant(limited(1500));
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const ask = (more: object = {}) => tenant.request("POST", "/api/v1/ai/query", { body, ...more });
  const [one, other] = await Promise.all([ask({ headers }), ask({ headers })]);
  expect(one.text).toBe(other.text);
  expect(await model.calls()).toHaveLength(4);
  expect((await ask()).body.errors[0].details).toMatchObject({ used: 2000 });
});

test("an organization whose tokens are set to 0 is answered by the built-in engine alone, as without a model", async () => {
  const model = await openModel(use, answer);
  const tenant = await appWithModel(model).mintTenant(limited(0));
  const refused = await tenant.request("POST", "/api/v1/ai/query", { body });
  expect([refused.status, codesOf(refused)]).toEqual([422, ["not_understood"]]);
  expect(refused.body.errors[0].details).toEqual({ examples: expect.any(Array) });
  expect(await model.calls()).toEqual([]);
});
