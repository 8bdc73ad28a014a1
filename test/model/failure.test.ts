import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ModelSettings } from "../../src/shared/deployment";
import { TOOLS } from "../../src/tools/catalogue";
import { appWithModel, MODEL_KEY, openModel, type Reply, resultsIn } from "../support/models";
import { codesOf } from "../support/shop";

const body = { question: "Frobnicate the mugs for me, please?" };
const at_once = { "Retry-After-Ms": "1" };
const use = { calls: [{ name: "stock_levels", arguments: { group_by: "variant" } }] };

let logged: string[] = [];
beforeEach(() => {
  logged = [];
  vi.spyOn(console, "error").mockImplementation((...words) => logged.push(words.join(" ")));
});
afterEach(() => void vi.restoreAllMocks());

async function asked(replies: Reply[], settings: Partial<ModelSettings> = {}) {
  const model = await openModel(...replies);
  const tenant = await appWithModel(model, settings).mintTenant();
  const ask = () => tenant.request("POST", "/api/v1/ai/query", { body });
  const began = Date.now();
  const answer = await ask();
  return { answer, model, ask, calls: await model.calls(), took_ms: Date.now() - began };
}

/** What a provider may say of a request, and nobody else may hear. */
const SECRETS = `{"error":{"message":"Incorrect API key provided: ${MODEL_KEY}","code":"invalid_api_key","type":"leak"}}`;

describe("a question is 503 unavailable, with what the built-in engine has said, if the model", () => {
  const failures: [string, Reply[], Partial<ModelSettings>, { seconds: string; calls: number; logged: string }][] = [
    [
      "is overloaded",
      [{ status: 500, raw: SECRETS, headers: at_once }],
      {},
      { seconds: "30", calls: 2, logged: '"status":500' },
    ],
    [
      "refuses the key",
      [{ status: 401, raw: SECRETS }],
      {},
      { seconds: "300", calls: 1, logged: '"code":"invalid_api_key"' },
    ],
    ["refuses the request", [{ status: 400, raw: SECRETS }], {}, { seconds: "300", calls: 1, logged: '"status":400' }],
    [
      "asks to wait longer than a question may take",
      [{ status: 429, raw: SECRETS, headers: { "Retry-After": "77" } }],
      {},
      { seconds: "77", calls: 1, logged: '"status":429' },
    ],
    [
      "sends its callers elsewhere",
      [{ status: 302, headers: { Location: "http://evil.test/" } }],
      {},
      { seconds: "30", calls: 1, logged: '"status":302' },
    ],
    ["sends a page", [{ raw: "<html>Bad gateway</html>" }], {}, { seconds: "30", calls: 1, logged: "AI_" }],
    ["sends JSON of another shape", [{ raw: '{"output":"no"}' }], {}, { seconds: "30", calls: 1, logged: "AI_" }],
    ["writes nothing", [{}], {}, { seconds: "30", calls: 1, logged: "NoAnswer" }],
    ["hangs", [{ hang: true }], { patience_ms: 600 }, { seconds: "30", calls: 1, logged: "TimeoutError" }],
    [
      "hangs after a tool",
      [use, { hang: true }],
      { patience_ms: 1500 },
      { seconds: "30", calls: 2, logged: "TimeoutError" },
    ],
  ];

  it.each(failures)("%s", async (_, replies, settings, expected) => {
    const { answer, calls } = await asked(replies, settings);
    expect([answer.status, codesOf(answer)]).toEqual([503, ["unavailable"]]);
    expect(answer.headers.get("Retry-After")).toBe(expected.seconds);
    const { message, details } = answer.body.errors[0];
    expect(message).toContain("in the words of the examples");
    expect(details.builtin).toMatchObject({ message: expect.any(String), examples: expect.any(Array) });
    expect(calls).toHaveLength(expected.calls);
    expect(logged.join("\n")).toContain(expected.logged);
    for (const secret of [MODEL_KEY, "127.0.0.1", "Incorrect API key", "leak", "Bad gateway"]) {
      expect(`${answer.text}${logged.join("\n")}`).not.toContain(secret);
    }
  });

  it.each(["responses", "chat"] as const)("breaks off in the middle of what it writes as %s", async (api) => {
    const { answer } = await asked([{ text: "24 of MUG.", cut_off: true }], { api, patience_ms: 1500 });
    expect([answer.status, codesOf(answer)]).toEqual([503, ["unavailable"]]);
  });

  it("can't be reached", async () => {
    const tenant = await appWithModel({ base_url: "http://127.0.0.1:9/v1" }, { patience_ms: 1000 }).mintTenant();
    const answer = await tenant.request("POST", "/api/v1/ai/query", { body });
    expect([answer.status, codesOf(answer)]).toEqual([503, ["unavailable"]]);
    expect(`${answer.text}${logged.join("\n")}`).not.toContain("127.0.0.1");
  });
});

it("a model that recovers at the second attempt answers", async () => {
  const { answer } = await asked([{ status: 503, headers: at_once }, use, { text: "0 are on hand." }]);
  expect(answer.body.data.answer).toBe("0 are on hand.");
});

describe("a tool that fails", () => {
  it("tells the model nothing but that", async () => {
    const stock = TOOLS.find(({ name }) => name === "stock_levels");
    const read = vi.spyOn(stock as never as { read: () => Promise<unknown> }, "read");
    read.mockRejectedValueOnce(new Error("D1_ERROR: no such column: secret_column in SELECT"));
    const { answer, calls } = await asked([use, use, { text: "0 are on hand." }]);
    expect(answer.body.data.answer).toBe("0 are on hand.");
    expect(resultsIn(calls[1] as never)).toEqual(['{"error":"The tool failed."}']);
    expect(JSON.stringify(calls)).not.toContain("secret_column");
    expect(logged.join("\n")).toContain("secret_column");

    read.mockRejectedValue(new Error("D1_ERROR: no such column: secret_column in SELECT"));
    const nothing = await asked([use, { text: "CANNOT_ANSWER" }]);
    expect(codesOf(nothing.answer)).toEqual(["internal_error"]);
    expect(nothing.answer.text).not.toContain("secret_column");
  });
});
