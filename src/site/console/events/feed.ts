import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { StockbookClient } from "../../../client";
import { useSession } from "../session";

type Listed = Awaited<ReturnType<StockbookClient["listEvents"]>>;
export type FeedEvent = Listed["data"][number];
export type EventType = FeedEvent["type"];

const EVERY_MS = 3_000;
const PER_PAGE = 50;
const MOST_KEPT = 500;

type Feed = { events: FeedEvent[]; cursor: string };
type State = { status: "loading" } | { status: "failed"; error: Error } | { status: "ready"; events: FeedEvent[] };

/** The newest events, newest first, and where to go on from. */
async function readEnd(api: StockbookClient, some: { type?: EventType[] }, signal: AbortSignal): Promise<Feed> {
  const { meta } = await api.listEvents({ ...some, per_page: 1 }, { signal });
  const last = Math.max(1, Math.ceil((meta.total ?? 0) / PER_PAGE));
  const [before, end] = await Promise.all([
    last > 1 ? api.listEvents({ ...some, page: last - 1, per_page: PER_PAGE }, { signal }) : null,
    api.listEvents({ ...some, page: last, per_page: PER_PAGE }, { signal }),
  ]);
  const events = [...(before?.data ?? []), ...end.data].reverse();
  return { events, cursor: end.meta.resume_cursor ?? "" };
}

/** Follows the feed of events while the page is visible and not paused. */
export function useFeed(type: EventType | "", isPaused: boolean) {
  const { api } = useSession();
  const [state, setState] = useState<State>({ status: "loading" });
  const [isLate, setLate] = useState(false);
  const [round, setRound] = useState(0);
  const feed = useRef<Feed | null>(null);

  useEffect(() => {
    const abort = new AbortController();
    feed.current = null;
    setState({ status: "loading" });
    readEnd(api, type ? { type: [type] } : {}, abort.signal).then(
      (read) => {
        if (abort.signal.aborted) return;
        feed.current = read;
        setState({ status: "ready", events: read.events });
      },
      (error) => !abort.signal.aborted && setState({ status: "failed", error }),
    );
    return () => abort.abort();
  }, [api, type, round]);

  useEffect(() => {
    if (isPaused) return;
    const abort = new AbortController();
    let isAsking = false;
    const ask = async () => {
      const known = feed.current;
      if (!known || isAsking || document.hidden) return;
      isAsking = true;
      try {
        const more = await readOn(api, type, known.cursor, abort.signal);
        if (!abort.signal.aborted && feed.current === known) {
          feed.current = { events: [...more.events, ...known.events].slice(0, MOST_KEPT), cursor: more.cursor };
          if (more.events.length > 0) setState({ status: "ready", events: feed.current.events });
          setLate(false);
        }
      } catch {
        if (!abort.signal.aborted) setLate(true);
      }
      isAsking = false;
    };
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      abort.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [api, type, isPaused]);

  return { state, isLate, reload: useCallback(() => setRound((before) => before + 1), []) };
}

/** What follows a cursor, newest first. */
async function readOn(api: StockbookClient, type: EventType | "", cursor: string, signal: AbortSignal): Promise<Feed> {
  const some = type ? { type: [type] } : {};
  const { data, meta } = await api.listEvents({ ...some, per_page: 100, ...(cursor ? { cursor } : {}) }, { signal });
  return { events: data.toReversed(), cursor: meta.resume_cursor ?? cursor };
}
