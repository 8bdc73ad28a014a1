import { DatabaseUnavailable } from "./port";

/**
 * What may be sent again, and when:
 *
 * - a read, once, after a lost connection (`resendOnce`);
 * - a commit, once, after a lost connection, if it records an idempotency key: one that did arrive refuses its repetition
 *   (`resendOnce`);
 * - any statement that sqld refused with 404 or 429, since nothing has run yet (`whileNotServed`);
 * - any statement on a stream that the server no longer has, likewise, on a new stream (`src/storage/engines/libsql_streams.ts`);
 * - a command whose commit lost a race, by deciding it again (`src/commands/attempts.ts`).
 *
 * Everything else is reported: whether a commit took effect is then unknown to the server, but not to a client with a key.
 */
export async function resendOnce<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof DatabaseUnavailable && error.worth_a_retry) return send();
    throw error;
  }
}

const TRIES_WHILE_NOT_SERVED = 8;

/**
 * sqld returns 404 while it creates or reloads a namespace, and 429 while it serves as many requests as it can; nothing has
 * run yet, so retrying is safe for writes as well.
 */
export async function whileNotServed(send: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await send();
    if (![404, 429].includes(response.status) || attempt === TRIES_WHILE_NOT_SERVED) return response;
    await response.body?.cancel();
    await wait((10 + Math.random() * 10) * 2 ** Math.min(attempt, 6));
  }
}

/** Waits for so many milliseconds. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
