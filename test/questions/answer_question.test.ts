import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { describe, expect, it, test } from "vitest";
import { createTestApp } from "../support/app";
import { eventsIn } from "../support/event_streams";
import { appWithModel, openModel } from "../support/models";
import { codesOf, openShop } from "../support/shop";

const PATH = "/api/v1/ai/query";
const UNDERSTOOD = { question: "How many mugs are in the depot?" };
const NOT_UNDERSTOOD = { question: "Frobnicate the mugs for me, please?" };

async function stocked(app: ReturnType<typeof createTestApp>) {
  const tenant = await app.mintTenant();
  const { id: location_id } = (await tenant.request("POST", "/api/v1/locations", { body: { name: "Depot" } })).body
    .data;
  await tenant.request("POST", "/api/v1/products", { body: { name: "Mug", sku: "MUG" } });
  const adjustments = [{ sku: "MUG", location_id, quantity: 24, reason: "initial" }];
  await tenant.request("POST", "/api/v1/inventory_adjustments", { body: { adjustments } });
  return (body: object, headers: Record<string, string> = {}) => tenant.request("POST", PATH, { body, headers });
}

describe("a deployment with a model", () => {
  it("asks it only what the built-in engine does not understand", async () => {
    const use = { calls: [{ name: "stock_levels", arguments: { sku: ["MUG"], group_by: "variant" } }] };
    const model = await openModel(use, { text: "24 of MUG are on hand." });
    const ask = await stocked(appWithModel(model));
    const own = await ask(UNDERSTOOD);
    expect(own.body.data).toMatchObject({ engine: "builtin", rows: [{ on_hand: 24 }], usage: { steps: 0 } });
    expect(await model.calls()).toEqual([]);
    const asked = await ask(NOT_UNDERSTOOD);
    expect(asked.body.data).toMatchObject({ engine: "scripted-1", rows: [{ on_hand: 24 }], usage: { steps: 2 } });
    expect(JSON.stringify((await model.calls())[0]?.body)).toContain(NOT_UNDERSTOOD.question);
  });
});

it("leaves the choice among several things of a name to the asker, also with a model", async () => {
  const model = await openModel({ text: "CANNOT_ANSWER" });
  const { made, post } = await openShop(appWithModel(model));
  for (const kind of ["Desk", "Floor"]) await made("products", { name: `${kind} lamp`, sku: kind.toUpperCase() });
  const refused = await post("ai/query", { question: "How many of the lamp do we have?" });
  expect(codesOf(refused)).toEqual(["not_understood"]);
  expect(refused.body.errors[0].details.candidates).toHaveLength(2);
  expect(await model.calls()).toEqual([]);
});

describe("a conversation", () => {
  it("is told to a model by its questions, whoever has answered them, and by none of the answers", async () => {
    const use = { calls: [{ name: "stock_levels", arguments: { sku: ["MUG"], group_by: "variant" } }] };
    const model = await openModel(use, { text: "24 of MUG are on hand." });
    const ask = await stocked(appWithModel(model));
    const first = (await ask(UNDERSTOOD)).body.data;
    const second = (await ask({ ...NOT_UNDERSTOOD, conversation_id: first.conversation_id })).body.data;
    await model.reply(use, { text: "24 of MUG." });
    const question = "Zork, and the gloves?";
    const third = await ask({ question, conversation_id: second.conversation_id });
    expect(third.body.data.engine).toBe("scripted-1");
    const told = JSON.stringify((await model.calls()).at(-1)?.body);
    for (const earlier of [UNDERSTOOD, NOT_UNDERSTOOD, { question }]) expect(told).toContain(earlier.question);
    expect(told).not.toContain(first.answer);
    expect(told).not.toContain("24 of MUG are on hand");
  });

  it("of another organization is 404, and one that is none 422, before a model is asked", async () => {
    const model = await openModel({ text: "CANNOT_ANSWER" });
    const app = appWithModel(model);
    const [ask, others] = await Promise.all([stocked(app), stocked(app)]);
    const { conversation_id } = (await others(UNDERSTOOD)).body.data;
    for (const question of [UNDERSTOOD, NOT_UNDERSTOOD]) {
      expect(codesOf(await ask({ ...question, conversation_id }))).toEqual(["not_found"]);
      const malformed = await ask({ ...question, conversation_id: "cnv_nothing" });
      expect(malformed.body.errors[0]).toMatchObject({ code: "validation_failed", field: "conversation_id" });
    }
    expect(await model.calls()).toEqual([]);
  });
});

test("a client that goes away while its question is answered stops neither the answer nor the count of its tokens", async () => {
  const use = { calls: [{ name: "stock_levels", arguments: { sku: null, group_by: "none" } }] };
  const model = await openModel(use, { text: "0 are on hand." });
  const app = appWithModel(model);
  const tenant = await app.mintTenant();
  const sent = { key: tenant.api_key, body: NOT_UNDERSTOOD, headers: { "Idempotency-Key": "one" } };
  const context = createExecutionContext();
  const headers = { ...sent.headers, Accept: "text/event-stream" };
  const response = await app.open("POST", PATH, { ...sent, headers }, context);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  await reader.cancel();
  await waitOnExecutionContext(context);
  expect(await model.calls()).toHaveLength(2);
  const again = await tenant.request("POST", PATH, sent);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  expect(again.body.data).toMatchObject({ engine: "scripted-1", usage: { steps: 2 } });
  expect(await model.calls()).toHaveLength(2);
});

describe("a question that the built-in engine understands", () => {
  it("is streamed as the interpretation, the answer in words, and the whole", async () => {
    const ask = await stocked(createTestApp());
    const streamed = await ask(UNDERSTOOD, { Accept: "text/event-stream" });
    const events = eventsIn(streamed.text);
    expect(events.map(({ event }) => event)).toEqual(["interpretation", "delta", "answer"]);
    const { data } = (await ask(UNDERSTOOD)).body;
    expect(events.map((event) => event.data)).toEqual([{ text: data.interpretation }, { text: data.answer }, data]);
  });

  it("is refused as ever where it is not understood, also to a client that accepts events", async () => {
    const ask = await stocked(createTestApp());
    const refused = await ask(NOT_UNDERSTOOD, { Accept: "text/event-stream" });
    expect([refused.status, codesOf(refused)]).toEqual([422, ["not_understood"]]);
    expect(refused.headers.get("Content-Type")).toContain("application/json");
  });
});
