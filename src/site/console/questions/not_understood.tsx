type Details = { examples?: string[]; candidates?: { kind: string; id: string; name: string }[] };

/** A question that was not understood: why, what is understood instead, and what a name in it may have meant. */
export function NotUnderstood({
  error,
  question,
  ask,
}: {
  error: Error;
  question: string;
  ask(question: string): void;
}) {
  const { errors } = error as { errors?: { details?: Details }[] };
  const { examples = [], candidates = [] } = errors?.[0]?.details ?? {};
  return (
    <>
      <p class="notice warning">{error.message}</p>
      {candidates.length > 0 ? (
        <p class="row">
          Which one?
          {candidates.map(({ kind, id, name }) => (
            <button key={`${kind} ${id}`} type="button" class="suggestion" onClick={() => ask(naming(question, name))}>
              {name} <span class="muted">{kind.replaceAll("_", " ")}</span>
            </button>
          ))}
        </p>
      ) : null}
      {examples.length > 0 ? (
        <p class="row">
          For example:
          {examples.map((example) => (
            <button key={example} type="button" class="suggestion" onClick={() => ask(example)}>
              {example}
            </button>
          ))}
        </p>
      ) : null}
    </>
  );
}

/** The question with a whole name in the place of the words that may have meant it. */
function naming(question: string, name: string): string {
  const words = new Set(wordsOf(name));
  const meant = question.split(/(\s+)/);
  const first = meant.findIndex((word) => isPartOf(word, words));
  if (first < 0) return `${question} ${name}`;
  let last = first;
  while (last + 2 < meant.length && isPartOf(meant[last + 2] ?? "", words)) last += 2;
  return [...meant.slice(0, first), name, ...meant.slice(last + 1)].join("");
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const isPartOf = (word: string, words: ReadonlySet<string>) => {
  const own = wordsOf(word);
  return own.length > 0 && own.every((part) => words.has(part) || words.has(part.replace(/s$/, "")));
};
