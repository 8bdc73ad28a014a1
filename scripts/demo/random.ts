/** A pseudorandom generator that repeats its sequence for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function newRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    /** An integer between `from` and `to`, both included. */
    integer,
    /** True with a probability given in percent. */
    percent: (probability: number) => next() * 100 < probability,
    pick: <T>(choices: readonly T[]): T => choices[integer(0, choices.length - 1)] as T,
    /** One of `choices`, with a probability proportional to its weight. */
    weighted<T>(choices: readonly T[], weightOf: (choice: T) => number): T {
      let rest = next() * choices.reduce((sum, choice) => sum + weightOf(choice), 0);
      for (const choice of choices) {
        rest -= weightOf(choice);
        if (rest < 0) return choice;
      }
      return choices.at(-1) as T;
    },
  };
}

export type Random = ReturnType<typeof newRandom>;
