import { expect, test } from "vitest";
import { eventId, sequencesOf } from "../../src/events/ids";
import { openShop } from "../support/shop";

const ONE = { id: "org_01kaf2v7x8p5t9m4q6r3s1w2yz" };
const OTHER = { id: "org_01kaf2v7x8p5t9m4q6r3s1w2xa" };

test("the id of an event has its sequence and the end of its organization's id", () => {
  expect(eventId(ONE, 7)).toBe("evt_000000000007_q6r3s1w2yz");
  expect(eventId(ONE, 7)).not.toBe(eventId(OTHER, 7));
});

test("only ids of the organization's own events have a sequence", () => {
  const ids = [eventId(ONE, 7), eventId(OTHER, 8), "evt_000000000009", `evt_9_${ONE.id.slice(-10)}`, "", "evt"];
  expect(sequencesOf(ONE, ids)).toEqual([7]);
});

test("GET /events shows and filters by ids that no other organization's events have", async () => {
  const [one, other] = [await openShop(), await openShop()];
  const idsOf = async (shop: typeof one) => (await shop.get("events")).body.data.map(({ id }: { id: string }) => id);
  const [ids, others] = [await idsOf(one), await idsOf(other)];
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set([...ids, ...others]).size).toBe(ids.length + others.length);
  expect(ids[0]).toMatch(/^evt_0{11}1_[0-9a-z]{10}$/);
  const found = (await one.get(`events?ids=${[others[0], ids[1], "evt_000000000001"]}`)).body.data;
  expect(found.map(({ id }: { id: string }) => id)).toEqual([ids[1]]);
});
