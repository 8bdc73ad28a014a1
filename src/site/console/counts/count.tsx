import { useEffect, useState } from "preact/hooks";
import type { StockbookClient } from "../../../client";
import { useAttempt } from "../attempt";
import { Empty, Failed, Loaded, useLoad } from "../load";
import { hrefOf } from "../router";
import { useSession } from "../session";
import { Writes } from "../writes";
import { CompleteCount } from "./complete";
import { Counting } from "./counting";
import { Differences } from "./differences";
import { type Catalogue, type Count, readCatalogue } from "./find_item";
import { ItemLists } from "./item_lists";
import { startCount } from "./start";

type Opened = { count: Count; catalogue: Catalogue; place: string };

async function open(api: StockbookClient, id: string, signal: AbortSignal): Promise<Opened> {
  const { data: count } = await api.getCycleCount({ id }, { signal });
  const [catalogue, location] = await Promise.all([
    readCatalogue(api, count.items, signal),
    api.getLocation({ id: count.location_id }, { signal }),
  ]);
  return { count, catalogue, place: location.data.name };
}

/** A count: while it is open, the controls to count with; afterwards, what it changed. */
export function CountPage({ id }: { id: string }) {
  const { api } = useSession();
  const opened = useLoad((signal) => open(api, id, signal), [api, id]);
  return (
    <div class="counts">
      <p>
        <a href={hrefOf(["counts"])}>All counts</a>
      </p>
      <Loaded of={opened} shape={["text", "list"]}>
        {(value) => <Opened opened={value} reload={opened.reload} />}
      </Loaded>
    </div>
  );
}

function Opened({ opened, reload }: { opened: Opened; reload(): void }) {
  const { catalogue, place } = opened;
  const { mayWrite } = useSession();
  const [count, setCount] = useState(opened.count);
  useEffect(() => setCount(opened.count), [opened.count]);
  return (
    <>
      <h1>Count: {place}</h1>
      {count.status === "draft" ? <Draft count={count} reload={reload} /> : null}
      {count.status === "in_progress" && mayWrite ? (
        <Counting count={count} catalogue={catalogue} onCount={setCount}>
          {(unsent) => <CompleteCount count={count} unsent={unsent} onCompleted={setCount} />}
        </Counting>
      ) : null}
      {count.status === "in_progress" && !mayWrite ? (
        <>
          <ItemLists count={count} catalogue={catalogue} entries={[]} />
          <CompleteCount count={count} unsent={0} onCompleted={setCount} />
        </>
      ) : null}
      {count.status === "cancelled" ? (
        <Empty title="This count was cancelled">
          <p>{count.cancel_reason ?? "Nothing was changed by it."}</p>
        </Empty>
      ) : null}
      {count.status === "completed" ? (
        <section role="status">
          <h2>Completed</h2>
          <Differences items={count.items} />
        </section>
      ) : null}
    </>
  );
}

function Draft({ count, reload }: { count: Count; reload(): void }) {
  const { api } = useSession();
  const { attempt, busy, failure } = useAttempt();
  const begin = () =>
    attempt(async () => {
      await startCount(api, count.id);
      reload();
    });
  return (
    <Empty title="This count is planned">
      {failure ? <Failed error={failure} /> : null}
      <Writes>
        {(offer) => (
          <button type="button" class="primary big" disabled={busy} {...offer(begin)}>
            {busy ? "Starting…" : "Start counting"}
          </button>
        )}
      </Writes>
    </Empty>
  );
}
