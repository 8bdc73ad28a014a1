import { parseArgs } from "node:util";
import { leashChildren } from "../../scripts/lib/leash.ts";
import { ENGINES } from "../../src/shared/organization.ts";
import { ADMIN_TOKEN, call, newStateDirectory, type Server, sleep, startServer } from "../scripts/server.ts";
import { isLasting, type Target } from "./client.ts";
import { newWriter, type Shop } from "./load.ts";
import { compare, type Outcome, replay, settle } from "./verify.ts";
import { newSubscribers, type Subscribers } from "./webhooks.ts";

/**
 * Kills the server with `kill -9` in the middle of a stream of writes, again and again, and looks after each restart
 * whether every answered write is there, every unanswered one happens exactly once, and the law of the ledger holds. At the
 * end, every event must have arrived at the webhook endpoints, in order, and only what was under way at a kill twice.
 *
 *   npm run test:crash -- [--engine d1|libsql|durable_object] [--kills 20] [--short]
 */
const { values } = parseArgs({
  options: { engine: { type: "string" }, kills: { type: "string" }, short: { type: "boolean", default: false } },
});
const kills = Number(values.kills ?? (values.short ? 3 : 20));
const WRITERS = 8;
/** As many endpoints are created, one before each of the first kills. */
const SUBSCRIBERS = 5;
/** How long the server lives under load: at random, so that the kill meets every stage of a write. */
const lifetime = () => 150 + Math.random() * (values.short ? 800 : 1500);

leashChildren();
/** What is left to arrive after the kills, which takes a minute, is waited for while the next engine's server is killed. */
const endings: Promise<void>[] = [];
for (const engine of values.engine ? [values.engine] : ENGINES) endings.push((await crash(engine)).ended);
await Promise.all(endings);

async function crash(engine: string): Promise<{ ended: Promise<void> }> {
  const state = newStateDirectory();
  let server = await startServer({ state: state.path, engine, empty: true });
  const cleanUp: (() => unknown)[] = [state.remove, () => server.kill()];
  const end = async () => {
    for (const step of cleanUp.reverse()) await step();
  };
  try {
    const { target, shop, organization_id } = await prepare(server);
    const subscribers = newSubscribers(organization_id);
    cleanUp.push(() => subscribers.close());
    const writers = Array.from({ length: WRITERS }, () => newWriter(shop));
    const total = { answered: 0, had_happened: 0, had_not: 0 };

    for (let kill = 1; kill <= kills; kill++) {
      const from = writers.map((writer) => writer.writes.length);
      let dead = false;
      if (kill <= SUBSCRIBERS) await subscribers.add(target);
      const running = writers.map((writer) => writer.run(target, () => dead));
      await sleep(lifetime());
      const killed = await server.kill();
      dead = true;
      await Promise.all(running);
      for (const program of engine === "libsql" ? ["workerd", "sqld"] : ["workerd"]) {
        if (!killed.includes(program)) throw new Error(`${program} was not killed, only ${killed.join(", ")}`);
      }

      // By now, all that it had sent has been received.
      await sleep(200);
      subscribers.countKill();
      server = await startServer({ state: state.path, engine, empty: true, port: server.port });
      const recent = writers.map((writer, at) => writer.writes.slice(from[at]));
      const answered = recent.flat().filter(({ answer }) => isLasting(answer));
      await replay(target, answered);
      const outcomes = await Promise.all(
        writers.map((writer, at) =>
          settle(
            target,
            writer,
            (recent[at] ?? []).filter(({ answer }) => !isLasting(answer)),
          ),
        ),
      );
      await compare(target, writers);

      const sum = (name: keyof Outcome) => outcomes.reduce((all, outcome) => all + outcome[name], 0);
      const [had_happened, had_not] = [sum("had_happened"), sum("had_not")];
      total.answered += answered.length;
      total.had_happened += had_happened;
      total.had_not += had_not;
      console.log(
        `${engine}: kill ${kill} of ${kills}: ${answered.length} writes answered; of those left open ${had_happened} had happened, ${had_not} had not`,
      );
    }
    console.log(
      `${engine}: after ${kills} kills all ${total.answered} answered writes are there, each of the ${total.had_happened + total.had_not} left open happened once, and the ledger agrees.`,
    );
    return { ended: compareArrivals(engine, subscribers, target).finally(end) };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Waits until every event has arrived, and fails unless they came in the order of the feed. */
async function compareArrivals(engine: string, subscribers: Subscribers, target: Target): Promise<void> {
  const { arrived, repeated } = await subscribers.compare(target);
  console.log(
    `${engine}: ${arrived} events arrived at webhook endpoints, in the order of the feed and none missing; ${repeated} came twice because of a kill.`,
  );
}

/** An organization with some articles at two places, and no stock yet. */
async function prepare({ url }: Server): Promise<{ target: Target; shop: Shop; organization_id: string }> {
  const send = async (key: string, path: string, body: unknown) => {
    const answer = await call(url, key, "POST", path, body);
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.data;
  };
  const settings = { rate_limits: { requests_per_minute: 1_000_000 } };
  const made = await send(ADMIN_TOKEN, "/admin/v1/organizations", {
    ...{ name: "Crash", slug: "crash", settings },
    modules: ["traceability"],
  });
  const api_key = made.api_key.key as string;
  const skus = ["ANVIL", "BUCKET", "CANDLE", "DRILL", "EASEL", "FLASK"];
  const shop: Shop = { skus, tracked: ["EASEL", "FLASK"], location_ids: [] };
  for (const name of ["Depot", "Shop"]) shop.location_ids.push((await send(api_key, "/api/v1/locations", { name })).id);
  for (const sku of shop.skus) {
    const lot_tracked = shop.tracked.includes(sku);
    await send(api_key, "/api/v1/products", { name: sku.toLowerCase(), sku, lot_tracked });
  }
  return { target: { url, api_key }, shop, organization_id: made.id };
}
