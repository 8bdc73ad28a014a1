import { beforeAll, expect, inject, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { createTestApp, type Tenant } from "../support/app";
import { databaseOf } from "../support/databases";
import { FIRST_MOMENT, openCompany } from "./company";
import { judge, type Question, questionsIn, type Result, report, scoreOf } from "./evaluate";
import { rowsOf } from "./match";
import lines from "./questions.jsonl?raw";

declare module "vitest" {
  interface ProvidedContext {
    evaluation: {
      sets: Question["set"][];
      model: { api_key: string; base_url: string; model: string; api: "responses" | "chat" } | null;
      /** True if the scores are printed; else they are shown only with a failure. */
      is_reported: boolean;
    };
  }
}

const { sets, is_reported, model } = inject("evaluation");
const QUESTIONS = questionsIn(lines);
const MINUTE = 60_000;
/** A model may think about each question for a while. */
const PATIENCE = model ? 240 * MINUTE : 5 * MINUTE;

let tenant: Tenant;
let engine: Engine;

beforeAll(async () => {
  const app = createTestApp({
    now: FIRST_MOMENT,
    settings: (bound) => ({
      ...bound,
      deployment: { ...bound.deployment, model: model && { ...model, patience_ms: MINUTE } },
    }),
  });
  tenant = await openCompany(app);
  engine = await databaseOf(tenant.id);
}, MINUTE);

test("what is expected is SQL that finds something, by hand and not by the tools", async () => {
  const found = [];
  for (const { id, expect: expected } of QUESTIONS) {
    if ("refused" in expected) continue;
    const rows = await rowsOf(engine, expected);
    const is_whole = expected.match === "totals" ? rows.length === 1 : rows.length > 0;
    if (!is_whole || rows.some((row) => Object.values(row).includes(undefined))) found.push(id);
  }
  expect(found).toEqual([]);
});

test.each(sets)(
  "of the %s questions, at least 90 %% are answered right, none wrong, and all is proved",
  async (set) => {
    const results: Result[] = [];
    for (const question of QUESTIONS) if (question.set === set) results.push(await judge(tenant, engine, question));
    const full = report(set, results);
    if (is_reported) console.log(full);
    const said = is_reported ? set : full;
    const score = scoreOf(results);
    const unproved = results.filter((result) => result.unproved !== undefined).map(({ question }) => question.id);
    expect({ wrong: score.wrong, unproved }, said).toEqual({ wrong: 0, unproved: [] });
    expect(score.right / score.of, said).toBeGreaterThanOrEqual(0.9);
  },
  PATIENCE,
);
