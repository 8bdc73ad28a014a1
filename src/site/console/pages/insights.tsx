import { useState } from "preact/hooks";
import { type DataOf, newIdempotencyKey } from "../../../client";
import { useAttempt } from "../attempt";
import { Confirm } from "../confirm";
import { moment, money } from "../format";
import "../insights/insights.css";
import { Empty, Failed, Loaded, useLoad } from "../load";
import { sendRaw } from "../raw";
import { hrefOf } from "../router";
import { useSession } from "../session";
import { Source } from "../source";
import { Writes } from "../writes";

type Insight = DataOf<"getInsight">;

const URGENCY: Insight["severity"][] = ["critical", "warning", "info"];

/** What the organization should look at, most urgent first, with its evidence and what to do. */
export function InsightsPage() {
  const { api } = useSession();
  const loaded = useLoad(
    async (signal) => {
      const found = URGENCY.map((severity) =>
        api.listInsights({ status: ["open"], severity: [severity], per_page: 100 }, { signal }),
      );
      return (await Promise.all(found)).flatMap(({ data }) => data);
    },
    [api],
  );
  return (
    <>
      <h1>Insights</h1>
      <Loaded of={loaded} shape={["cards"]}>
        {(insights) => <Insights insights={insights.filter(({ dismissed_at }) => dismissed_at === null)} />}
      </Loaded>
    </>
  );
}

function Insights({ insights }: { insights: Insight[] }) {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const left = insights.filter(({ id }) => !gone.has(id));
  if (left.length === 0) {
    return (
      <Empty title="Nothing needs your attention">
        <p>
          Insights are computed once a day from stock, sales and purchases, and appear here by themselves. Meanwhile,{" "}
          <a href={hrefOf(["questions"])}>ask a question</a>.
        </p>
      </Empty>
    );
  }
  return (
    <ul class="insights">
      {left.map((insight) => (
        <li key={insight.id}>
          <InsightCard insight={insight} onGone={() => setGone(new Set([...gone, insight.id]))} />
        </li>
      ))}
    </ul>
  );
}

function InsightCard({ insight, onGone }: { insight: Insight; onGone(): void }) {
  const { api, organization } = useSession();
  const { attempt, failure } = useAttempt();
  const dismiss = () =>
    attempt(async () => {
      await api.dismissInsight({ id: insight.id });
      onGone();
    });
  return (
    <article class={`insight ${insight.severity}`} aria-labelledby={`title-${insight.id}`}>
      <p class="row">
        <span class={`badge ${insight.severity}`}>{insight.severity}</span>
        {insight.impact ? (
          <span>
            <strong>{money(insight.impact.amount, insight.impact.currency)}</strong> at stake
          </span>
        ) : null}
        <span class="muted">since {moment(insight.first_seen_at, organization.timezone)}</span>
      </p>
      <h2 id={`title-${insight.id}`}>{insight.title}</h2>
      <p>{insight.detail}</p>
      <p class="row">
        {insight.variant_id ? <a href={hrefOf(["variants", insight.variant_id])}>Open the item</a> : null}
        {insight.lot_id ? <a href={hrefOf(["lots", insight.lot_id])}>Open the lot</a> : null}
      </p>
      <details>
        <summary>Evidence ({insight.evidence.length})</summary>
        <ul class="evidence">
          {insight.evidence.map(({ metric, value, unit, source }) => (
            <li key={`${metric} ${source}`}>
              {metric.replaceAll("_", " ")}: <strong>{String(value)}</strong> {unit ?? ""}
              <Source path={source} about={metric.replaceAll("_", " ")} />
            </li>
          ))}
        </ul>
      </details>
      {insight.suggested_action ? <SuggestedAction action={insight.suggested_action} /> : null}
      {failure ? <Failed error={failure} /> : null}
      <p class="row">
        <Writes>
          {(offer) => (
            <button type="button" class="quiet" aria-label={`Dismiss: ${insight.title}`} {...offer(dismiss)}>
              Dismiss
            </button>
          )}
        </Writes>
      </p>
    </article>
  );
}

/** What to do, and where it is a request, a button that sends it once it was shown. */
function SuggestedAction({ action }: { action: NonNullable<Insight["suggested_action"]> }) {
  const [key, setKey] = useState<string | null>(null);
  const { attempt, busy, failure } = useAttempt();
  const [done, setDone] = useState<string | null>(null);
  const { method, path, body, text } = action;
  const send = () =>
    attempt(async () => {
      if (!method || !path || !key) return;
      const { data } = await sendRaw(path, { method, idempotency_key: key, ...(body ? { body } : {}) });
      const { number } = Object(data) as { number?: string };
      setDone(number ? `Done: ${number}.` : "Done.");
      setKey(null);
    });
  return (
    <div class="action">
      <p>{text}</p>
      {method && path && !done ? (
        <p class="row">
          <Writes>
            {(offer) => (
              <button
                type="button"
                class="primary"
                aria-label={`Do this: ${text}`}
                {...offer(() => setKey(newIdempotencyKey()))}
              >
                Do this…
              </button>
            )}
          </Writes>
        </p>
      ) : null}
      <p role="status">{done}</p>
      {key ? (
        <Confirm title="Send this request?" confirm="Send" busy={busy} onConfirm={send} onCancel={() => setKey(null)}>
          <p>{text}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reached by keyboard */}
          <pre tabIndex={0}>
            {method} {path}
            {body ? `\n${JSON.stringify(body, null, 2)}` : ""}
          </pre>
          {failure ? <Failed error={failure} /> : null}
        </Confirm>
      ) : null}
    </div>
  );
}
