import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

type SearchFieldProps = { label: string; value: string; onSearch(value: string): void };

const PAUSE_MS = 250;

/** A field whose text is searched for once its owner pauses. `value` is what the address says is searched for. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  // The address follows a search a moment later, when more may have been typed: only what it says of its own accord replaces the text.
  const searched = useRef(value);
  useLayoutEffect(() => {
    if (value === searched.current) return;
    searched.current = value;
    setText(value);
  }, [value]);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === searched.current) return;
    const timer = setTimeout(() => {
      searched.current = wanted;
      search.current(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
    />
  );
}
