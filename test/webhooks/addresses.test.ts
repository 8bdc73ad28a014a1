import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isIpv4, isIpv6, isMetadataAddress, specialUseOf } from "../../src/webhooks/addresses";

/** The ranges of the IANA registries as their first and last addresses, which no code of the program has computed. */
const RANGES = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.31.196.0", "192.31.196.255"],
  ["192.52.193.0", "192.52.193.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["192.175.48.0", "192.175.48.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
] as const;

const numberOf = (address: string) => address.split(".").reduce((value, part) => value * 256 + Number(part), 0);
const textOf = (value: number) => [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
const bounds = RANGES.map(([first, last]) => [numberOf(first), numberOf(last)] as const);
const isSpecial = (value: number) => bounds.some(([first, last]) => first <= value && value <= last);

test("an IPv4 address is public exactly if no range of the registry has it", () => {
  const near = fc
    .tuple(fc.constantFrom(...bounds.flat()), fc.integer({ min: -2, max: 2 }))
    .map(([bound, offset]) => Math.min(Math.max(bound + offset, 0), 2 ** 32 - 1));
  fc.assert(
    fc.property(fc.oneof(near, fc.integer({ min: 0, max: 2 ** 32 - 1 })), (value) => {
      expect(specialUseOf(textOf(value)) !== null, textOf(value)).toBe(isSpecial(value));
    }),
    { numRuns: 5000 },
  );
});

test("an IPv6 address is public only in 2000::/3, and not in the ranges reserved there", () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const [first = 0, second = 0, third = 0] = groups;
      const reserved =
        (first === 0x2001 && (second < 0x200 || second === 0xdb8)) ||
        first === 0x2002 ||
        (first === 0x2620 && second === 0x4f && third === 0x8000) ||
        (first === 0x3fff && second < 0x1000);
      const text = groups.map((one) => one.toString(16)).join(":");
      expect(specialUseOf(text) === null, text).toBe(first >= 0x2000 && first <= 0x3fff && !reserved);
    }),
    { numRuns: 2000 },
  );
  for (const [address, use] of [
    ["::1", "loopback"],
    ["::", "unspecified"],
    ["::ffff:10.0.0.1", "IPv4-mapped"],
    ["64:ff9b::7f00:1", "IPv4 translation"],
    ["2001::1", "IETF protocol assignments"],
    ["2001:1ff:ffff::", "IETF protocol assignments"],
    ["2001:db8::1", "documentation"],
    ["2002:a00:1::", "6to4"],
    ["2620:4f:8000::1", "AS112"],
    ["3fff:fff::1", "documentation"],
    ["fd00:ec2::254", "unique local"],
    ["fe80::1", "link local"],
    ["febf:ffff::", "link local"],
    ["ff02::1", "multicast"],
  ] as const) {
    expect(specialUseOf(address), address).toContain(use);
  }
  for (const address of ["2001:200::", "2606:4700::1111", "2a00:1450::1", "2003::1", "3ffe:ffff::1", "3fff:1000::"]) {
    expect(specialUseOf(address), address).toBeNull();
  }
});

describe("the metadata addresses of clouds", () => {
  test("are those of the link-local range, however an IPv6 address holds them", () => {
    const last = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(last, ([third, fourth]) => {
        const hex = (third * 256 + fourth).toString(16);
        for (const address of [
          `169.254.${third}.${fourth}`,
          `::ffff:169.254.${third}.${fourth}`,
          `::ffff:a9fe:${hex}`,
          `::a9fe:${hex}`,
          `64:ff9b::a9fe:${hex}`,
          `2002:a9fe:${hex}::1`,
          `fe80::${hex}`,
        ]) {
          expect(isMetadataAddress(address), address).toBe(true);
        }
      }),
    );
    expect(isMetadataAddress("fd00:ec2::254")).toBe(true);
    expect(isMetadataAddress("FD00:0EC2:0:0::0254")).toBe(true);
  });

  test("are no others", () => {
    for (const address of ["127.0.0.1", "10.0.0.1", "169.253.255.255", "169.255.0.0", "::1", "::ffff:127.0.0.1"]) {
      expect(isMetadataAddress(address), address).toBe(false);
    }
    expect(isMetadataAddress("fd00:ec2::255")).toBe(false);
  });
});

test("only what is an address in the usual notation is taken for one", () => {
  for (const text of ["1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1.2.3.4.", "1.2.3.x", "", " 1.2.3.4"]) {
    expect(isIpv4(text), text).toBe(false);
  }
  for (const text of ["::1]/@[::2", "1::2::3", "fe80::1%eth0", "12345::", "", "1.2.3.4", "::1 "]) {
    expect(isIpv6(text), text).toBe(false);
    expect(specialUseOf(text.replace("1.2.3.4", "1.2.3")), text).toBe("not an IP address");
  }
  expect(isIpv4("8.8.8.8")).toBe(true);
  expect(isIpv6("2606:4700:4700:0:0:0:0:1111")).toBe(true);
});
