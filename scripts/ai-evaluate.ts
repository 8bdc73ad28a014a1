import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const USAGE = `Asks the questions of the evaluation (docs/questions.md), and prints how many were answered right, by kind.

npm run ai:evaluate -- [--set seen|unseen|all] [--model ID [--base-url URL] [--api responses|chat]]

  --set       which half of the questions (default: all)
  --model     asks a model what the built-in engine does not understand; its key is OPENAI_API_KEY`;

const { values } = parseArgs({
  options: {
    set: { type: "string", default: "all" },
    model: { type: "string" },
    "base-url": { type: "string", default: "https://api.openai.com/v1" },
    api: { type: "string", default: "responses" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const { set } = values;
if (!["seen", "unseen", "all"].includes(set)) throw new Error(`--set is seen, unseen or all, not ${set}.`);
if (!["responses", "chat"].includes(values.api)) throw new Error(`--api is responses or chat, not ${values.api}.`);
if (values.model && !process.env.OPENAI_API_KEY) throw new Error("A model needs its key: set OPENAI_API_KEY.");

const settings = {
  sets: set === "all" ? ["seen", "unseen"] : [set],
  model: values.model ? { model: values.model, base_url: values["base-url"], api: values.api } : null,
};
const run = spawnSync("vitest", ["run", "--project", "d1", "test/ai/evaluation.test.ts"], {
  stdio: "inherit",
  env: { ...process.env, EVALUATION: JSON.stringify(settings) },
});
process.exitCode = run.status ?? 1;
