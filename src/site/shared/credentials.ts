const NAME = "stockbook.api_key";

/**
 * The API key that this browser uses: one for the console and the playground. A key in the address (`#key=sb_live_…`) is kept for
 * this tab and taken out of the address at once, so that it is in no history and no bookmark.
 */
export function currentKey(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) {
    rememberKey(given, false);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return sessionStorage.getItem(NAME) ?? localStorage.getItem(NAME);
}

/** Keeps a key in this browser: until the tab is closed, or until it is forgotten. */
export function rememberKey(key: string, stay: boolean): void {
  forgetKey();
  (stay ? localStorage : sessionStorage).setItem(NAME, key);
}

export function forgetKey(): void {
  for (const storage of [sessionStorage, localStorage]) storage.removeItem(NAME);
}
