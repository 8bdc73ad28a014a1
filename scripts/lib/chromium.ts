import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The Chromium of this machine, or the one that CHROMIUM names. Where there is none, Debian's is installed if this process may do
 * so; otherwise fails and says what to install.
 */
export function chromiumPath(): string {
  const found = [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Error("Chromium is needed for the pages. Install it (Debian: apt-get install chromium) or set CHROMIUM.");
  }
  console.error("Installing Chromium…");
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  execFileSync("apt-get", ["update", "-qq"], quiet as object);
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet as object);
  return chromiumPath();
}
