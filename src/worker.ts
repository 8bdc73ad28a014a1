import { createApp, serveTenant } from "./app";
import { parseEnv } from "./env";
import { HostingObject } from "./hosting/tenant_object";
import { runDueJobs } from "./jobs/run";
import { systemClock } from "./shared/clock";

type Env = Record<string, unknown>;

const app = createApp({ clock: systemClock, settings: parseEnv });

/** The Durable Object that is an organization's database and serves its API. */
export class TenantObject extends HostingObject<Env> {
  readonly #platform = { clock: systemClock, databases: parseEnv(this.env).databases, serveTenant };

  protected override platform() {
    return this.#platform;
  }
}

export default {
  fetch: app.fetch,
  scheduled: ({ cron }, env) => runDueJobs(cron, { databases: parseEnv(env).databases, clock: systemClock }),
} satisfies ExportedHandler<Env>;
