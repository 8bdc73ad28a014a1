import { useState } from "preact/hooks";
import type { RowOf } from "../../../client";
import { moment, quantity, signed } from "../format";
import { Empty, Loaded, useLoad } from "../load";
import { NumberHeads } from "../number_heads";
import { Scroller } from "../scroller";
import { useSession } from "../session";
import { Steps } from "./steps";

type Entry = RowOf<"listLedgerEntries">;
type Place = { location_id: string; location_name: string };

/** How many of the latest entries are drawn. */
const ENTRIES = 100;

/** Stock on hand at one location as a step line, and what has caused each step. */
export function LedgerOf({ variant_id, places }: { variant_id: string; places: readonly Place[] }) {
  const { api } = useSession();
  const [location_id, setLocation] = useState(places[0]?.location_id ?? "");
  const entries = useLoad(
    async (signal) => {
      const filters = { variant_id, location_id, order: "desc" as const, per_page: ENTRIES };
      return (await api.listLedgerEntries(filters, { signal })).data.toReversed();
    },
    [api, variant_id, location_id],
  );
  if (places.length === 0) return <Empty title="It was never in stock" />;
  return (
    <>
      <p>
        <label class="row">
          Location
          <select value={location_id} onChange={(event) => setLocation(event.currentTarget.value)}>
            {places.map((place) => (
              <option key={place.location_id} value={place.location_id}>
                {place.location_name}
              </option>
            ))}
          </select>
        </label>
      </p>
      <Loaded of={entries} shape={["chart", "text", "table"]}>
        {(found) => (
          <>
            <Steps entries={found.filter(({ on_hand_change }) => on_hand_change !== 0)} />
            {found.length > 0 ? <Causes entries={found.toReversed()} /> : null}
          </>
        )}
      </Loaded>
    </>
  );
}

function Causes({ entries }: { entries: Entry[] }) {
  const { organization } = useSession();
  return (
    <Scroller label="What changed the stock">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <NumberHeads names={["On hand", "Reserved", "On hand after"]} />
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td class="when">{moment(entry.occurred_at, organization.timezone)}</td>
              <td>
                {entry.type.replaceAll("_", " ")}
                <div class="muted small">{entry.reason ?? entry.reference_type?.replaceAll("_", " ")}</div>
              </td>
              <td class="number">{entry.on_hand_change === 0 ? "" : signed(entry.on_hand_change)}</td>
              <td class="number">{entry.reserved_change === 0 ? "" : signed(entry.reserved_change)}</td>
              <td class="number">{quantity(entry.on_hand_after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
