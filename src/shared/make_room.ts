/** Forgets the oldest entries of a memory that holds `most` of them already, and only as many as it takes. */
export function makeRoom(memory: Map<string, unknown>, most: number): void {
  for (const oldest of memory.keys()) {
    if (memory.size < most) return;
    memory.delete(oldest);
  }
}
