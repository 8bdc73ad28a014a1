import { useState } from "preact/hooks";
import { useAttempt } from "../attempt";
import { CountPage } from "../counts/count";
import "../counts/counts.css";
import { startCount } from "../counts/start";
import { moment } from "../format";
import { Empty, Failed, Loaded, useLoad } from "../load";
import { hrefOf, type Route } from "../router";
import { useSession } from "../session";
import { Writes } from "../writes";

/** Cycle counts: the open ones, a new one, and the page on which one is counted: `#/counts/cc_…`. */
export function CountsPage({ route }: { route: Route }) {
  const [id] = route.rest;
  return id ? <CountPage key={id} id={id} /> : <CountList />;
}

function CountList() {
  const { api, organization } = useSession();
  const loaded = useLoad(
    async (signal) => {
      const [counts, locations] = await Promise.all([
        api.listCycleCounts({ status: ["draft", "in_progress"], per_page: 50 }, { signal }),
        api.listLocations({ status: ["active"], per_page: 100 }, { signal }),
      ]);
      return { counts: counts.data, locations: locations.data };
    },
    [api],
  );
  return (
    <div class="counts">
      <h1>Counts</h1>
      <Loaded of={loaded} shape={["text", "list"]}>
        {({ counts, locations }) => (
          <>
            <section aria-labelledby="open-counts">
              <h2 id="open-counts">Open</h2>
              {counts.length === 0 ? <p class="muted">No count is open.</p> : null}
              <ul class="cards">
                {counts.map((count) => (
                  <li key={count.id}>
                    <a href={hrefOf(["counts", count.id])}>
                      <strong>{locations.find(({ id }) => id === count.location_id)?.name ?? "A location"}</strong>
                      <span class="muted">
                        {count.number}, {count.items_count} items, {moment(count.created_at, organization.timezone)}
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
            {locations.length === 0 ? (
              <Empty title="There is no location to count">
                <p>
                  Create one in the <a href="/playground">playground</a>. Then it can be counted here.
                </p>
              </Empty>
            ) : (
              <NewCount locations={locations} />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

function NewCount({ locations }: { locations: { id: string; name: string }[] }) {
  const { api } = useSession();
  const [location_id, setLocation] = useState(locations[0]?.id ?? "");
  const [isBlind, setBlind] = useState(true);
  const { attempt, busy, failure } = useAttempt();
  const [created, setCreated] = useState<string | null>(null);

  const start = () =>
    attempt(async () => {
      const id = created ?? (await api.createCycleCount({ body: { location_id, blind: isBlind } })).data.id;
      setCreated(id);
      await startCount(api, id);
      location.hash = hrefOf(["counts", id]);
    });
  return (
    <section aria-labelledby="new-count">
      <h2 id="new-count">New count</h2>
      <form class="new-count" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          Location
          <select value={location_id} onChange={(event) => setLocation(event.currentTarget.value)}>
            {locations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input type="checkbox" checked={isBlind} onChange={(event) => setBlind(event.currentTarget.checked)} /> Blind:
          nobody sees expected quantities until the end
        </label>
        {failure ? <Failed error={failure} /> : null}
        <Writes>
          {(offer) => (
            <button type="submit" class="primary big" disabled={busy} {...offer(start)}>
              {busy ? "Starting…" : "Start counting"}
            </button>
          )}
        </Writes>
      </form>
    </section>
  );
}
