import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faultOfUrl, refusalOf } from "../../src/webhooks/destinations";

const strict = { allow_private_webhooks: false, own_hosts: ["api.stockbook.example.com"], dns_resolver: null };
const open = { ...strict, allow_private_webhooks: true };

describe("by default", () => {
  test("the names of public servers are allowed over https, at the ports 443 and 8443", () => {
    for (const url of [
      "https://example.com",
      "https://hooks.example.com/stockbook?token=a%20b&c=d",
      "https://hooks.example.com:443/",
      "https://hooks.example.com:8443/x",
      "https://HOOKS.Example.COM/",
      "https://münchen.example.com/",
      "https://xn--mnchen-3ya.de/",
      "https://other.api.stockbook.example.com/",
      "https://local.example.com/",
      `https://example.com/${"x".repeat(1980)}`,
    ]) {
      expect(faultOfUrl(url, strict), url).toBeNull();
    }
  });

  test.for([
    ["http://example.com", "must use https"],
    ["ftp://example.com", "begins with https"],
    ["example.com/hook", "begins with https"],
    ["/hook", "begins with https"],
    ["", "begins with https"],
    ["https://", "begins with https"],
    ["https://exa mple.com", "must not contain spaces"],
    ["https://exam\tple.com", "must not contain spaces"],
    ["https:\\\\example.com", "backslashes"],
    ["https://user:password@example.com", "user name or password"],
    ["https://user@example.com", "user name or password"],
    ["https://:password@example.com", "user name or password"],
    ["https://example.com@10.0.0.1/", "user name or password"],
    ["https://example.com/#part", "fragment"],
    ["https://example.com:80", "443"],
    ["https://example.com:22", "443"],
    ["https://example.com:6379", "443"],
    ["https://example.com./", "dot"],
    ["https://localhost", "full name"],
    ["https://intranet/", "full name"],
    ["https://foo.localhost", ".localhost"],
    ["https://printer.local", ".local"],
    ["https://metadata.google.internal/", ".internal"],
    ["https://METADATA.GOOGLE.INTERNAL/", ".internal"],
    ["https://nas.home.arpa", ".arpa"],
    ["https://1.0.0.10.in-addr.arpa", ".arpa"],
    ["https://router.lan", ".lan"],
    ["https://wiki.corp", ".corp"],
    ["https://x.intranet", ".intranet"],
    ["https://x.private", ".private"],
    ["https://x.home", ".home"],
    ["https://x.mail", ".mail"],
    ["https://x.test", ".test"],
    ["https://x.invalid", ".invalid"],
    ["https://x.onion", ".onion"],
    ["https://x.alt", ".alt"],
    ["https://ｘ.ｉｎｔｅｒｎａｌ", ".internal"],
    ["https://x%2Einternal", ".internal"],
    ["https://x。internal", ".internal"],
    ["https://api.stockbook.example.com/api/v1/orders", "Stockbook itself"],
    ["https://API.Stockbook.Example.com/", "Stockbook itself"],
    [`https://example.com/${"x".repeat(2000)}`, "2,000 characters"],
  ] as const)("%s is refused: %s", ([url, reason]) => {
    expect(faultOfUrl(url, strict)).toContain(reason);
  });

  test("an IPv4 address is refused in every spelling of every address", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
        const parts = [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256);
        const [first = 0, second = 0] = parts;
        const hex = (part: number) => `0x${part.toString(16)}`;
        const octal = (part: number) => `0${part.toString(8)}`;
        const wide = (text: string) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
        for (const host of [
          parts.join("."),
          `${parts.join(".")}.`,
          parts.map(hex).join("."),
          parts.map(octal).join("."),
          [octal(first), hex(second), ...parts.slice(2)].join("."),
          String(value),
          hex(value),
          octal(value),
          `${first}.${value % 2 ** 24}`,
          `${first}.${second}.${value % 2 ** 16}`,
          wide(parts.join(".")),
          parts.join("。"),
          parts.join("%2e"),
          `%${(0x30 + (first % 10)).toString(16)}.${parts.slice(1).join(".")}`,
          `[::ffff:${parts.join(".")}]`,
          `[::${parts.join(".")}]`,
          `[64:ff9b::${parts.join(".")}]`,
        ]) {
          expect(faultOfUrl(`https://${host}/`, strict), host).not.toBeNull();
        }
      }),
    );
  });

  test("an IPv6 address is refused, whichever it is", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(faultOfUrl(`https://[${address}]/`, strict), address).not.toBeNull();
      }),
    );
  });
});

describe("with ALLOW_PRIVATE_WEBHOOKS", () => {
  test("http, any host and any port are allowed", () => {
    for (const url of [
      "http://localhost:3000/hook",
      "http://127.0.0.1:9999",
      "http://[::1]:8080/",
      "https://10.0.0.7",
      "http://receiver:8080",
      "http://printer.local",
      "http://2130706433/",
      "https://api.stockbook.example.com",
      "https://example.com",
    ]) {
      expect(faultOfUrl(url, open), url).toBeNull();
    }
  });

  test("credentials, fragments, and link-local and metadata addresses are refused all the same", () => {
    for (const url of [
      "http://user:password@localhost",
      "http://localhost/#x",
      "http://169.254.169.254/latest/meta-data",
      "http://169.254.169.254./",
      "http://2852039166/",
      "http://0xa9fea9fe/",
      "http://0251.0376.0251.0376/",
      "http://169.254.43518/",
      "http://１６９.254.169.254/",
      "http://[::ffff:169.254.169.254]/",
      "http://[::ffff:a9fe:a9fe]/",
      "http://[64:ff9b::a9fe:a9fe]/",
      "http://[fe80::1]/",
      "http://[fd00:ec2::254]/",
      "gopher://localhost",
    ]) {
      expect(faultOfUrl(url, open), url).not.toBeNull();
    }
  });
});

test("at sending, the same rules hold again", async () => {
  expect(await refusalOf("https://10.0.0.1/", strict)).toBe(
    "The URL must have the name of a public server, not an IP address.",
  );
  expect(await refusalOf("https://example.com/", strict)).toBeNull();
  expect(await refusalOf("http://10.0.0.1/", open)).toBeNull();
  expect(await refusalOf("http://169.254.169.254/", open)).toContain("link-local");
});
