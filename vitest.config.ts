import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { unstable_readConfig } from "wrangler";

/** More tenant databases than one test file needs: test/support/reset.ts empties them before each file. */
const pool = Array.from({ length: 40 }, (_, index) => `TENANT_${String(index + 1).padStart(3, "0")}`);

const suite = ["test/**/*.test.ts"];
/** Tests in plain Node: of what starts real servers, and of the sources themselves. */
const node = [
  ...["test/scripts/**/*.test.ts", "test/client/**/*.test.ts", "test/tidy.test.ts"],
  "test/storage/engines/libsql_streams.test.ts",
];
/** Tests of pages in a browser, on a real server. */
const pages = ["test/site/**/*.test.ts"];
/** Tests that reach no database: once is enough. */
const pure = [
  "test/shared/**/*.test.ts",
  "test/webhooks/{addresses,destinations}.test.ts",
  "test/forecasting/**/*.test.ts",
  "test/model/{claims,plain_text,tool_schema}.test.ts",
  "test/ledger/allocation.test.ts",
  "test/documents/lines.test.ts",
  "test/http/{csv,openapi,messages,schemas}.test.ts",
  "test/resources/forecasts/chart.test.ts",
  "test/resources/production_batches/scale.test.ts",
  "test/resources/insights/weeks.test.ts",
  "test/resources/variants/{gs1,gtin}.test.ts",
  "test/webhooks/schedule.test.ts",
  "test/questions/{times,answers,conversation,interpret,lexicon}.test.ts",
  "test/tools/names/{words,typos,plurals}.test.ts",
  "test/tools/parameters.test.ts",
];
/** Tests of what only a libSQL server has, or only a Durable Object. */
const of_libsql = ["test/**/*.libsql.test.ts"];
const of_objects = ["test/**/*.durable_object.test.ts"];

/** Tests that send no SQL of a resource: once is enough, on whichever engine (docs/decisions/0031-what-each-engine-repeats.md). */
const without_sql = [
  "test/http/!(whole_list).test.ts",
  "test/platform/**/*.test.ts",
  "test/admin/api_keys/**/*.test.ts",
  "test/mcp/**/*.test.ts",
];
/** The evaluation of questions, of which the figures are the same on each engine: once is enough. */
const evaluation = ["test/ai/**/*.test.ts"];
/** What an object repeats: all that depends on how requests and commits reach the database, and every route once. */
const of_transport = [
  ...["hosting", "webhooks", "commands", "control", "admin", "storage", "ledger", "invariants"].map(
    (folder) => `test/${folder}/**/*.test.ts`,
  ),
  // Messages reach an object's own routes by way of one of them.
  "test/mcp/serve.test.ts",
  // An object's response passes through the gateway while it is written.
  "test/http/event_stream.test.ts",
  // Webhooks reach an object without an API key.
  "test/resources/integrations/deliveries.test.ts",
];

/** The worker as wrangler.toml describes it, but with bindings of our own: what .dev.vars holds must not change a test. */
const { compatibility_date, compatibility_flags } = unstable_readConfig({ config: "wrangler.toml" });
const worker = (bindings: Record<string, string>) => ({
  main: "test/support/hosting.ts",
  miniflare: {
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
    modulesRules: [{ type: "Text" as const, include: ["**/*.sql", "**/*.txt"] }],
    d1Databases: ["DIRECTORY", ...pool],
    // Nobody consumes its messages by itself: tests do, at the time of their own clocks.
    queueProducers: { JOBS: "stockbook-jobs" },
    durableObjects: { TENANTS: { className: "TenantObject", useSQLite: true } },
    bindings: {
      ADMIN_TOKEN: "test-admin-token-0123456789",
      SECRETS_KEY: Buffer.alloc(32, "a key of the tests").toString("base64"),
      ALLOW_PRIVATE_WEBHOOKS: "true",
      ...bindings,
    },
  },
});

/**
 * Test files share a runtime: starting one, and loading the program into it, takes longer than most files run. What a file
 * could notice of another is in the databases, which are emptied before each file.
 */
const shared = {
  isolate: false,
  setupFiles: ["test/support/reset.ts"],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  provide: { thorough: process.env.WALKS === "full", evaluation: evaluationOf(process.env) },
  globalSetup: ["test/support/receiver.ts", "test/support/model_server.ts"],
};

/** Which questions are asked, and of which engine: all and the built-in one, unless `scripts/ai-evaluate.ts` says otherwise. */
function evaluationOf({ EVALUATION, OPENAI_API_KEY }: NodeJS.ProcessEnv) {
  const { sets = ["seen", "unseen"], model } = JSON.parse(EVALUATION ?? "{}");
  return {
    sets,
    model: model ? { ...model, api_key: OPENAI_API_KEY } : null,
    is_reported: EVALUATION !== undefined,
  };
}

export default defineConfig({
  test: {
    /** A runtime uses one core; the other would be left idle on a machine of two. */
    maxWorkers: 2,
    projects: [
      {
        plugins: [cloudflareTest(worker({ ENGINE: "d1" }))],
        test: { ...shared, name: "d1", include: suite, exclude: [...node, ...pages, ...of_libsql, ...of_objects] },
      },
      {
        plugins: [cloudflareTest(worker({ ENGINE: "durable_object" }))],
        test: {
          ...shared,
          name: "durable_object",
          include: of_transport,
          exclude: [...node, ...pages, ...pure, ...of_libsql],
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) =>
            worker({
              ENGINE: "libsql",
              LIBSQL_URL: inject("libsql_url"),
              LIBSQL_ADMIN_URL: inject("libsql_admin_url"),
              LIBSQL_AUTH_TOKEN: inject("libsql_auth_token"),
              LIBSQL_ADMIN_AUTH_KEY: inject("libsql_admin_auth_key"),
            }),
          ),
        ],
        test: {
          ...shared,
          name: "libsql",
          include: suite,
          exclude: [...node, ...pages, ...pure, ...without_sql, ...evaluation, ...of_objects],
          globalSetup: [...shared.globalSetup, "test/support/sqld.ts"],
        },
      },
      {
        test: {
          ...{ name: "site", include: pages, testTimeout: 120_000, hookTimeout: 120_000 },
          // As long as Playwright's own waits: a busy machine draws late.
          expect: { poll: { timeout: 30_000 } },
          globalSetup: ["test/support/browser_server.ts"],
        },
      },
      {
        test: { name: "node", include: node, testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
