import { DatabaseUnavailable } from "../port";

export type Reply = { status: number; ok: boolean; text: string };

const PATIENCE_MS = 20_000;

/** Asks a service that makes databases. One that can't be reached, or is out of order, is 503 `unavailable`. */
export async function reach(url: string, init: RequestInit): Promise<Reply> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await response.text();
    if (response.status !== 429 && response.status < 500) return { status: response.status, ok: response.ok, text };
    throw new Error(`${new URL(url).host} answered ${response.status}: ${text.slice(0, 200)}`);
  } catch (error) {
    throw new DatabaseUnavailable(error, false);
  }
}
