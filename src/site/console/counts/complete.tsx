import { useState } from "preact/hooks";
import { newIdempotencyKey } from "../../../client";
import { useAttempt } from "../attempt";
import { Confirm } from "../confirm";
import { Failed } from "../load";
import { useSession } from "../session";
import { Writes } from "../writes";
import { Differences } from "./differences";
import type { Count } from "./find_item";

type CompleteProps = { count: Count; unsent: number; onCompleted(count: Count): void };

/** Completes a count, once its differences were shown; or cancels it. */
export function CompleteCount({ count, unsent, onCompleted }: CompleteProps) {
  const { api } = useSession();
  const [outcome, setOutcome] = useState<Count | null>(null);
  const [asZero, setAsZero] = useState(false);
  const [key, setKey] = useState("");
  const { attempt, busy, failure } = useAttempt();
  const missing = count.items.filter(({ counted_quantity }) => counted_quantity === null).length;

  const preview = (uncounted_as_zero: boolean) =>
    attempt(async () => {
      const { data } = await api.completeCycleCount({ id: count.id, body: { uncounted_as_zero }, dry_run: true });
      setAsZero(uncounted_as_zero);
      setKey(newIdempotencyKey());
      setOutcome(data);
    });
  const complete = () =>
    attempt(async () => {
      const body = { uncounted_as_zero: asZero };
      const { data } = await api.completeCycleCount({ id: count.id, body }, { idempotency_key: key });
      setOutcome(null);
      onCompleted(data);
    });
  return (
    <div class="complete">
      {failure && !outcome ? <Failed error={failure} /> : null}
      <Writes>
        {(offer) => (
          <button type="button" class="big" disabled={busy || unsent > 0} {...offer(() => preview(false))}>
            Review and complete
          </button>
        )}
      </Writes>
      {unsent > 0 ? <p class="muted">Possible once everything counted has been sent.</p> : null}
      {outcome ? (
        <Confirm
          title="Complete the count?"
          confirm="Complete"
          busy={busy}
          onConfirm={complete}
          onCancel={() => setOutcome(null)}
        >
          <Differences items={outcome.items} />
          {missing > 0 ? (
            <label class="check">
              <input
                type="checkbox"
                checked={asZero}
                disabled={busy}
                onChange={(event) => preview(event.currentTarget.checked)}
              />{" "}
              Count the {missing} missing items as 0 (otherwise they are left alone)
            </label>
          ) : null}
          {failure ? <Failed error={failure} /> : null}
        </Confirm>
      ) : null}
    </div>
  );
}
