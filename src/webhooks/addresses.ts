/** A range of addresses: the first of them, how many leading bits all of them share, and the document that reserves it. */
type Range = readonly [first: string, bits: number, reserved_by: string];

/** The IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates), and multicast. */
const SPECIAL_IPV4: readonly Range[] = [
  ["0.0.0.0", 8, "this network, RFC 791"],
  ["10.0.0.0", 8, "private use, RFC 1918"],
  ["100.64.0.0", 10, "shared address space, RFC 6598"],
  ["127.0.0.0", 8, "loopback, RFC 1122"],
  ["169.254.0.0", 16, "link local, RFC 3927"],
  ["172.16.0.0", 12, "private use, RFC 1918"],
  ["192.0.0.0", 24, "IETF protocol assignments, RFC 6890"],
  ["192.0.2.0", 24, "documentation, RFC 5737"],
  ["192.31.196.0", 24, "AS112, RFC 7535"],
  ["192.52.193.0", 24, "AMT, RFC 7450"],
  ["192.88.99.0", 24, "6to4 relays, RFC 7526"],
  ["192.168.0.0", 16, "private use, RFC 1918"],
  ["192.175.48.0", 24, "AS112, RFC 7534"],
  ["198.18.0.0", 15, "benchmarking, RFC 2544"],
  ["198.51.100.0", 24, "documentation, RFC 5737"],
  ["203.0.113.0", 24, "documentation, RFC 5737"],
  ["224.0.0.0", 4, "multicast, RFC 5771"],
  ["240.0.0.0", 4, "reserved, RFC 1112"],
];

/** The IANA IPv6 Special-Purpose Address Registry, and all that isn't global unicast (2000::/3). */
const SPECIAL_IPV6: readonly Range[] = [
  ["::1", 128, "loopback, RFC 4291"],
  ["::", 128, "unspecified, RFC 4291"],
  ["::ffff:0:0", 96, "IPv4-mapped, RFC 4291"],
  ["64:ff9b::", 96, "IPv4 translation, RFC 6052"],
  ["64:ff9b:1::", 48, "IPv4 translation, RFC 8215"],
  ["100::", 64, "discard only, RFC 6666"],
  ["100:0:0:1::", 64, "dummy prefix, RFC 9780"],
  ["2001::", 23, "IETF protocol assignments, RFC 2928"],
  ["2001:db8::", 32, "documentation, RFC 3849"],
  ["2002::", 16, "6to4, RFC 3056"],
  ["2620:4f:8000::", 48, "AS112, RFC 7534"],
  ["3fff::", 20, "documentation, RFC 9637"],
  ["5f00::", 16, "segment routing, RFC 9602"],
  ["fc00::", 7, "unique local, RFC 4193"],
  ["fe80::", 10, "link local, RFC 4291"],
  ["ff00::", 8, "multicast, RFC 4291"],
  ["::", 3, "not global unicast, RFC 4291"],
  ["4000::", 2, "not global unicast, RFC 4291"],
  ["8000::", 1, "not global unicast, RFC 4291"],
];

/** Link-local addresses, and the other ones at which clouds hand out the credentials of a machine. */
const METADATA_IPV4: readonly Range[] = [["169.254.0.0", 16, "link local, RFC 3927"]];
const METADATA_IPV6: readonly Range[] = [
  ["fe80::", 10, "link local, RFC 4291"],
  ["fd00:ec2::254", 128, "metadata of a cloud"],
];

/** The IPv6 ranges in which an address holds an IPv4 address, and how many bits follow that. */
const EMBEDDING: readonly (readonly [first: string, bits: number, bits_after: bigint])[] = [
  ["::", 96, 0n],
  ["::ffff:0:0", 96, 0n],
  ["64:ff9b::", 96, 0n],
  ["2002::", 16, 80n],
];

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** True for an IPv4 address in the usual notation: four decimal numbers, without leading zeros. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** True for an IPv6 address in any of its notations, without brackets and without a zone. */
export function isIpv6(text: string): boolean {
  return ipv6Of(text) !== null;
}

/** Why an address isn't a public one, such as `private use, RFC 1918`; null for one that is. */
export function specialUseOf(address: string): string | null {
  if (isIpv4(address)) return within(ipv4Of(address), 32, SPECIAL_IPV4);
  const value = ipv6Of(address);
  return value === null ? "not an IP address" : within(value, 128, SPECIAL_IPV6);
}

/** True for link-local addresses and those of a cloud's metadata service, also if an IPv6 address holds such an IPv4 address. */
export function isMetadataAddress(address: string): boolean {
  if (isIpv4(address)) return within(ipv4Of(address), 32, METADATA_IPV4) !== null;
  const value = ipv6Of(address);
  if (value === null || within(value, 128, METADATA_IPV6) !== null) return true;
  return EMBEDDING.some(
    ([first, bits, bits_after]) =>
      within(value, 128, [[first, bits, ""]]) !== null &&
      within((value >> bits_after) & 0xffff_ffffn, 32, METADATA_IPV4) !== null,
  );
}

/** What the first of the ranges that an address lies in is reserved for. */
function within(value: bigint, length: number, ranges: readonly Range[]): string | null {
  const found = ranges.find(([first, bits]) => {
    const start = length === 32 ? ipv4Of(first) : (ipv6Of(first) ?? 0n);
    return value >> BigInt(length - bits) === start >> BigInt(length - bits);
  });
  return found ? found[2] : null;
}

function ipv4Of(address: string): bigint {
  return address.split(".").reduce((value, part) => value * 256n + BigInt(part), 0n);
}

/** The number that an IPv6 address stands for; null for any other text. The URL parser brings every notation to one. */
function ipv6Of(text: string): bigint | null {
  if (!/^[0-9a-f:.]+$/i.test(text) || !URL.canParse(`http://[${text}]/`)) return null;
  const [before = "", after] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const [head, tail] = [groups(before), groups(after ?? "")];
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  const all = [...head, ...Array<string>(zeros).fill("0"), ...tail];
  return all.reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}
