/** An object whose absent properties are absent, and not present with the value `undefined`. */
type WithoutUndefined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The properties that have a value: a change spread over a row then leaves the others of the row as they are. */
export function withoutUndefined<T extends object>(change: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as WithoutUndefined<T>;
}
