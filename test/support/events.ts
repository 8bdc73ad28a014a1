import { EVENT_CATALOGUE } from "../../src/resources/events/catalogue";
import type { EventType } from "../../src/shared/event_types";
import type { Tenant } from "./app";

export type Event = {
  type: EventType;
  sequence: number;
  actor_type: string;
  created_at: string;
  data: Record<string, unknown>;
};

/** Follows an organization's feed: each call returns the events since the one before, each of which fits its declared schema. */
export function followEvents(tenant: Pick<Tenant, "request">) {
  let cursor = "cur_0";
  return async (): Promise<Event[]> => {
    const read: Event[] = [];
    for (let goes_on = true; goes_on; ) {
      const { body } = await tenant.request("GET", `/api/v1/events?per_page=100&cursor=${cursor}`);
      read.push(...body.data);
      cursor = body.meta.resume_cursor;
      goes_on = body.meta.next_cursor !== null;
    }
    for (const event of read) checkEvent(event);
    return read;
  };
}

/** Fails unless the data of an event is what is declared of its type. */
function checkEvent({ type, sequence, data }: Event): void {
  const declared = Object.entries(EVENT_CATALOGUE).find(([name]) => name === type)?.[1];
  if (!declared) throw new Error(`Nothing is declared of ${type}`);
  const { error } = declared.data.safeParse(data);
  if (error) throw new Error(`${type} (${sequence}) is not as declared: ${error.message}`);
}
