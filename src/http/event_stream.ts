import { toRefusal } from "../commands/refusals";
import { type Exchange, errorBody, logFailure } from "./respond";

/** Sends an event of a response that is streamed. Where the client did not ask for events, it does nothing. */
export type Emit = (event: string, data: object) => void;

export const EVENT_STREAM = "text/event-stream";

/** True if a request accepts server-sent events, and names them before any other form. */
export function prefersEvents(accept: string | undefined): boolean {
  const forms = (accept ?? "").split(",").map((form) => form.split(";")[0]?.trim().toLowerCase());
  return forms.find((form) => form === EVENT_STREAM || form === "application/json" || form === "*/*") === EVENT_STREAM;
}

/** The events of a response, collected while the work that they come from runs. */
export function openEvents(exchange: Exchange) {
  const waiting: string[] = [];
  let wake = () => {};
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const emit: Emit = (event, data) => {
    waiting.push(textOf(event, JSON.stringify(data)));
    begin();
    wake();
  };

  /** The events as text, and last the one that `working` results in, or the `error` that it is refused with. */
  function send(working: Promise<string>): AsyncGenerator<string> {
    let is_over = false;
    // Not left until somebody reads: it may be refused before.
    const last = working
      .catch((error) => refused(refusalText(exchange, error)))
      .finally(() => {
        is_over = true;
        wake();
      });
    return (async function* () {
      while (!is_over || waiting.length > 0) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
      yield last;
    })();
  }

  return { emit, begun, send };
}

/** The last event of a response: the data that the JSON response has. */
export function answered(data: unknown): string {
  return textOf("answer", JSON.stringify(data));
}

/** The last event of a response, or what takes its place: the body of a refusal. */
export function refused(body: string): string {
  return textOf("error", body);
}

function textOf(event: string, json: string): string {
  return `event: ${event}\ndata: ${json}\n\n`;
}

function refusalText(exchange: Exchange, error: unknown): string {
  const refusal = toRefusal(error);
  if (refusal.status >= 500) logFailure(exchange, error);
  return errorBody(refusal, exchange.request_id);
}
