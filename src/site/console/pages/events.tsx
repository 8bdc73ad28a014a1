import { useState } from "preact/hooks";
import { aboutOf } from "../events/about";
import "../events/events.css";
import { type EventType, type FeedEvent, useFeed } from "../events/feed";
import { useSkus } from "../events/skus";
import { EVENT_TYPES } from "../events/types";
import { moment } from "../format";
import { Empty, Failed } from "../load";
import { hrefOf, type Route } from "../router";
import { useSession } from "../session";
import { Skeleton } from "../skeleton";
import { Source } from "../source";

const ALL = EVENT_TYPES.flatMap(({ types }) => types);
const typeOf = (given: string | null): EventType | "" => ALL.find((type) => type === given) ?? "";

/** What happens, as it happens, newest first. */
export function EventsPage({ route }: { route: Route }) {
  const type = typeOf(route.query.get("type"));
  const [isPaused, setPaused] = useState(false);
  const { state, isLate, reload } = useFeed(type, isPaused);
  return (
    <>
      <h1>Events</h1>
      <div class="row filters">
        <label>
          Type{" "}
          <select
            value={type}
            onChange={(event) => {
              location.hash = hrefOf(["events"], { type: event.currentTarget.value });
            }}
          >
            <option value="">All</option>
            {EVENT_TYPES.map(({ kind, types }) => (
              <optgroup key={kind} label={kind.replaceAll("_", " ")}>
                {types.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <button type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {isPaused ? "Continue" : "Pause"}
        </button>
        <span role="status" class={isLate ? "late" : "muted"}>
          {statusOf(isPaused, isLate)}
        </span>
      </div>
      {state.status === "loading" ? <Skeleton of={["list"]} /> : null}
      {state.status === "failed" ? <Failed error={state.error} retry={reload} /> : null}
      {state.status === "ready" ? <Feed events={state.events} isFiltered={type !== ""} /> : null}
    </>
  );
}

function statusOf(isPaused: boolean, isLate: boolean): string {
  if (isPaused) return "Paused";
  return isLate ? "The API can't be reached just now. Trying again…" : "Live";
}

function Feed({ events, isFiltered }: { events: FeedEvent[]; isFiltered: boolean }) {
  const skus = useSkus(events.flatMap(({ data }) => (typeof data.variant_id === "string" ? data.variant_id : [])));
  if (events.length === 0) {
    return (
      <Empty title={isFiltered ? "No event of this type" : "Nothing has happened yet"}>
        <p>Each change of stock and documents appears here by itself, and stays for 30 days.</p>
      </Empty>
    );
  }
  return (
    <ol class="rows feed">
      {events.map((event) => (
        <FeedRow key={event.id} event={event} skus={skus} />
      ))}
    </ol>
  );
}

function FeedRow({ event, skus }: { event: FeedEvent; skus: ReadonlyMap<string, string> }) {
  const { organization } = useSession();
  const { label, href, path } = aboutOf(event, skus);
  return (
    <li>
      <time class="muted" dateTime={event.created_at}>
        {moment(event.created_at, organization.timezone)}
      </time>
      <span class="type">{event.type}</span>
      <span class="about">
        {href ? <a href={href}>{label}</a> : label}
        {path ? <Source path={path} label="Show" about={label} /> : null}
      </span>
      <span class="muted">{event.actor_type ? `by ${event.actor_type.replaceAll("_", " ")}` : ""}</span>
    </li>
  );
}
