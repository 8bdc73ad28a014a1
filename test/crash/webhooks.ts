import { registerEndpoint } from "../../scripts/lib/webhook_endpoint.ts";
import { startReceiver, type WebhookReceiver } from "../../scripts/lib/webhook_receiver.ts";
import { ADMIN_TOKEN, call, sleep } from "../scripts/server.ts";
import { getAll, type Target } from "./client.ts";

/** After a kill, the claims of the killed server hold for a minute. */
const ARRIVED_WITHIN_MS = 150_000;
/** At most so long a receiver takes to respond, so that a kill meets every stage of a delivery. */
const RESPONSE_MS = 20;

/** An event as it arrived, and how many times the server had been killed before. */
type Arrival = { id: string; kills: number };
type Event = { id: string; type: string; data: { webhook_endpoint?: { id: string } } };
type Subscriber = { endpoint_id: string; receiver: WebhookReceiver; arrivals: Arrival[]; faults: string[] };

export type Subscribers = ReturnType<typeof newSubscribers>;

/** Webhook endpoints of an organization for all of its events, with a receiver each. */
export function newSubscribers(organization_id: string) {
  const subscribers: Subscriber[] = [];
  let kills = 0;

  /** The feed, once its last event has arrived everywhere, or when time is up. Jobs may write events meanwhile. */
  async function feedThatArrived(target: Target): Promise<Event[]> {
    const path = `/admin/v1/organizations/${organization_id}/jobs/deliveries`;
    for (const began = Date.now(); ; await sleep(1_000)) {
      const { status, body } = await call(target.url, ADMIN_TOKEN, "POST", path);
      if (status !== 200) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
      const events = await getAll<Event>(target, "/api/v1/events");
      const is_whole = subscribers.every(({ arrivals }) => arrivals.at(-1)?.id === events.at(-1)?.id);
      if (is_whole || Date.now() - began > ARRIVED_WITHIN_MS) return events;
    }
  }

  return {
    /** Adds an endpoint, whose first delivery is still to come when the next kill does. */
    async add({ url, api_key }: Target) {
      const arrivals: Arrival[] = [];
      const faults: string[] = [];
      const { promise: secrets, resolve: setSecrets } = Promise.withResolvers<string[]>();
      const receiver = await startReceiver({
        port: 0,
        secrets,
        async respond({ id, fault }) {
          if (fault !== null) faults.push(fault);
          else arrivals.push({ id: id ?? "", kills });
          await sleep(Math.random() * RESPONSE_MS);
          return 204;
        },
      });
      const endpoint = await registerEndpoint({ url, api_key }, receiver.url);
      setSecrets([endpoint.secret]);
      subscribers.push({ endpoint_id: endpoint.id, receiver, arrivals, faults });
    },
    countKill() {
      kills += 1;
    },
    /** Waits until all events have arrived everywhere, and holds what arrived against the feed. Returns how many came twice. */
    async compare(target: Target): Promise<{ arrived: number; repeated: number }> {
      const events = await feedThatArrived(target);
      const repeated = subscribers.map((subscriber) => sameAsFeed(subscriber, events));
      const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
      return { arrived: sum(subscribers.map(({ arrivals }) => arrivals.length)), repeated: sum(repeated) };
    },
    async close() {
      await Promise.all(subscribers.map(({ receiver }) => receiver.close()));
    },
  };
}

/**
 * Every event since the endpoint was created must have arrived, in the order of the feed. Only the event that was under way at a
 * kill may have arrived again, right after. Returns how many have.
 */
function sameAsFeed({ endpoint_id, arrivals, faults }: Subscriber, events: readonly Event[]): number {
  if (faults.length > 0) throw new Error(`At ${endpoint_id}, webhooks were refused: ${faults.join(", ")}`);
  const created = events.findIndex(
    ({ type, data }) => type === "webhook_endpoint.created" && data.webhook_endpoint?.id === endpoint_id,
  );
  const first = events.findIndex(({ id }) => id === arrivals[0]?.id);
  if (created === -1 || first < created || first > created + 1) {
    throw new Error(
      `${endpoint_id} was created by event ${created + 1} of the feed; the first to arrive was ${first + 1}`,
    );
  }
  const repeated = arrivals.filter(({ id }, at) => at > 0 && id === arrivals[at - 1]?.id);
  const once = arrivals.filter((arrival) => !repeated.includes(arrival)).map(({ id }) => id);
  const expected = events.slice(first).map(({ id }) => id);
  const wrong = Array.from({ length: Math.max(once.length, expected.length) }, (_, at) => at).find(
    (at) => once[at] !== expected[at],
  );
  if (wrong !== undefined) {
    throw new Error(
      `At ${endpoint_id}, ${once[wrong] ?? "nothing"} arrived in the place of ${expected[wrong] ?? "nothing"} (${once.length} of ${expected.length} events)`,
    );
  }
  const strange = arrivals.find(
    ({ id, kills }, at) => id === arrivals[at - 1]?.id && kills === arrivals[at - 1]?.kills,
  );
  if (strange) throw new Error(`${strange.id} arrived twice at ${endpoint_id} without a kill in between`);
  return repeated.length;
}
