type Task = { time: number; order: number; run: () => unknown };

/** What is to be done when, by days and hours of Auckland; `work` moves the clock from one task to the next. */
export function createAgenda(clock: { now: Date }) {
  const tasks: Task[] = [];
  let order = 0;

  function moveTo(time: number) {
    clock.now = new Date(Math.max(time, clock.now.getTime() + 1));
  }

  return {
    moveTo,
    add(day: string, hour: number, run: () => unknown) {
      order += 1;
      tasks.push({ time: timeOf(day, hour), order, run });
    },
    async work() {
      for (;;) {
        tasks.sort((a, b) => a.time - b.time || a.order - b.order);
        const task = tasks.shift();
        if (!task) return;
        moveTo(task.time);
        await task.run();
      }
    },
  };
}

/** When summer time begins or ends in Auckland, and how many hours it is ahead of UTC from then on. */
const OFFSETS = [
  ["2025-04-05T14:00:00Z", 12],
  ["2025-09-27T14:00:00Z", 13],
  ["2026-04-04T14:00:00Z", 12],
  ["2026-09-26T14:00:00Z", 13],
] as const;

function timeOf(day: string, hour: number): number {
  const local = Date.parse(day) + hour * 3_600_000;
  const offset = OFFSETS.findLast(([from, hours]) => local - hours * 3_600_000 >= Date.parse(from))?.[1] ?? 12;
  return local - offset * 3_600_000;
}
