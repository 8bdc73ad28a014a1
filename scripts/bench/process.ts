import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** The system counts CPU time in hundredths of a second (USER_HZ of Linux). */
const TICKS_PER_SECOND = 100;

/** The fields of /proc/PID/stat behind the program's name, which is in brackets (proc(5)). */
function fieldsOf(pid: number): { name: string; fields: string[] } {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [begin, end] = [text.indexOf("("), text.lastIndexOf(")")];
  return { name: text.slice(begin + 1, end), fields: text.slice(end + 2).split(" ") };
}

/** The process of this name that this one has started. */
export function childNamed(name: string): number {
  const pids = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  const found = pids.map(Number).find((pid) => {
    try {
      const process_of = fieldsOf(pid);
      return process_of.name === name && Number(process_of.fields[1]) === process.pid;
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
  if (found === undefined) throw new Error(`There is no process ${name}.`);
  return found;
}

/** The seconds of CPU that a process has used so far, all its threads together. */
export function cpuSeconds(pid: number): number {
  const { fields } = fieldsOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Makes `peakMemory` count from now on. */
export function resetPeakMemory(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** The most memory that a process has had at a time, in MB. */
export function peakMemory(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
