import type { TenantContext } from "../commands/context";
import type { Tenant } from "../commands/run";
import type { Meter } from "../storage/port";
import { selectOutlook } from "./claims";
import { BOUNDS, type Carriers, claimNext, type Delivered, goesOn, type Shift } from "./shift";
import { takeStep } from "./take_step";

/** For so long all that an invocation works on may stand still before it calls another one for the lanes that wait. */
const STUCK_MS = 1000;

/**
 * Sends what is due on an organization's lanes, as much as one invocation may: several lanes at once, one message of a target at a
 * time. Each step is committed with the position of its lane, and only while the claim holds. So two at once send nothing twice, and
 * what was sent by one who died before the commit is sent again once the claim has ended. `callAnother` has another invocation send as
 * well, while all receivers that this one sends to don't respond.
 */
export async function deliver(
  tenant: Tenant,
  meter: Meter,
  carriers: Carriers,
  callAnother: () => Promise<void>,
): Promise<Delivered> {
  const shift: Shift = {
    ...{ tenant, meter, carriers, began: tenant.clock().getTime() },
    ...{ may_be_more: true, working: [], busy: 0, asked: 0, answered: 0 },
    ...{ did: { delivered: 0, failed: 0 }, is_left: false, retry_at: null, has_new_lane: false },
  };
  const watch = watchOver(shift, callAnother);
  addWorker(shift);
  // Workers add others while they work.
  const ends: PromiseSettledResult<void>[] = [];
  for (let at = 0; at < shift.working.length; at++) ends.push(...(await Promise.allSettled([shift.working[at]])));
  clearInterval(watch);
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
  const { did, may_be_more: is_left, retry_at, has_new_lane } = shift;
  return { did, is_left, retry_at, has_new_lane };
}

/** When there is something to send, judging by the current data; null if there is nothing, and nobody to send it to. */
export async function nextDelivery(ctx: TenantContext): Promise<Date | null> {
  const { outlook } = await ctx.read({ outlook: selectOutlook(ctx.now) });
  const due_at = outlook[0]?.due_at;
  return due_at ? new Date(due_at) : null;
}

/** Calls another invocation, once, when all workers wait for receivers and there are more lanes. Returns what ends the watch. */
function watchOver(shift: Shift, callAnother: () => Promise<void>) {
  let before = 0;
  const watch = setInterval(() => {
    const is_stuck = shift.asked === before && shift.busy >= BOUNDS.at_once && shift.may_be_more;
    before = shift.asked;
    if (!is_stuck) return;
    clearInterval(watch);
    // Without another one the lanes wait until this one is done.
    callAnother().catch(() => {});
  }, STUCK_MS);
  return watch;
}

function addWorker(shift: Shift): void {
  if (!shift.may_be_more || shift.busy >= BOUNDS.at_once || !goesOn(shift)) return;
  shift.busy++;
  const work = workOn(shift).finally(() => {
    shift.busy--;
  });
  // It is awaited in its turn, and must not count as unhandled before.
  work.catch(() => {});
  shift.working.push(work);
}

/** Claims one lane after the other, until there is none. */
async function workOn(shift: Shift): Promise<void> {
  while (shift.may_be_more && goesOn(shift)) {
    let held = await claimNext(shift);
    if (held) addWorker(shift);
    for (let messages = 1; held; messages++) {
      held = await takeStep(shift, held, messages < BOUNDS.messages_of_lane);
    }
  }
}
