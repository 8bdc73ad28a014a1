import { whileNotServed } from "../retry";

/** A database, and the token with which its streams are opened. */
export type LibsqlAddress = { url: string; auth_token?: string | undefined; namespace?: string | undefined };

type PipelineRequest = { type: string; sql_id?: number };

/** The response to one request of a pipeline; that to a batch has the results of its steps. */
export type PipelineResult = {
  type: string;
  response?: { type: string; is_autocommit?: boolean; result?: { step_results: (StepResult | null)[] } };
};

/** What one statement brought; each value says of which type it is. */
export type StepResult = {
  rows: { type: string; value?: string | number; base64?: string }[][];
  rows_read: number;
  rows_written: number;
};

type Pipeline = { baton: string | null; requests: PipelineRequest[] };
type Answer = { baton: string | null; base_url: string | null; results: PipelineResult[] };

/** A stream that is open at the server, or about to be. While a request uses it, it has no baton. */
type Stream = { owner: string; url: string; baton: string | null; opened: number; used: number };

/** sqld closes a stream that has not been used for ten seconds. */
const IDLE_MS = 8_000;
/** A stream outlives its database if that is deleted and made again at once, so none is used for long. */
const AGE_MS = 60_000;
/** sqld has 128 connections unless told otherwise, for the requests of all isolates. */
const MOST_STREAMS = 32;
const MOST_STREAMS_OF_A_DATABASE = 16;

/** The open streams of this isolate. One whose request was aborted is never given back, and soon counts as idle for too long. */
const streams = new Set<Stream>();
/** Until then no stream is kept, since a server had no connection left for a new one. */
let scarce_until = 0;

/**
 * A `fetch` for `@libsql/client` that keeps the stream of a request open and uses it for later ones on the same database: the
 * server opens a connection and parses the whole schema for each new stream. By the protocol
 * (https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_3_SPEC.md), a stream is continued by the baton of its last
 * response: a string, which unlike a socket can outlive the request that received it. `read` gets the results first.
 */
export function keepStreams(address: LibsqlAddress, read: (results: PipelineResult[]) => void) {
  const owner = JSON.stringify([address.url, address.namespace, address.auth_token]);
  return async (request: Request): Promise<Response> => {
    const { requests } = await request.json<Pipeline>();
    const headers = new Headers(request.headers);
    if (address.namespace) headers.set("x-namespace-bin", btoa(address.namespace).replace(/=+$/, ""));
    // Version 3 is version 2 with more requests, of which `get_autocommit` is needed.
    const url = request.url.replace(/v2\/pipeline$/, "v3/pipeline");
    const { stream, baton } = takeStream(owner, url);
    try {
      const is_kept = streams.has(stream);
      const response = await send(stream, { url, headers, baton }, is_kept ? withoutClosing(requests) : requests);
      if (!response.ok) {
        streams.delete(stream);
        return response;
      }
      const answer = await response.json<Answer>();
      if (is_kept) await giveBack(stream, headers, answer);
      const results = answer.results.slice(0, requests.length - 1);
      read(results);
      return answered([...results, { type: "ok", response: { type: "close" } }]);
    } catch (error) {
      streams.delete(stream);
      throw error;
    }
  };
}

/** An idle stream and its baton, or a new one. It is to be closed if it is none of `streams`. */
function takeStream(owner: string, url: string): { stream: Stream; baton: string | null } {
  const now = Date.now();
  for (const stream of streams) if (now - stream.used >= IDLE_MS) streams.delete(stream);
  const own = [...streams].filter((stream) => stream.owner === owner);
  const stream = own.findLast(({ baton }) => baton !== null) ?? { owner, url, baton: null, opened: now, used: now };
  const has_room = streams.has(stream) || (streams.size < MOST_STREAMS && own.length < MOST_STREAMS_OF_A_DATABASE);
  if (has_room && now >= scarce_until && now - stream.opened < AGE_MS) streams.add(stream);
  else streams.delete(stream);
  const { baton } = stream;
  stream.baton = null;
  stream.used = now;
  return { stream, baton };
}

type Destination = { url: string; headers: Headers; baton: string | null };

/** Sends requests on an open stream, and on a new one if there is none or the server does not have it any more. */
async function send(stream: Stream, { url, headers, baton }: Destination, requests: PipelineRequest[]) {
  if (baton !== null) {
    const response = await post({ url: stream.url, headers, baton }, requests);
    if (!(await isUnknownStream(response))) return response;
    await response.body?.cancel();
    forgetOthers(stream);
    stream.url = url;
    stream.opened = Date.now();
  }
  return whileNotServed(async () => {
    const response = await post({ url, headers, baton: null }, requests);
    if (response.status === 429) scarce_until = Date.now() + IDLE_MS;
    return response;
  });
}

function post({ url, headers, baton }: Destination, requests: PipelineRequest[]): Promise<Response> {
  return fetch(url, { method: "POST", headers, body: JSON.stringify({ baton, requests } satisfies Pipeline) });
}

/**
 * True if the server refused the baton before it ran anything: the stream was idle for too long, the server was started anew,
 * or the database is not there. (A baton that was used already proves nothing: the request may have arrived twice.)
 */
async function isUnknownStream(response: Response): Promise<boolean> {
  if (response.status === 404 || response.status === 429) return true;
  if (response.status !== 400) return false;
  return /^Received an invalid baton$|"code":"STREAM_EXPIRED"}$/.test((await response.clone().text()).trim());
}

/** What ended one stream of a database has likely ended all of them. */
function forgetOthers(stream: Stream): void {
  for (const other of streams) if (other.owner === stream.owner && other !== stream) streams.delete(other);
}

/** Instead of the stream, only the SQL texts are closed that were stored in it. */
function withoutClosing(requests: PipelineRequest[]): PipelineRequest[] {
  const stored = requests.filter(({ type }) => type === "store_sql");
  return [
    ...requests.slice(0, -1),
    ...stored.map(({ sql_id }) => ({ type: "close_sql", sql_id }) as PipelineRequest),
    { type: "get_autocommit" },
  ];
}

/**
 * Lets the next request have the stream. One is closed that is left in a transaction, as by a response that is too large, or
 * that could not begin one: sqld may give it the write lock later, and then waits until it is used or closed.
 */
async function giveBack(stream: Stream, headers: Headers, { baton, base_url, results }: Answer): Promise<void> {
  const url = URL.parse(base_url === null ? stream.url : "v3/pipeline", base_url ?? undefined);
  // The token must not leave encryption, whatever the server says.
  const can_follow = url?.protocol === new URL(stream.url).protocol;
  if (can_follow) stream.url = url.href;
  const has_begun = results.some(({ response }) => response?.result && response.result.step_results[0] !== null);
  if (can_follow && has_begun && results.at(-1)?.response?.is_autocommit === true) {
    stream.baton = baton;
    return;
  }
  streams.delete(stream);
  if (baton === null) return;
  const response = await post({ url: stream.url, headers, baton }, [{ type: "close" }]).catch(() => null);
  await response?.body?.cancel();
}

/** A response whose body has been parsed already. */
function answered(results: PipelineResult[]): Response {
  const answer: Answer = { baton: null, base_url: null, results };
  return Object.assign(new Response(), { json: async () => answer });
}
