import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Sqld } from "../../scripts/lib/sqld.ts";

const TURSO = {
  organization: "acme-corp",
  group: "default",
  api_token: "platform-token",
  domain: "acme-corp.turso.test",
};

/**
 * Speaks Turso's platform API as it is documented (https://docs.turso.tech/api-reference/databases), as far as Stockbook
 * uses it. Behind each database it makes a namespace of the libSQL server.
 */
export async function startTurso({
  admin_url,
  admin_auth_key,
}: Pick<Sqld, "admin_url" | "admin_auth_key">): Promise<{ url: string; stop: () => Promise<void> }> {
  const databases = new Map<string, object>();
  const path = `/v1/organizations/${TURSO.organization}/databases`;

  async function answer(request: IncomingMessage): Promise<[status: number, body: object]> {
    if (request.headers.authorization !== `Bearer ${TURSO.api_token}`) return [401, { error: "invalid token" }];
    const name = request.url?.slice(path.length + 1) ?? "";
    if (request.method === "GET" && request.url?.startsWith(`${path}/`)) {
      const database = databases.get(name);
      return database
        ? [200, { database }]
        : [404, { error: `could not find database with name ${name}: record not found` }];
    }
    if (request.method !== "POST" || request.url !== path) return [404, { error: "no such path" }];
    const wanted = JSON.parse(await text(request)) as {
      name: string;
      group: string;
    };
    if (!/^[a-z0-9-]{1,64}$/.test(wanted.name)) return [400, { error: "invalid database name" }];
    if (wanted.group !== TURSO.group) return [400, { error: "group not found" }];
    if (databases.has(wanted.name)) return [409, { error: `database with name ${wanted.name} already exists` }];
    await fetch(`${admin_url}/v1/namespaces/${wanted.name}/create`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Basic ${admin_auth_key}` },
      body: "{}",
    });
    const database = { DbId: crypto.randomUUID(), Hostname: `${wanted.name}-${TURSO.domain}`, Name: wanted.name };
    databases.set(wanted.name, { ...database, group: wanted.group, type: "logical" });
    return [200, { database }];
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request);
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}
