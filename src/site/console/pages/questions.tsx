import { useRef, useState } from "preact/hooks";
import type { DataOf } from "../../../client";
import { Empty, Failed } from "../load";
import { Answer } from "../questions/answer";
import { NotUnderstood } from "../questions/not_understood";
import "../questions/questions.css";
import { useSession } from "../session";
import { Skeleton } from "../skeleton";

type Answered = DataOf<"askQuestion">;
type Turn = { id: number; question: string; outcome: { answer: Answered } | { error: Error } | null };

const EXAMPLES = [
  "What is low on stock?",
  "Best sellers of last month",
  "Which purchase orders are late?",
  "What is our stock worth?",
];

/** A box for questions, and the conversation so far, newest first. */
export function QuestionsPage() {
  const { api } = useSession();
  const [turns, setTurns] = useState<Turn[]>([]);
  const [text, setText] = useState("");
  const conversation = useRef<string | undefined>(undefined);
  const isAsking = turns.some(({ outcome }) => outcome === null);

  const ask = async (question: string) => {
    if (!question.trim() || isAsking) return;
    const id = turns.length;
    const settle = (outcome: Turn["outcome"]) =>
      setTurns((before) => before.map((turn) => (turn.id === id ? { ...turn, outcome } : turn)));
    setText("");
    setTurns((before) => [{ id, question, outcome: null }, ...before]);
    try {
      const conversation_id = conversation.current;
      const { data } = await api.askQuestion({ body: { question, ...(conversation_id ? { conversation_id } : {}) } });
      conversation.current = data.conversation_id;
      settle({ answer: data });
    } catch (error) {
      settle({ error: error instanceof Error ? error : new Error(String(error)) });
    }
  };
  const begin = () => {
    conversation.current = undefined;
    setTurns([]);
  };
  return (
    <div class="questions">
      <h1>Questions</h1>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          ask(text);
        }}
      >
        <label class="field">
          {turns.length === 0 ? "Ask about your stock" : "Ask on, for example “and last week?”"}
          <input
            value={text}
            maxLength={1000}
            autocomplete="off"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary" disabled={isAsking}>
          Ask
        </button>
      </form>
      {turns.length === 0 ? (
        <Empty title="Nothing asked yet">
          <p>Ask in plain words, or begin with one of these:</p>
          <Suggestions of={EXAMPLES} ask={ask} />
        </Empty>
      ) : (
        <button type="button" class="quiet" onClick={begin}>
          New conversation
        </button>
      )}
      <div aria-live="polite" aria-busy={isAsking}>
        {turns.map(({ id, question, outcome }) => (
          <article key={id} class="turn">
            <h2>{question}</h2>
            {outcome === null ? <Skeleton of={["text", "table"]} says="Looking it up…" /> : null}
            {outcome && "answer" in outcome ? <Answer answer={outcome.answer} /> : null}
            {outcome && "error" in outcome ? <Refusal error={outcome.error} question={question} ask={ask} /> : null}
          </article>
        ))}
      </div>
    </div>
  );
}

function Refusal({ error, question, ask }: { error: Error; question: string; ask(question: string): void }) {
  const { code } = error as { code?: string };
  if (code === "not_understood") return <NotUnderstood error={error} question={question} ask={ask} />;
  return <Failed error={error} retry={() => ask(question)} />;
}

function Suggestions({ of, ask }: { of: readonly string[]; ask(question: string): void }) {
  return (
    <p class="row">
      {of.map((question) => (
        <button key={question} type="button" class="suggestion" onClick={() => ask(question)}>
          {question}
        </button>
      ))}
    </p>
  );
}
