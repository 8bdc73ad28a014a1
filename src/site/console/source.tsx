import { useId, useState } from "preact/hooks";
import { Loaded, useLoad } from "./load";
import { sendRaw } from "./raw";
import "./source.css";

const MOST_ROWS = 20;

/** A button that loads a path of the API and shows what it returns in place. */
export function Source({ path, label = "Show source", about }: { path: string; label?: string; about: string }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div class="source">
      <button
        type="button"
        class="link"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={`${isOpen ? "Hide source" : label}: ${about}`}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? "Hide source" : label}
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen ? <SourceValue path={path} /> : null}
      </div>
    </div>
  );
}

function SourceValue({ path }: { path: string }) {
  const value = useLoad((signal) => sendRaw(path, { signal }), [path]);
  return (
    <>
      <code class="path">GET {path}</code>
      <Loaded of={value} shape={["text"]}>
        {({ data }) => <Value of={data} />}
      </Loaded>
    </>
  );
}

/** Any value of the API, as nested lists. */
function Value({ of }: { of: unknown }) {
  if (of === null || of === undefined || of === "") return <span class="muted">none</span>;
  if (typeof of !== "object") return <span>{String(of)}</span>;
  if (Array.isArray(of)) {
    if (of.length === 0) return <span class="muted">none</span>;
    return (
      <ol class="values">
        {of.slice(0, MOST_ROWS).map((one, index) => (
          <li key={index}>
            <Value of={one} />
          </li>
        ))}
        {of.length > MOST_ROWS ? <li class="muted">and {of.length - MOST_ROWS} more</li> : null}
      </ol>
    );
  }
  return (
    <dl class="values">
      {Object.entries(of).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Value of={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
