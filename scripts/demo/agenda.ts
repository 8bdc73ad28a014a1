type Act = () => Promise<void>;

/** What is going to happen, in the order of time; what happens may plan more. */
export function newAgenda(setClock: (time: number) => void) {
  const acts = new Map<number, Act[]>();
  return {
    plan(at: number, act: Act) {
      acts.set(at, [...(acts.get(at) ?? []), act]);
    },
    /** Lives until `end`, one thing after the other, as the ledger's times must rise; what is planned for later stays undone. */
    async live(end: number) {
      for (let at = Math.min(...acts.keys()); at <= end; at = Math.min(...acts.keys())) {
        const now = acts.get(at) as Act[];
        acts.delete(at);
        setClock(at);
        for (const act of now) await act();
      }
    },
  };
}

export type Agenda = ReturnType<typeof newAgenda>;
