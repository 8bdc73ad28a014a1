import type { DataOf } from "../../../client";
import { date, moment, money, quantity } from "../format";
import { Scroller } from "../scroller";
import { useSession } from "../session";
import { Source } from "../source";

type Answered = DataOf<"askQuestion">;
type Column = Answered["columns"][number];

/** An answer: in words, what the question was taken to mean, the rows, and the evidence. */
export function Answer({ answer }: { answer: Answered }) {
  const { organization } = useSession();
  return (
    <>
      <p class="said">{answer.answer}</p>
      <p class="muted">
        Taken to mean: {answer.interpretation} As of {moment(answer.as_of, organization.timezone)}, by{" "}
        {answer.engine === "builtin" ? "the built-in engine" : answer.engine}.
      </p>
      {answer.warnings.map((warning) => (
        <p key={warning} class="notice warning">
          {warning}
        </p>
      ))}
      {answer.rows.length > 0 ? <Rows answer={answer} /> : null}
      {answer.evidence.map(({ source, tool }) => (
        <Source key={source} path={source} label="Show evidence" about={tool.replaceAll("_", " ")} />
      ))}
    </>
  );
}

function Rows({ answer: { columns, rows, total, truncated, interpretation } }: { answer: Answered }) {
  const cell = useCell();
  return (
    <>
      <Scroller label={interpretation}>
        <table class="list">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col" class={isNumber(column) ? "number" : ""}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column.key} class={isNumber(column) ? "number" : ""}>
                    {cell(column, (row as Record<string, unknown>)[column.key])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {truncated ? (
        <p class="muted">
          The first {rows.length} of {total}.
        </p>
      ) : null}
    </>
  );
}

const isNumber = ({ type }: Column) => ["quantity", "number", "money", "percent"].includes(type);

function useCell() {
  const { organization } = useSession();
  return ({ type }: Column, value: unknown): string => {
    if (value === null || value === undefined) return "–";
    if (typeof value === "number") {
      return String(type) === "money" ? money(value, organization.currency) : quantity(value);
    }
    const text = String(value);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return date(text);
    return /^\d{4}-\d{2}-\d{2}T/.test(text) ? moment(text, organization.timezone) : text;
  };
}
