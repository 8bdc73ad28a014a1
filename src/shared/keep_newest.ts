/** Keeps a value as the newest one of a memory of at most so many, which forgets the oldest ones for it. */
export function keepNewest<T>(memory: Map<string, T>, key: string, value: T, most: number): void {
  memory.delete(key);
  for (const oldest of memory.keys()) {
    if (memory.size < most) break;
    memory.delete(oldest);
  }
  memory.set(key, value);
}
