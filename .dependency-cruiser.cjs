/**
 * The rooms of ARCHITECTURE.md as walls: what each may import of the others. A room not named in its own list is closed.
 */
const ROOMS = {
  shared: [],
  forecasting: ["shared"],
  storage: ["shared"],
  data: ["shared", "storage"],
  commands: ["shared", "storage", "data"],
  control: ["shared", "storage", "data", "commands"],
  ledger: ["shared", "storage", "data", "commands"],
  events: ["shared", "storage", "data", "commands"],
  webhooks: ["shared", "storage", "data", "commands", "events"],
  documents: ["shared", "storage", "data", "commands", "ledger"],
  http: ["shared", "storage", "data", "commands", "control"],
  platform: ["shared", "storage", "data", "commands", "control", "http"],
  admin: ["shared", "storage", "data", "commands", "control", "http", "jobs"],
  resources: [
    "shared",
    "storage",
    "data",
    "commands",
    "ledger",
    "documents",
    "events",
    "webhooks",
    "http",
    "forecasting",
  ],
  tools: ["shared", "storage", "data", "commands", "ledger", "documents", "http", "forecasting", "resources"],
  questions: ["shared", "storage", "data", "commands", "http", "resources", "tools", "model"],
  model: ["shared", "data", "commands", "tools"],
  mcp: ["shared", "data", "commands", "http", "tools"],
  jobs: [
    "shared",
    "storage",
    "data",
    "commands",
    "ledger",
    "documents",
    "events",
    "webhooks",
    "control",
    "resources",
    "forecasting",
  ],
  client: [],
  site: ["client"],
  hosting: ["shared", "storage", "data", "commands", "control", "http", "jobs"],
};

const walls = Object.entries(ROOMS).map(([room, open]) => ({
  name: `walls-of-${room}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: [`^src/${room}/`, ...open.map((other) => `^src/${other}/`)] },
}));

module.exports = {
  forbidden: [
    ...walls,
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "tables-know-only-the-vocabulary",
      severity: "error",
      from: { path: "^drizzle/" },
      to: { path: "^src/", pathNot: "^src/shared/" },
    },
    {
      name: "stock-is-the-ledgers",
      comment: "Only the ledger touches the tables of stock; everyone else reads the views.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/ledger/" },
      to: { path: "^drizzle/tenant/stock" },
    },
    {
      name: "ledger-is-entered-by-its-door",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/ledger/" },
      to: { path: "^src/ledger/", pathNot: "^src/ledger/index\\.ts$" },
    },
    {
      name: "directory-is-controls",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(control|admin)/" },
      to: { path: "^drizzle/control/" },
    },
    {
      name: "resources-share-what-they-read",
      comment:
        "Of another resource, only its queries, references, schemas, events and effects (statements that write its rows).",
      severity: "error",
      from: { path: "^src/resources/([^/]+)/", pathNot: "^src/resources/integrations/(apply|refund)\\.ts$" },
      to: {
        path: "^src/resources/",
        pathNot: ["^src/resources/$1/", "^src/resources/[^/]+/(queries|references|effects|events|schemas)\\.ts$"],
      },
    },
    {
      name: "integrations-run-commands",
      comment:
        "What a sender wants to have done becomes the same commands that a client sends: these, in the commit that records the message.",
      severity: "error",
      from: { path: "^src/resources/integrations/(apply|refund)\\.ts$" },
      to: {
        path: "^src/resources/",
        pathNot: [
          "^src/resources/integrations/",
          "^src/resources/[^/]+/(queries|schemas)\\.ts$",
          "^src/resources/orders/(create|cancel)\\.ts$",
          "^src/resources/return_authorizations/create\\.ts$",
        ],
      },
    },
    {
      name: "hono-stays-at-the-door",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/http/", "^src/(app|worker)\\.ts$", "/(routes|schemas)\\.ts$"] },
      to: { path: "node_modules/(hono|@hono)/" },
    },
    {
      name: "drivers-stay-in-storage",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/storage/" },
      to: { path: "node_modules/@libsql/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { conditionNames: ["workerd", "import", "types", "default"] },
  },
};
