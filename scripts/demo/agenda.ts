type Entry = { at: number; act: () => Promise<void> };

/** What is going to happen, in the order of time; what happens may plan more. */
export function newAgenda(setClock: (time: number) => void) {
  const entries: Entry[] = [];
  return {
    plan(at: number, act: Entry["act"]) {
      const after = entries.findLastIndex((entry) => entry.at <= at);
      entries.splice(after + 1, 0, { at, act });
    },
    /** Lives until `end`; what is planned for later stays undone. */
    async live(end: number) {
      for (let entry = entries.shift(); entry && entry.at <= end; entry = entries.shift()) {
        setClock(entry.at);
        await entry.act();
      }
    },
  };
}

export type Agenda = ReturnType<typeof newAgenda>;
