type Task = () => Promise<void>;

/** A schedule of tasks by simulated time. A task may schedule others. */
export function newAgenda(setClock: (time: number) => void) {
  const tasks = new Map<number, Task[]>();
  return {
    schedule(time: number, task: Task) {
      tasks.set(time, [...(tasks.get(time) ?? []), task]);
    },
    /**
     * Runs the tasks up to `end`, one at a time and in order of time, because the ledger's times must not decrease.
     * Tasks scheduled for later do not run.
     */
    async runUntil(end: number) {
      for (let time = Math.min(...tasks.keys()); time <= end; time = Math.min(...tasks.keys())) {
        const due = tasks.get(time) ?? [];
        tasks.delete(time);
        setClock(time);
        for (const task of due) await task();
      }
    },
  };
}

export type Agenda = ReturnType<typeof newAgenda>;
