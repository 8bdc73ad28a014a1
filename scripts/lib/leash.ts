import { type ChildProcess, spawn } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";

/**
 * Makes every process that this one starts end with it, even on kill -9: a small shell holds their ids, reads a new list
 * whenever it changes, and kills what is left once its input closes, which the system does for us when we are gone.
 */
export function leashChildren() {
  const script = 'while read -r pids; do last=$pids; done; [ -z "$last" ] || kill -9 $last';
  const keeper = spawn("sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  const running = new Set<number>();
  const tell = () => keeper.stdin.write(`${[...running].join(" ")}\n`);
  keeper.stdin.on("error", () => {});
  keeper.unref();

  subscribe("child_process", (message) => {
    const child = (message as { process: ChildProcess }).process;
    // The channel speaks before the process is started and has an id.
    queueMicrotask(() => {
      const { pid } = child;
      if (pid === undefined) return;
      running.add(pid);
      child.once("exit", () => running.delete(pid) && tell());
      tell();
    });
  });
}

/** Ends this process when npm, which started it, is gone without having passed a signal on. */
export function followNpm(end: () => void) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || end(), 250).unref();
}
