import * as z from "zod";
import { keepNewest } from "../shared/keep_newest";
import { isIpv4, isIpv6 } from "./addresses";

/** The addresses of a name, at least one; or why there are none, as a sentence. */
export type Found = { addresses: readonly string[] } | { failure: string };

const KEPT_MS = 60_000;
const MOST_KEPT = 1000;
const PATIENCE_MS = 5000;

/** The names that were resolved within the last minute, with their addresses. */
const resolved = new Map<string, { until: number; addresses: readonly string[] }>();

/** The types of records (RFC 1035, RFC 3596) that hold addresses, and what those must be. */
const RECORDS = { A: { type: 1, isAddress: isIpv4 }, AAAA: { type: 28, isAddress: isIpv6 } } as const;

/** The response codes of DNS (RFC 1035). */
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/** The JSON of DNS over HTTPS, as Cloudflare and Google return it. Aliases (CNAME) are among the records, before what they lead to. */
const Response = z.object({
  Status: z.int(),
  Answer: z.array(z.object({ type: z.int(), data: z.string() })).default([]),
});

/**
 * Asks a resolver for all IPv4 and IPv6 addresses of a host name, by DNS over HTTPS. What was found is kept in memory for a minute;
 * that nothing was found is not.
 */
export async function addressesOf(name: string, resolver: string): Promise<Found> {
  const key = `${resolver} ${name}`;
  const known = resolved.get(key);
  if (known && known.until > Date.now()) return known;
  try {
    const found = await Promise.all([ask(resolver, name, "A"), ask(resolver, name, "AAAA")]);
    const addresses = found.flat();
    if (addresses.length === 0) return { failure: `The name ${name} has no address in DNS.` };
    keepNewest(resolved, key, { until: Date.now() + KEPT_MS, addresses }, MOST_KEPT);
    return { addresses };
  } catch (error) {
    return { failure: `The name ${name} couldn't be resolved: ${reasonOf(error)}.` };
  }
}

/** Asks for the records of one type. A name that doesn't exist has none. */
async function ask(resolver: string, name: string, record: keyof typeof RECORDS): Promise<string[]> {
  const url = new URL(resolver);
  url.searchParams.set("name", name);
  url.searchParams.set("type", record);
  const response = await fetch(url, {
    headers: { Accept: "application/dns-json" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    // What the platform says may contain the URL, and a resolver's may have a token.
    throw error instanceof DOMException ? error : new Error("the resolver can't be reached");
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`the resolver responded with status ${response.status}`);
  }
  const { Status, Answer } = Response.parse(await response.json());
  if (Status === NO_SUCH_NAME) return [];
  if (Status !== NO_ERROR) throw new Error(`the resolver responded with DNS code ${Status}`);
  const { type, isAddress } = RECORDS[record];
  const addresses = Answer.filter((one) => one.type === type).map(({ data }) => data);
  if (!addresses.every(isAddress)) throw new Error("the resolver responded with something that is no address");
  return addresses;
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return "the resolver's response is not DNS in JSON";
  if (error instanceof DOMException) return "the resolver didn't respond in time";
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
