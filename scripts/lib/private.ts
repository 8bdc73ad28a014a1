import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";

/** Makes a directory that only this user can enter, also if it was there before. */
export function makePrivateDirectory(path: string) {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  restrict(path, 0o700);
}

/** Makes a file readable to this user only, if there is one. */
export function makePrivateFile(path: string) {
  if (existsSync(path)) restrict(path, 0o600);
}

/** Sets the mode of what this user owns. A directory that is shared by design, such as /tmp, stays as it is. */
function restrict(path: string, mode: number) {
  const { uid, mode: current } = statSync(path);
  const shared = (current & 0o1000) !== 0;
  if (uid === process.getuid?.() && !shared) chmodSync(path, mode);
}
