import type { RowOf } from "../../../client";
import { date, quantity } from "../format";
import { Empty, Loaded, useLoad } from "../load";
import { NoLots } from "../lots/no_lots";
import { hrefOf } from "../router";
import { useSession } from "../session";

type Alert = RowOf<"listExpiryAlerts">;

const DAYS = 90;

/** The lots that have expired or will, by week. */
export function ExpiryPage() {
  const { organization } = useSession();
  return (
    <>
      <h1>Expiry</h1>
      {organization.modules.includes("traceability") ? <Calendar /> : <NoLots />}
    </>
  );
}

function Calendar() {
  const { api } = useSession();
  const alerts = useLoad(
    async (signal) => {
      const all: Alert[] = [];
      for await (const alert of api.listExpiryAlerts.each({ days: DAYS, per_page: 100 }, { signal })) all.push(alert);
      return all;
    },
    [api],
  );
  return (
    <Loaded of={alerts} shape={["text", "tiles", "text", "tiles"]}>
      {(all) =>
        all.length === 0 ? (
          <Empty title="Nothing expires">
            <p>
              No lot with stock expires within {DAYS} days. Lots get their expiry dates when they are{" "}
              <a href="/docs/lots">received or produced</a>.
            </p>
          </Empty>
        ) : (
          weeksOf(all).map(([title, lots]) => <Week key={title} title={title} lots={lots} />)
        )
      }
    </Loaded>
  );
}

/** The lots of each week, the expired ones first: weeks of seven days from today on. */
function weeksOf(alerts: readonly Alert[]): [string, Alert[]][] {
  const titleOf = ({ days_until_expiry: days }: Alert) => {
    if (days < 0) return "Expired";
    if (days < 7) return "Within a week";
    return days < 14 ? "Next week" : `In ${Math.floor(days / 7)} weeks`;
  };
  return Object.entries(Object.groupBy(alerts, titleOf)) as [string, Alert[]][];
}

function Week({ title, lots }: { title: string; lots: Alert[] }) {
  return (
    <section aria-label={title}>
      <h2>
        {title} <span class={title === "Expired" ? "badge critical" : "badge"}>{lots.length}</span>
      </h2>
      <ul class="tiles">
        {lots.map((lot) => (
          <li key={lot.id}>
            <a href={hrefOf(["lots", lot.id])}>
              {lot.sku} · {lot.lot_number}
            </a>
            <strong>{quantity(lot.quantity_on_hand)}</strong>
            <span class="muted small">
              {date(lot.expiry_date)}, {daysOf(lot.days_until_expiry)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function daysOf(days: number): string {
  if (days === 0) return "today";
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
  return days < 0 ? `${count} ago` : `in ${count}`;
}
