import { env } from "cloudflare:test";
import { parseEnv } from "../../src/env";
import { HostingObject, type ObjectPlatform } from "../../src/hosting/tenant_object";
import type { Deployment } from "../../src/shared/deployment";
import { engineProviders } from "../../src/storage/engines/all";
import type { Engine } from "../../src/storage/port";
import worker from "../../src/worker";

type Surroundings = Omit<ObjectPlatform, "databases" | "queue" | "deployment"> & { deployment?: Deployment };

/** What each of a test file's applications gives its requests, by the name that they carry into an object. */
const surroundings = new Map<string, Surroundings>();
const HEADER = "Test-Application";

/** The surroundings of alarms, which no application sends. */
let of_alarms: Surroundings | undefined;

/** Lets alarms run with the clock and engine of an application, until the next one is made. */
export function setSurroundingsOfAlarms(given: Surroundings): void {
  of_alarms = given;
}

/** This file's bindings for one application, whose clock, routes and engine its requests also have within an object. */
export function withSurroundings(given: Surroundings): Record<string, unknown> {
  const name = crypto.randomUUID();
  surroundings.set(name, given);
  const { TENANTS, ...others } = env as unknown as { TENANTS?: DurableObjectNamespace };
  return TENANTS ? { ...others, TENANTS: named(TENANTS, name) } : others;
}

/** A namespace whose objects are told which application sends a request. */
function named(objects: DurableObjectNamespace, name: string): Partial<DurableObjectNamespace> {
  return {
    idFromName: (of) => objects.idFromName(of),
    idFromString: (id) => objects.idFromString(id),
    get(id, options) {
      const stub = objects.get(id, options);
      const calls = {
        fetch(request: Request) {
          const headers = new Headers(request.headers);
          headers.set(HEADER, name);
          return stub.fetch(new Request(request, { headers }));
        },
      };
      // The methods of a stub are made when they are asked for, and can't be bound.
      return new Proxy(stub, { get: (_, method) => Reflect.get(calls, method) ?? Reflect.get(stub, method) });
    },
  };
}

/** The deployment's object, with the surroundings of the application that calls it. */
export class TenantObject extends HostingObject<Record<string, unknown>> {
  protected override platform(request: Request | null): ObjectPlatform {
    const given = request ? surroundings.get(request.headers.get(HEADER) ?? "") : of_alarms;
    if (!given) throw new Error("An object was called by no application of this test file");
    const { databases, queue, deployment } = parseEnv(this.env);
    const { wrapEngine } = given;
    const outside = engineProviders(databases).durable_object.open(this.ctx.id.toString());
    return {
      databases,
      queue,
      deployment,
      ...given,
      wrapEngine: wrapEngine && ((own) => wrapEngine(reachable(own, outside))),
    };
  }
}

/** The engine of an object, which tests that have got hold of it may use from outside as well. */
function reachable(own: Engine, outside: Engine): Engine {
  return {
    async execute(statements, mode) {
      try {
        return await own.execute(statements, mode);
      } catch (error) {
        if (!/on behalf of a different/.test(String(error))) throw error;
        return outside.execute(statements, mode);
      }
    },
  };
}

export default worker;
