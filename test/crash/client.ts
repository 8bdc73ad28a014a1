import { setTimeout as sleep } from "node:timers/promises";

export type Answer = { status: number; text: string; replayed: boolean };
/** A write as it was sent, and its answer where one came before the server died. */
export type Write = { key: string; path: string; body: unknown; answer: Answer | null };

/** Where the server is at the moment: it comes back at the same place after each kill. */
export type Target = { url: string; api_key: string };

/** Whether an answer stands for good under its key: not that of a server in trouble, nor of a race lost for the moment. */
export function isLasting(answer: Answer | null): answer is Answer {
  return answer !== null && answer.status < 500 && !/"code":"(conflict|idempotency_in_flight)"/.test(answer.text);
}

/** Sends a write; null where the connection broke before the whole answer was there. */
export async function send(
  { url, api_key }: Target,
  { key, path, body }: Omit<Write, "answer">,
): Promise<Answer | null> {
  try {
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${api_key}`, "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, replayed: response.headers.get("Idempotent-Replayed") === "true" };
  } catch {
    return null;
  }
}

/** Sends a write again, with its key, until it is answered for good. */
export async function repeat(target: Target, write: Write): Promise<Answer> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const answer = await send(target, write);
    if (isLasting(answer)) return answer;
    await sleep(100);
  }
  throw new Error(`POST ${write.path} under ${write.key} got no lasting answer after the restart`);
}

/** Reads one resource or collection. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the path answers
export async function get({ url, api_key }: Target, path: string): Promise<any> {
  const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${api_key}` } });
  if (response.status !== 200) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Reads a whole list by its cursor. */
export async function getAll<T>(target: Target, path: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { data: T[]; meta: { next_cursor: string | null } } = await get(
      target,
      `${path}?per_page=100${cursor && `&cursor=${cursor}`}`,
    );
    found.push(...page.data);
    cursor = page.meta.next_cursor;
  }
  return found;
}
