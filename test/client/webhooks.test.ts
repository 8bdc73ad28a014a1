import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { verifyWebhook, WebhookVerificationError } from "../../src/client/index.ts";
import { signedHeaders } from "../../src/webhooks/sign.ts";

const OLD = `whsec_${Buffer.alloc(32, "old").toString("base64")}`;
const NEW = `whsec_${Buffer.alloc(32, "new").toString("base64")}`;
const payload = JSON.stringify({
  type: "order.created",
  timestamp: "2026-11-27T10:00:00.000Z",
  data: { order: { number: "Größe" } },
});
const now = () => Math.floor(Date.now() / 1_000);
const signed = (secrets: string[], seconds = now()) => signedHeaders({ id: "evt_1", seconds, body: payload }, secrets);

test("what the server signs is verified, and the event has its id", async () => {
  const event = await verifyWebhook({ payload, headers: await signed([NEW]), secret: NEW });
  expect(event).toEqual({ ...JSON.parse(payload), id: "evt_1" });
  const bytes = new TextEncoder().encode(payload);
  expect(await verifyWebhook({ payload: bytes, headers: new Headers(await signed([NEW])), secret: NEW })).toEqual(
    event,
  );
});

test("what the library of Standard Webhooks signs is verified", async () => {
  const signature = new Webhook(NEW).sign("evt_1", new Date(), payload);
  const headers = { "Webhook-Id": "evt_1", "Webhook-Timestamp": String(now()), "Webhook-Signature": [signature] };
  expect(await verifyWebhook({ payload, headers, secret: NEW })).toMatchObject({ id: "evt_1" });
});

test("a secret can be replaced on either side without losing an event", async () => {
  for (const secret of [OLD, NEW, [OLD, NEW], [NEW, OLD]])
    expect(await verifyWebhook({ payload, headers: await signed([NEW, OLD]), secret })).toMatchObject({ id: "evt_1" });
  expect(await verifyWebhook({ payload, headers: await signed([NEW]), secret: [OLD, NEW] })).toMatchObject({
    id: "evt_1",
  });
});

test.each<[string, () => Promise<Parameters<typeof verifyWebhook>[0]>]>([
  ["another secret", async () => ({ payload, headers: await signed([OLD]), secret: NEW })],
  ["another body", async () => ({ payload: `${payload} `, headers: await signed([NEW]), secret: NEW })],
  ["another id", async () => ({ payload, headers: { ...(await signed([NEW])), "webhook-id": "evt_2" }, secret: NEW })],
  ["an old request", async () => ({ payload, headers: await signed([NEW], now() - 310), secret: NEW })],
  ["a request from the future", async () => ({ payload, headers: await signed([NEW], now() + 310), secret: NEW })],
  [
    "a tolerance of its own",
    async () => ({ payload, headers: await signed([NEW], now() - 60), secret: NEW, tolerance_seconds: 30 }),
  ],
  [
    "a timestamp that is no number",
    async () => ({ payload, headers: { ...(await signed([NEW])), "webhook-timestamp": "NaN" }, secret: NEW }),
  ],
  ["no headers", async () => ({ payload, headers: {}, secret: NEW })],
  [
    "no signature of this version",
    async () => ({
      payload,
      headers: { ...(await signed([NEW])), "webhook-signature": "v1a,AAAA v1,%% v1," },
      secret: NEW,
    }),
  ],
  ["no secret", async () => ({ payload, headers: await signed([NEW]), secret: [] })],
])("a request is refused with %s", async (_, received) => {
  await expect(verifyWebhook(await received())).rejects.toThrow(WebhookVerificationError);
});

test("a request is not lost to a tolerance of its own that is longer", async () => {
  const headers = await signed([NEW], now() - 310);
  expect(await verifyWebhook({ payload, headers, secret: NEW, tolerance_seconds: 600 })).toMatchObject({ id: "evt_1" });
});
