import { createClient, type InValue } from "@libsql/client/web";
import { understand } from "../failures";
import type { Engine } from "../port";

export type LibsqlAddress = { url: string; auth_token?: string | undefined; namespace?: string | undefined };

const COST = /[^\\]"rows_read":(\d+),"rows_written":(\d+)/g;

/**
 * A libSQL database behind the port: one HTTP request an execution. The client does not hand on what a statement
 * cost, so the response it reads is read here as well.
 */
export function libsqlEngine(address: LibsqlAddress): Engine {
  return {
    async execute(statements, mode) {
      let answer = "";
      const client = createClient({
        url: address.url,
        ...(address.auth_token ? { authToken: address.auth_token } : {}),
        fetch: async (request: Request) => {
          const headers = new Headers(request.headers);
          if (address.namespace) headers.set("x-namespace-bin", btoa(address.namespace).replace(/=+$/, ""));
          const response = await fetchOnceThere(new Request(request, { headers }));
          answer = await response.text();
          return new Response(answer, { status: response.status, headers: response.headers });
        },
      });
      try {
        const results = await client.batch(
          statements.map(({ sql, params }) => ({ sql, args: params as InValue[] })),
          mode,
        );
        // The first step of the answer is BEGIN, then come ours.
        const costs = [...answer.matchAll(COST)].slice(1);
        return results.map((result, at) => ({
          rows: result.rows.map((row) => result.columns.map((_, column) => row[column])),
          rows_read: Number(costs[at]?.[1] ?? 0),
          rows_written: Number(costs[at]?.[2] ?? 0),
        }));
      } catch (error) {
        throw understand(error);
      } finally {
        client.close();
      }
    },
  };
}

const TRIES = 6;

/**
 * A libSQL server that is just making a namespace, or fetching one back into memory, answers 404 for a moment. It has done
 * nothing then, so asking again is safe, for writes as well.
 */
async function fetchOnceThere(request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(request.clone());
    if (response.status !== 404 || attempt === TRIES) return response;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 15 * 2 ** attempt));
  }
}
