import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { type Shape, Skeleton } from "./skeleton";

type State<T> = { status: "loading" } | { status: "failed"; error: Error } | { status: "ready"; value: T };

/** What is being loaded, and how to load it again. */
export type Loading<T> = State<T> & { reload(): void };

/** Loads what a page shows, again whenever one of `inputs` changes. What is late is dropped. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, inputs: readonly unknown[]): Loading<T> {
  const [state, setState] = useState<State<T>>({ status: "loading" });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setState({ status: "loading" });
    load(abort.signal).then(
      (value) => !abort.signal.aborted && setState({ status: "ready", value }),
      (error) => !abort.signal.aborted && setState({ status: "failed", error }),
    );
    return () => abort.abort();
  }, [...inputs, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}

type LoadedProps<T> = { of: Loading<T>; shape: readonly Shape[]; children: (value: T) => ComponentChildren };

/** Shows what was loaded; before, its shape; and if it failed, why and a way to try again. */
export function Loaded<T>({ of, shape, children }: LoadedProps<T>) {
  if (of.status === "ready") return <>{children(of.value)}</>;
  if (of.status === "loading") return <Skeleton of={shape} />;
  return <Failed error={of.error} retry={of.reload} />;
}

export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div class="notice critical" role="alert">
      <p>{error.message}</p>
      {retry ? (
        <button type="button" onClick={retry}>
          Try again
        </button>
      ) : null}
    </div>
  );
}

/** What a page shows where there is nothing: why, and what to do. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
