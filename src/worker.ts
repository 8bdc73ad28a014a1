import { createApp } from "./app";
import { parseEnv } from "./env";
import { runDueJobs } from "./jobs/run";
import { systemClock } from "./shared/clock";

const app = createApp({ clock: systemClock, settings: parseEnv });

export default {
  fetch: app.fetch,
  scheduled: ({ cron }, env) => runDueJobs(cron, { databases: parseEnv(env).databases, clock: systemClock }),
} satisfies ExportedHandler<Record<string, unknown>>;
