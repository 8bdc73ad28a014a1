import { describe, type TestContext, test } from "vitest";
import { registerEndpoint } from "../../scripts/lib/webhook_endpoint.ts";
import { type ReceivedWebhook, startReceiver } from "../../scripts/lib/webhook_receiver.ts";
import { ADMIN_TOKEN, call, newStateDirectory, type Server, sleep, startServer } from "./server.ts";

type CleanUp = TestContext["onTestFinished"];

/** A receiver of an organization's webhooks, and what it got. */
async function listen(cleanUp: CleanUp, respond: () => number | Promise<number> = () => 204) {
  const { promise: secrets, resolve } = Promise.withResolvers<string[]>();
  const received: ReceivedWebhook[] = [];
  const receiver = await startReceiver({
    ...{ port: 0, secrets },
    respond(webhook) {
      received.push(webhook);
      return respond();
    },
  });
  cleanUp(receiver.close);
  return {
    received,
    idsReceived: () => received.map(({ id }) => id ?? ""),
    async registerAt({ url, key: api_key }: Shop) {
      resolve([(await registerEndpoint({ url, api_key }, receiver.url)).secret]);
    },
  };
}

/** A response that is held back until it is released. */
function heldResponse(cleanUp: CleanUp) {
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  cleanUp(() => released.resolve());
  return {
    asked: asked.promise,
    release: () => released.resolve(),
    async respond() {
      asked.resolve();
      await released.promise;
      return 204;
    },
  };
}

/** Starts a server that is killed at the end of the test, and what starts it again at the same place. */
async function startKillable(cleanUp: CleanUp, engine: string) {
  const state = newStateDirectory();
  cleanUp(state.remove);
  const start = async (at?: { port: number }) => {
    const server = await startServer({ state: state.path, engine, empty: true, ...at });
    cleanUp(async () => {
      await server.kill();
    });
    return server;
  };
  const server = await start();
  return { server, restart: () => start({ port: server.port }) };
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** Creates an organization that has something to adjust. */
async function openShop({ url }: Server, slug: string) {
  const create = async (key: string, path: string, body: object) =>
    (await call(url, key, "POST", path, body)).body.data;
  const { id, api_key } = await create(ADMIN_TOKEN, "/admin/v1/organizations", { name: slug, slug });
  const key: string = api_key.key;
  const location = await create(key, "/api/v1/locations", { name: "Main warehouse" });
  await create(key, "/api/v1/products", { name: "Mug", sku: "MUG" });
  const adjustment = { sku: "MUG", location_id: location.id, quantity: 1, reason: "found" };
  return {
    ...{ url, id, key },
    adjust: () => create(key, "/api/v1/inventory_adjustments", adjustment),
    idsInFeed: async (): Promise<string[]> => {
      const { body } = await call(url, key, "GET", "/api/v1/events?per_page=100");
      return body.data.map((event: { id: string }) => event.id);
    },
    deliver: () => call(url, ADMIN_TOKEN, "POST", `/admin/v1/organizations/${id}/jobs/deliveries`),
  };
}

describe.concurrent.each(["d1", "libsql"])("webhooks of npm start on %s", (engine) => {
  test("a server killed between a delivery and its record sends that event again, and no event is lost or overtaken", async ({
    expect,
    onTestFinished: cleanUp,
  }) => {
    const { server, restart } = await startKillable(cleanUp, engine);
    const shop = await openShop(server, "acme");
    const held = heldResponse(cleanUp);
    const hook = await listen(cleanUp, () => (hook.received.length === 3 ? held.respond() : 204));
    await hook.registerAt(shop);
    for (let count = 0; count < 5; count++) await shop.adjust();
    await held.asked;
    const [first = "", second, third] = hook.idsReceived();
    await server.kill();
    held.release();

    await restart();
    // The claim of the killed server holds for a minute. Then the operator's request, or a tick of the cron, takes it over.
    let feed = await shop.idsInFeed();
    while (hook.idsReceived().at(-1) !== feed.at(-1)) {
      await shop.deliver();
      await sleep(1_000);
      feed = await shop.idsInFeed();
    }
    const expected = feed.slice(feed.indexOf(first));
    expect(expected.length).toBeGreaterThanOrEqual(5);
    expect(hook.idsReceived()).toEqual([first, second, third, ...expected.slice(2)]);
    expect(hook.received.map(({ verification }) => verification)).toEqual(hook.received.map(() => "verified"));
    const [body, again] = hook.received.filter(({ id }) => id === third).map(({ body }) => body);
    expect(again).toEqual(body);
  });
});

test("an endpoint that doesn't respond holds up no other organization's events, be they new or sent again", async ({
  expect,
  onTestFinished: cleanUp,
}) => {
  const { server } = await startKillable(cleanUp, "d1");
  const [shop, other] = [await openShop(server, "silent"), await openShop(server, "other")];
  const held = heldResponse(cleanUp);
  const silent = await listen(cleanUp, () => (silent.received.length === 1 ? 500 : held.respond()));
  await silent.registerAt(shop);
  await shop.adjust();
  await held.asked;

  const hook = await listen(cleanUp, () => (hook.received.length === 1 ? 500 : 204));
  await hook.registerAt(other);
  await other.adjust();
  // The second attempt follows five seconds later, while the other endpoint still has seconds left to respond.
  await expect.poll(() => hook.received.length, { timeout: 9_000 }).toBeGreaterThan(1);
  const [first, second] = hook.idsReceived();
  expect(second).toBe(first);
});
