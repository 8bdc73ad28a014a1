import { serveTenant } from "../../src/app";
import { parseEnv } from "../../src/env";
import { HostingObject } from "../../src/hosting/tenant_object";
import { newClient } from "./client";
import { demoClock } from "./clock";
import { seed } from "./seed";

/** The object that hosts the demo organization, at the demo's time. */
export class TenantObject extends HostingObject<Record<string, unknown>> {
  readonly #platform = { ...parseEnv(this.env), clock: demoClock, serveTenant };

  protected override platform() {
    return this.#platform;
  }
}

/** Creates the demo organization on the databases it is bound to. Run by scripts/start.ts, never deployed. */
export default {
  async fetch(request, env, context) {
    if (request.method !== "POST" || new URL(request.url).pathname !== "/seed") {
      return new Response("POST /seed", { status: 404 });
    }
    try {
      return Response.json(await seed(newClient(env, context), Date.now()));
    } catch (error) {
      return new Response(error instanceof Error ? error.message : String(error), { status: 500 });
    }
  },
} satisfies ExportedHandler<Record<string, unknown> & { ADMIN_TOKEN: string }>;
