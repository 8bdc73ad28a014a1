const NAMES = { active: "Active", quarantine: "Quarantined", recalled: "Recalled", exhausted: "Exhausted" };
const TONES = { active: "", quarantine: "warning", recalled: "critical", exhausted: "" };

/** A lot's state as a mark that is read as well as seen. */
export function LotStatus({ lot }: { lot: { status: keyof typeof NAMES; expired: boolean } }) {
  return (
    <span class="row">
      <span class={`badge ${TONES[lot.status]}`}>{NAMES[lot.status]}</span>
      {lot.expired ? <span class="badge critical">Expired</span> : null}
    </span>
  );
}
