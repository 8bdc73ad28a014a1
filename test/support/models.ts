import { inject } from "vitest";
import type { ModelSettings } from "../../src/shared/deployment";
import { createTestApp } from "./app";

/** What a scripted model replies to one call: a text, uses of tools, or something that no model should. */
export type Reply = {
  text?: string;
  calls?: { name: string; arguments: unknown }[];
  /** Tokens of input and output. */
  usage?: [number, number];
  finish?: "length";
  status?: number;
  headers?: Record<string, string>;
  /** Instead of what models reply. */
  raw?: string;
  /** Never replies. */
  hang?: boolean;
  /** Breaks the connection in the middle of the reply. */
  cut_off?: boolean;
};

/** A call that a model has got. */
export type ModelCall = {
  api: string;
  authorization: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look into
  body: any;
};

export const MODEL_KEY = "sk-test-0123456789abcdefghij";

/** Opens a model on the test's HTTP server. Its calls get `replies` one after the other, and all further ones the last of them. */
export async function openModel(...replies: Reply[]) {
  const at = inject("model_url");
  const id = crypto.randomUUID();
  const model = {
    base_url: `${at}/models/${id}`,
    /** Sets what it replies from now on. */
    async reply(...next: Reply[]): Promise<void> {
      await (await fetch(`${at}/script/${id}`, { method: "PUT", body: JSON.stringify(next) })).text();
    },
    /** The calls that it has got, oldest first. */
    async calls(): Promise<ModelCall[]> {
      return (await fetch(`${at}/log/${id}`)).json();
    },
  };
  await model.reply(...replies);
  return model;
}

/** An application whose deployment has this model. */
export function appWithModel(
  { base_url }: { base_url: string },
  { now, ...changed }: Partial<ModelSettings> & { now?: string } = {},
) {
  const model: ModelSettings = {
    ...{ api_key: MODEL_KEY, base_url, model: "scripted-1", api: "responses", patience_ms: 20_000 },
    ...changed,
  };
  return createTestApp({
    ...(now === undefined ? {} : { now }),
    settings: (settings) => ({ ...settings, deployment: { ...settings.deployment, model } }),
  });
}

/** What a call told the model that was no tool's result: instructions, questions and tools. */
export function toldBesidesResults({ body }: ModelCall): string {
  const { input = [], messages = [], ...rest } = body;
  const said = [...input, ...messages].filter(({ type, role }) => type !== "function_call_output" && role !== "tool");
  return JSON.stringify({ said, rest });
}

/** The results of tools that a call told the model. */
export function resultsIn({ body: { input = [], messages = [] } }: ModelCall): string[] {
  const results = [...input, ...messages].filter(
    ({ type, role }) => type === "function_call_output" || role === "tool",
  );
  return results.map(({ output, content }) => output ?? content);
}
