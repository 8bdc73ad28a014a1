import { describe, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

type Event = { id: string; sequence: number; type: string; data: Record<string, { id: string }> };

/** A page of the feed after a cursor. */
async function pageAfter(shop: Shop, cursor: string, query = "") {
  const { status, text, body } = await shop.get(`events?per_page=7&cursor=${cursor}${query}`);
  if (status !== 200) throw new Error(text);
  return { events: body.data as Event[], cursor: body.meta.resume_cursor as string };
}

/** Follows the feed while something goes on, and then to its end. */
async function followWhile(shop: Shop, going_on: Promise<unknown>, query = ""): Promise<Event[]> {
  const log: Event[] = [];
  let [cursor, is_over] = ["cur_0", false];
  void going_on.finally(() => {
    is_over = true;
  });
  for (;;) {
    const was_over = is_over;
    const page = await pageAfter(shop, cursor, query);
    log.push(...page.events);
    cursor = page.cursor;
    if (was_over && page.events.length === 0) return log;
  }
}

/** Writers that get in each other's way, some of whom are refused; returns the ids of the orders that were placed. */
async function write(shop: Shop, writers: number, writes: number): Promise<string[]> {
  await shop.stock("MUG", 100);
  const one = async (writer: number) => {
    const placed: string[] = [];
    for (let at = 0; at < writes; at++) {
      const items = [{ sku: "MUG", quantity: 1 + ((writer + at) % 4) }];
      const order = await shop.post("orders", { location_id: shop.warehouse, items, reserve: true });
      if (order.status === 201) placed.push(order.body.data.id);
      await shop.post("inventory_adjustments", { ...items[0], location_id: shop.warehouse, reason: "found" });
      await shop.post("locations", { name: `Shelf ${writer}.${at % 2}`, code: `S-${writer}-${at % 2}` });
    }
    return placed;
  };
  return (await Promise.all(Array.from({ length: writers }, (_, writer) => one(writer)))).flat();
}

describe("while many write at once", () => {
  test("who follows the feed by resume_cursor gets every event once, in the order of the feed", async () => {
    const shop = await openShop();
    const writing = write(shop, 8, 6);
    const [placed, log] = await Promise.all([writing, followWhile(shop, writing)]);
    const feed: Event[] = [];
    for (let page = 1; ; page++) {
      const { data } = (await shop.get(`events?per_page=100&page=${page}`)).body;
      if (data.length === 0) break;
      feed.push(...data);
    }
    expect(log).toEqual(feed);
    expect(feed.map(({ sequence }) => sequence)).toEqual(feed.map((_, at) => at + 1));
    const created = log.filter(({ type }) => type === "order.created").map(({ data }) => data.order?.id);
    expect(created.toSorted()).toEqual(placed.toSorted());
    expect(placed.length).toBeGreaterThan(20);
  }, 60_000);

  test("so does who follows some of its types", async () => {
    const shop = await openShop();
    const writing = write(shop, 4, 4);
    const types = "order.created,location.created,inventory.adjusted";
    const [, log] = await Promise.all([writing, followWhile(shop, writing, `&type=${types}`)]);
    const feed: Event[] = [];
    for (let page = 1; page < 5; page++) feed.push(...(await shop.get(`events?per_page=100&page=${page}`)).body.data);
    expect(log).toEqual(feed.filter(({ type }) => types.split(",").includes(type)));
    expect(log.length).toBeGreaterThan(40);
  }, 60_000);
});

test("a feed of several types has these in their order, by page and by ids; more than four types, and others, are refused", async () => {
  const shop = await openShop();
  await shop.stock("MUG", 2);
  const all: Event[] = (await shop.get("events")).body.data;
  const wanted = all.filter(({ type }) => ["location.created", "inventory.adjusted"].includes(type));
  expect(wanted.map(({ type }) => type)).toEqual(["location.created", "location.created", "inventory.adjusted"]);
  const filter = "type=inventory.adjusted,location.created";
  const page = (await shop.get(`events?${filter}`)).body;
  expect([page.data, page.meta.total]).toEqual([wanted, 3]);
  const ids = all.map(({ id }) => id);
  expect((await shop.get(`events?${filter}&ids=${ids.slice(1)}`)).body.data).toEqual(
    wanted.filter(({ id }) => ids.indexOf(id) > 0),
  );
  const five = "order.created,order.reserved,order.fulfilled,order.cancelled,order.released";
  expect(codesOf(await shop.get(`events?type=${five}`))).toEqual(["validation_failed type"]);
  expect(codesOf(await shop.get("events?type=order.lost"))).toEqual(["validation_failed type"]);
});
