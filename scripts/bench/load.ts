import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import type { Send } from "./scenarios.ts";

export type Client = {
  /** Sends a request and answers the text of its response; anything but success is an error. */
  request(method: "GET" | "POST" | "PATCH", path: string, body?: string): Promise<string>;
  close(): Promise<void>;
};

/** Keeps so many connections to a server open, each with one request at a time. */
export function openClient(url: string, connections: number, headers: Record<string, string> = {}): Client {
  const pool = new Pool(url, { connections, pipelining: 1 });
  return {
    async request(method, path, body) {
      const response = await pool.request({ method, path, headers, body: body ?? null });
      const text = await response.body.text();
      if (response.statusCode >= 400)
        throw new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`);
      return text;
    },
    close: () => pool.close(),
  };
}

/** Sends requests to the API with a key. */
export function openApi(url: string, connections: number, key: string): { send: Send; close: () => Promise<void> } {
  const client = openClient(url, connections, { Authorization: `Bearer ${key}`, "Content-Type": "application/json" });
  const send: Send = async (method, path, body) => {
    const text = await client.request(method, path, body === undefined ? undefined : JSON.stringify(body));
    return JSON.parse(text).data;
  };
  return { send, close: client.close };
}

export type Rate = { per_second: number; failures: string[] };

/** Repeats `run` for so many seconds, always so many at once and at most so often, and answers how many succeeded each second. */
export async function rateOf(
  run: () => Promise<unknown>,
  connections: number,
  seconds: number,
  most = Number.POSITIVE_INFINITY,
): Promise<Rate> {
  const began = performance.now();
  const end = began + seconds * 1000;
  const failures: string[] = [];
  let started = 0;
  const repeat = async () => {
    while (started < most && (started === 0 || performance.now() < end)) {
      started += 1;
      await run().catch((error) => failures.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: connections }, repeat));
  return { per_second: (started - failures.length) / ((performance.now() - began) / 1000), failures };
}

/** Lets a database finish what it does after a load, such as a checkpoint, before something else is measured. */
export const settle = () => sleep(50);
