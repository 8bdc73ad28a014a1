import type { Clock } from "../../src/shared/clock";

let now = new Date();

/** The demo's time, also within the object that may host the demo organization: its code is in the same isolate. */
export const demoClock: Clock = () => now;

/** Sets the demo's time. */
export function setDemoClock(time: number): void {
  now = new Date(time);
}
