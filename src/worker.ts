import { createApp, serveTenant } from "./app";
import { parseEnv } from "./env";
import { HostingObject } from "./hosting/tenant_object";
import { dispatchDueJobs } from "./jobs/dispatch";
import { mostlyWaits, runMessages } from "./jobs/messages";
import { systemClock } from "./shared/clock";

type Env = Record<string, unknown>;

const app = createApp({ clock: systemClock, settings: parseEnv });

const platformOf = (env: Env) => ({ ...parseEnv(env), clock: systemClock });

/** The Durable Object that is an organization's database and serves its API. */
export class TenantObject extends HostingObject<Env> {
  readonly #platform = { ...platformOf(this.env), serveTenant };

  protected override platform() {
    return this.#platform;
  }
}

export default {
  fetch: app.fetch,
  async scheduled(_, env) {
    await dispatchDueJobs(platformOf(env));
  },
  async queue({ messages }, env, ctx) {
    const bodies = messages.map(({ body }) => body);
    const run = runMessages(bodies, platformOf(env));
    // The queue of a local server hands out one batch after another, and doesn't wait for this (scripts/lib/server.ts).
    if (bodies.every(mostlyWaits)) ctx.waitUntil(run);
    else await run;
  },
} satisfies ExportedHandler<Env>;
