import { useState } from "preact/hooks";
import { type DataOf, newIdempotencyKey } from "../../../client";
import { useAttempt } from "../attempt";
import { Confirm } from "../confirm";
import { quantity } from "../format";
import { Failed } from "../load";
import { useSession } from "../session";
import { Writes } from "../writes";

type Changed = DataOf<"updateLot">;
type Lot = DataOf<"getLot">;
type Action = "quarantine" | "release" | "recall";

const ACTIONS: Record<Action, { label: string; says: string }> = {
  quarantine: {
    label: "Quarantine",
    says: "It is held back: it can be neither reserved, shipped nor consumed until it is released.",
  },
  release: { label: "Release", says: "It can be reserved, shipped and consumed again." },
  recall: {
    label: "Recall",
    says: "It can be neither reserved, shipped nor consumed. The recall list says whom to call.",
  },
};

const POSSIBLE: Record<Lot["status"], Action[]> = {
  active: ["quarantine", "recall"],
  exhausted: ["quarantine", "recall"],
  quarantine: ["release", "recall"],
  recalled: ["release"],
};

/** The buttons that change a lot's state. Each shows first what it would do. */
export function LotActions({ lot, onChanged }: { lot: Lot; onChanged(changed: Changed): void }) {
  const { api } = useSession();
  const [planned, setPlanned] = useState<{ action: Action; outcome: Changed; key: string } | null>(null);
  const { attempt, busy, failure } = useAttempt();
  const [note, setNote] = useState("");

  const plan = (action: Action) =>
    attempt(async () => {
      const { data } = await api.updateLot({ id: lot.id, body: { status: action }, dry_run: true });
      setPlanned({ action, outcome: data, key: newIdempotencyKey() });
    });
  const carryOut = ({ action, key }: NonNullable<typeof planned>) =>
    attempt(async () => {
      const body = { status: action, ...(note.trim() ? { note: note.trim() } : {}) };
      const { data } = await api.updateLot(
        { id: lot.id, body },
        { idempotency_key: key, if_match: `"${lot.version}"` },
      );
      setPlanned(null);
      onChanged(data);
    });

  return (
    <div class="lot-actions no-print">
      <p class="row">
        <Writes>
          {(offer) =>
            POSSIBLE[lot.status].map((action) => (
              <button
                key={action}
                type="button"
                class={action === "recall" ? "danger" : ""}
                disabled={busy}
                {...offer(() => plan(action))}
              >
                {ACTIONS[action].label}
              </button>
            ))
          }
        </Writes>
      </p>
      {failure && !planned ? <Failed error={failure} /> : null}
      {planned ? (
        <Confirm
          title={`${ACTIONS[planned.action].label} lot ${lot.lot_number}?`}
          confirm={ACTIONS[planned.action].label}
          critical={planned.action === "recall"}
          busy={busy}
          onConfirm={() => carryOut(planned)}
          onCancel={() => setPlanned(null)}
        >
          <p>{ACTIONS[planned.action].says}</p>
          <Affected by={planned.outcome} will />
          <label class="field">
            Note
            <input value={note} maxLength={255} onInput={(event) => setNote(event.currentTarget.value)} />
          </label>
          {failure ? <Failed error={failure} /> : null}
        </Confirm>
      ) : null}
    </div>
  );
}

/** The orders and batches that lose their reservation of the lot. */
export function Affected({ by, will = false }: { by: Changed; will?: boolean }) {
  const rows = [
    ...by.orders.map((one) => ({ ...one, id: one.order_id, what: "Order" })),
    ...by.production_batches.map((one) => ({ ...one, id: one.production_batch_id, what: "Batch" })),
  ];
  if (rows.length === 0) return <p class="muted">No order or batch {will ? "has" : "had"} any of it reserved.</p>;
  return (
    <>
      <p>{will ? "These lose their reservation of it:" : "These lost their reservation of it:"}</p>
      <ul class="affected">
        {rows.map((row) => (
          <li key={row.id}>
            {row.what} {row.number}: {quantity(row.quantity)} (then {row.status.replaceAll("_", " ")})
          </li>
        ))}
      </ul>
    </>
  );
}
