import type { ModelSettings } from "../shared/deployment";
import type { Usage } from "./budget";
import { faultOf, ModelFailure, type Seen } from "./failure";
import type { OfferedTool } from "./offered_tools";
import type { ModelMessage } from "./sdk";

/** How often a question calls the model, in all. */
export const MOST_STEPS = 6;
const OUTPUT_TOKENS = 8000;
/** With less than this left of them, the model has to come to an end. */
const LAST_TOKENS = 2000;
const FEWEST_TOKENS = 500;
/** No call has more tokens, whatever its provider says. */
const MOST_TOKENS = 10_000_000;
const RETRIES = 1;

/** What a model has written last; not whole if it was cut off. */
export type Reply = { text: string; is_whole: boolean };

export type Dialogue = {
  usage: Usage;
  /** Says something to the model, has it use tools, and returns what it writes in the last of at most so many steps. */
  say(content: string, most_steps: number): Promise<Reply>;
};

/** Opens a dialogue with the deployment's model, all of which takes at most the patience set for it. It fails as `ModelFailure`. */
export async function openDialogue(
  model: ModelSettings,
  instructions: string,
  offered: readonly OfferedTool[],
): Promise<Dialogue> {
  const sdk = await import("./sdk");
  const deadline = Date.now() + model.patience_ms;
  const usage: Usage = { steps: 0, input_tokens: 0, output_tokens: 0 };
  const line = lineTo(deadline);
  const provider = sdk.createOpenAI({ apiKey: model.api_key, baseURL: model.base_url, fetch: line.fetch });
  const tools = Object.fromEntries(
    offered.map(({ name, description, schema, use }) => [
      name,
      sdk.tool({
        ...{ description, strict: true, inputSchema: sdk.jsonSchema(schema) },
        execute: (given, { abortSignal }) => use(given, abortSignal),
      }),
    ]),
  );
  let messages: ModelMessage[] = [];

  async function say(content: string, most_steps: number): Promise<Reply> {
    messages = [...messages, { role: "user", content }];
    const left_ms = Math.max(1, deadline - Date.now());
    const result = await sdk.generateText({
      ...{ instructions, messages, tools },
      model: model.api === "chat" ? provider.chat(model.model) : provider.responses(model.model),
      stopWhen: sdk.isStepCount(most_steps),
      prepareStep({ stepNumber }) {
        const left = OUTPUT_TOKENS - usage.output_tokens;
        const is_last = stepNumber >= most_steps - 1 || left < LAST_TOKENS;
        return {
          maxOutputTokens: Math.max(FEWEST_TOKENS, left),
          ...(is_last ? { toolChoice: "none" as const } : {}),
        };
      },
      onLanguageModelCallEnd({ usage: { inputTokens, outputTokens } }) {
        usage.steps += 1;
        usage.input_tokens += wholeTokens(inputTokens);
        usage.output_tokens += wholeTokens(outputTokens);
      },
      timeout: { totalMs: left_ms, stepMs: Math.min(left_ms, model.patience_ms / 2), toolMs: model.patience_ms / 3 },
      maxRetries: RETRIES,
      abortSignal: line.hopeless,
      // To choose tools takes little thought. Whoever speaks the other API may not know the parameter.
      ...(model.api === "responses" ? { reasoning: "low" as const } : {}),
      providerOptions: { openai: { store: false, reasoningSummary: null } },
    });
    messages = [...messages, ...result.responseMessages];
    return { text: result.text, is_whole: result.finishReason === "stop" };
  }

  return {
    usage,
    async say(content, most_steps) {
      try {
        return await say(content, most_steps);
      } catch (error) {
        // It was told to answer, and wants to use tools.
        if (sdk.ToolChoiceViolationError.isInstance(error)) return { text: "", is_whole: false };
        throw new ModelFailure(faultOf(error, model), line.seen);
      }
    },
  };
}

/** The tokens of a call as they are counted, whatever its provider says of them. */
function wholeTokens(said = 0): number {
  return Number.isFinite(said) ? Math.ceil(Math.min(Math.max(0, said), MOST_TOKENS)) : 0;
}

/**
 * How requests reach a provider: the key is carried to no other address, and a provider that asks to wait beyond the deadline is
 * not waited for.
 */
function lineTo(deadline: number) {
  const gives_up = new AbortController();
  const seen: Seen = { status: null, retry_after_seconds: null };
  return {
    seen,
    hopeless: gives_up.signal,
    async fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      Object.assign(seen, { status: null, retry_after_seconds: null });
      const response = await fetch(input, { ...init, redirect: "manual" });
      const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
      Object.assign(seen, {
        status: response.status,
        retry_after_seconds: response.ok || Number.isNaN(seconds) ? null : seconds,
      });
      if (!response.ok && Date.now() + seconds * 1000 > deadline) gives_up.abort();
      return response;
    },
  };
}
