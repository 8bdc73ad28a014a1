import { inject } from "vitest";

/** How a receiver answers one request: 200 and nothing else, unless it says otherwise. */
export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** Waits before it answers. */
  delay_ms?: number;
  /** Never answers. */
  hang?: boolean;
  /** Breaks the connection instead of answering. */
  reset?: boolean;
  /** Sends the body letter by letter, with this pause after each. */
  drip_ms?: number;
  /** Sends a body of so many bytes. */
  bytes?: number;
};

/** A request that a receiver has got; `at_once` is how many it was answering at that moment, this one included. */
export type Received = { method: string; path: string; headers: Record<string, string>; body: string; at_once: number };

/**
 * Opens a new path on the test's HTTP server. Its requests get `answers` one after the other, and all further ones the last of them.
 *
 *     const receiver = await openReceiver({ status: 500 }, { status: 200 });
 *     … url: receiver.url …
 *     expect(await receiver.received()).toHaveLength(2);
 */
export async function openReceiver(...answers: Answer[]) {
  const at = inject("receiver_url");
  const id = crypto.randomUUID();
  const receiver = {
    url: `${at}/hook/${id}`,
    /** Sets what it answers from now on. */
    async answer(...next: Answer[]): Promise<void> {
      await (await fetch(`${at}/script/${id}`, { method: "PUT", body: JSON.stringify(next) })).text();
    },
    /** All that it has got, oldest first. */
    async received(): Promise<Received[]> {
      return (await fetch(`${at}/log/${id}`)).json();
    },
  };
  await receiver.answer(...answers);
  return receiver;
}
