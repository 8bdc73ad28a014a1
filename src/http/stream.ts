import { type Exchange, logFailure } from "./respond";

/**
 * The pieces of a text, the first of which has been produced: what fails until then is refused as ever, and not by a response
 * that breaks off.
 */
export async function begun(pieces: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const first = await pieces.next();
  return (async function* () {
    try {
      if (first.done) return;
      yield first.value;
      yield* pieces;
    } finally {
      await pieces.return(undefined);
    }
  })();
}

/**
 * Sends pieces of a text, each of which is produced when the client takes it; no more of them once the client has gone. A
 * failure breaks the response off, so that the client sees that it is incomplete, and is logged.
 */
export function streamOf(exchange: Exchange, pieces: AsyncGenerator<string>): ReadableStream {
  const encoder = new TextEncoder();
  let is_cancelled = false;

  async function next(): Promise<IteratorResult<string>> {
    try {
      return await pieces.next();
    } catch (error) {
      logFailure(exchange, error);
      throw error;
    }
  }

  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await next();
        if (is_cancelled) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        is_cancelled = true;
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
