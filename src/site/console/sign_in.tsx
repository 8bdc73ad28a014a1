import { useState } from "preact/hooks";

type SignInProps = { onKey(key: string, stay: boolean): void; refusal?: string };

/** Asks for the API key. It stays in this browser. */
export function SignIn({ onKey, refusal }: SignInProps) {
  const [key, setKey] = useState("");
  const [stay, setStay] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    onKey(key.trim(), stay);
  };
  return (
    <main id="main" class="sign-in">
      <h1>Stockbook console</h1>
      {refusal ? (
        <p class="notice critical" role="alert">
          {refusal}
        </p>
      ) : null}
      <form onSubmit={submit}>
        <label>
          API key
          <input
            type="password"
            autocomplete="off"
            required
            value={key}
            placeholder="sb_live_…"
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        </label>
        <label class="check">
          <input type="checkbox" checked={stay} onChange={(event) => setStay(event.currentTarget.checked)} />
          Keep it in this browser
        </label>
        <button type="submit">Open</button>
      </form>
      <p class="muted">
        The key is kept in this browser only and sent to this server only. It needs the scope read; to write, write.
      </p>
    </main>
  );
}
