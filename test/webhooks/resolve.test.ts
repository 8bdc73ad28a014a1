import { describe, expect, test } from "vitest";
import { refusalOf } from "../../src/webhooks/destinations";
import { type Answer, openReceiver } from "../support/receivers";

type Record = [type: number, data: string];

const A = 1;
const CNAME = 5;
const AAAA = 28;

/** The answer of a resolver, as Cloudflare and Google give it: to both of the questions, since types are told apart. */
const dns = (records: Record[], Status = 0): Answer => ({
  headers: { "Content-Type": "application/dns-json" },
  body: JSON.stringify({
    ...{ Status, TC: false, RD: true, RA: true, AD: false, CD: false },
    ...{ Question: [{ name: "hooks.example.com", type: A }] },
    ...(records.length > 0
      ? { Answer: records.map(([type, data]) => ({ name: "hooks.example.com", type, TTL: 300, data })) }
      : {}),
  }),
});

/** Rules that ask a new resolver, which answers so. */
async function resolving(...answers: Answer[]) {
  const resolver = await openReceiver(...answers);
  const rules = { allow_private_webhooks: false, own_hosts: [], dns_resolver: resolver.url };
  return { resolver, rules, refusal: () => refusalOf("https://hooks.example.com/x", rules) };
}

test("a name is asked for its IPv4 and IPv6 addresses, and allowed if all of them are public", async () => {
  const { resolver, refusal } = await resolving(
    dns([
      [CNAME, "edge.example.net."],
      [A, "93.184.215.14"],
      [A, "1.1.1.1"],
      [AAAA, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"],
    ]),
  );
  expect(await refusal()).toBeNull();
  const asked = await resolver.received();
  const queries = asked.map(({ path }) => path.slice(path.indexOf("?"))).toSorted();
  expect(queries).toEqual(["?name=hooks.example.com&type=A", "?name=hooks.example.com&type=AAAA"]);
  for (const { method, headers } of asked) {
    expect(method).toBe("GET");
    expect(headers.accept).toBe("application/dns-json");
  }
});

describe("a name is refused", () => {
  test.for<[string, Record[], string]>([
    ["loopback", [[A, "127.0.0.1"]], "127.0.0.1, which isn't public (loopback, RFC 1122)"],
    [
      "one private address among public ones",
      [
        [A, "93.184.215.14"],
        [A, "10.1.2.3"],
      ],
      "10.1.2.3, which isn't public (private use, RFC 1918)",
    ],
    ["the metadata of a cloud", [[A, "169.254.169.254"]], "169.254.169.254, which isn't public"],
    ["carrier-grade NAT", [[A, "100.100.100.200"]], "100.100.100.200, which isn't public"],
    [
      "a private IPv6 address",
      [
        [A, "93.184.215.14"],
        [AAAA, "fd00::1"],
      ],
      "fd00::1, which isn't public (unique local, RFC 4193)",
    ],
    ["an IPv4 address in an IPv6 one", [[AAAA, "::ffff:127.0.0.1"]], "::ffff:127.0.0.1, which isn't public"],
    [
      "an alias to a private address",
      [
        [CNAME, "db.internal."],
        [A, "192.168.0.5"],
      ],
      "192.168.0.5, which isn't public",
    ],
    ["no address", [], "has no address in DNS"],
    ["an alias to nothing", [[CNAME, "gone.example.net."]], "has no address in DNS"],
    ["something that is no address", [[A, "0x7f000001"]], "something that is no address"],
  ])("that leads to %s", async ([_, records, reason]) => {
    const { refusal } = await resolving(dns(records));
    expect(await refusal()).toContain(reason);
  });

  test.for<[string, Answer, string]>([
    ["knows no such name", dns([], 3), "has no address in DNS"],
    ["fails", dns([], 2), "DNS code 2"],
    ["refuses", dns([], 5), "DNS code 5"],
    ["responds with an error", { status: 500, body: "secret trace" }, "status 500"],
    ["redirects", { status: 302, headers: { Location: "http://127.0.0.1:9/" } }, "status 302"],
    ["sends no JSON", { body: "<html>secret trace</html>" }, "not DNS in JSON"],
    ["sends other JSON", { body: '{"Answer":"secret trace"}' }, "not DNS in JSON"],
    ["closes the connection", { reset: true }, "the resolver can't be reached"],
  ])("whose resolver %s, until it responds", async ([_, answer, reason]) => {
    const { resolver, refusal } = await resolving(answer);
    const refused = await refusal();
    expect(refused).toContain("hooks.example.com");
    expect(refused).toContain(reason);
    expect(refused).not.toContain("secret trace");
    expect(refused).not.toContain(resolver.url);
    await resolver.answer(dns([[A, "93.184.215.14"]]));
    expect(await refusal()).toBeNull();
  });
});

test("what a name leads to is asked once in a minute", async () => {
  const { resolver, rules } = await resolving(dns([[A, "93.184.215.14"]]));
  for (const path of ["a", "b", "c"]) expect(await refusalOf(`https://hooks.example.com/${path}`, rules)).toBeNull();
  expect(await resolver.received()).toHaveLength(2);
  expect(await refusalOf("https://other.example.com/", rules)).toBeNull();
  expect(await resolver.received()).toHaveLength(4);
});

test("nothing is asked about a URL that is refused anyway, or where private addresses are allowed", async () => {
  const { resolver, rules } = await resolving(dns([[A, "10.0.0.1"]]));
  expect(await refusalOf("https://10.0.0.1/", rules)).not.toBeNull();
  expect(await refusalOf("https://x.internal/", rules)).not.toBeNull();
  expect(await refusalOf("https://hooks.example.com/", { ...rules, allow_private_webhooks: true })).toBeNull();
  expect(await resolver.received()).toEqual([]);
});
