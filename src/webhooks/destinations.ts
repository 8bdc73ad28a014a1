import type { Deployment } from "../shared/deployment";
import { isIpv4, isMetadataAddress, specialUseOf } from "./addresses";
import { addressesOf } from "./resolve";

const MOST_CHARACTERS = 2000;

/** Besides the port of https, the other one that is usual for it. */
const ALLOWED_PORTS = ["", "8443"];

/**
 * The last labels of names that are nobody's on the internet, and may be somebody's on a private network. `example` isn't among
 * them: it stands in documentation, and leads nowhere.
 */
const PRIVATE_NAMES = [
  // RFC 6761
  ...["test", "localhost", "invalid"],
  // RFC 6762 and its appendix G
  ...["local", "intranet", "internal", "private", "corp", "home", "lan"],
  // RFC 7686 and RFC 9476
  ...["onion", "alt"],
  // `home.arpa` (RFC 8375), and the other names of infrastructure (RFC 3172)
  "arpa",
  // Never delegated by ICANN, because private networks use it (SAC 045), as they do `corp` and `home`
  "mail",
];

/** What of `Deployment` decides where something may be sent. */
type Rules = Pick<Deployment, "allow_private_webhooks" | "own_hosts" | "dns_resolver">;

/**
 * What is wrong with a URL wherever it is used, as a predicate of the field: it must be one of http or https, of at most 2,000
 * characters, without credentials and a fragment, and not lead to the metadata service of a cloud. Null for any other.
 */
export function faultOfForm(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return `must have at most ${MOST_CHARACTERS.toLocaleString("en")} characters`;
  // The URL parser drops them, so that a URL would not look like the place it leads to.
  if (/[\s\p{Cc}\\]/u.test(text)) return "must not contain spaces, control characters or backslashes";
  const url = URL.parse(text);
  if (!url || !["https:", "http:"].includes(url.protocol)) return "must be a URL that begins with https://";
  if (url.username !== "" || url.password !== "") {
    return "must not contain a user name or password; verify the signature of what arrives instead";
  }
  if (text.includes("#")) return "must not have a fragment (#), which is never sent";
  const address = addressIn(url);
  return address !== null && isMetadataAddress(address)
    ? "must not lead to a link-local or metadata address; use the name of a public server"
    : null;
}

/**
 * What is wrong with a URL that something is to be sent to, as a predicate of the field such as `must use https`; null if it is
 * allowed. Nothing is resolved: see `refusalOf`. With `ALLOW_PRIVATE_WEBHOOKS` any host and port will do, also over http, but what
 * `faultOfForm` refuses is refused even then.
 */
export function faultOfUrl(text: string, { allow_private_webhooks, own_hosts }: Omit<Rules, "dns_resolver">) {
  const fault = faultOfForm(text);
  if (fault !== null || allow_private_webhooks) return fault;
  const url = new URL(text);
  if (url.protocol !== "https:") return "must use https";
  if (!ALLOWED_PORTS.includes(url.port)) return "must have the port 443, which is the default, or 8443";
  if (addressIn(url) !== null) return "must have the name of a public server, not an IP address";
  return faultOfName(url.hostname, own_hosts);
}

function faultOfName(name: string, own_hosts: readonly string[]): string | null {
  if (name.endsWith(".")) return "must have a host name that doesn't end in a dot";
  const labels = name.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length === 1) return "must have the full name of a public server, such as hooks.example.com";
  if (PRIVATE_NAMES.includes(last)) return `must have the name of a public server; names in .${last} are private`;
  return own_hosts.includes(name) ? "must not lead back to Stockbook itself" : null;
}

/**
 * Why nothing may be sent to a URL now, as a sentence; null if it may. It is asked at each attempt, since settings and DNS change:
 * the rules are those of `faultOfUrl`, and where the deployment names a resolver, the host's name must lead to public addresses
 * only. A name that isn't found, or a resolver that can't be reached, refuses this attempt: the next one asks again.
 */
export async function refusalOf(text: string, rules: Rules): Promise<string | null> {
  const fault = faultOfUrl(text, rules);
  if (fault !== null) return `The URL ${fault}.`;
  if (rules.allow_private_webhooks || rules.dns_resolver === null) return null;
  const { hostname } = new URL(text);
  const found = await addressesOf(hostname, rules.dns_resolver);
  if ("failure" in found) return found.failure;
  for (const address of found.addresses) {
    const use = specialUseOf(address);
    if (use !== null) return `${hostname} has the address ${address}, which isn't public (${use}).`;
  }
  return null;
}

/** The IP address that is the host of a URL; null for a name. Whatever its spelling was, the URL parser has made one of it. */
function addressIn({ hostname }: URL): string | null {
  if (hostname.startsWith("[")) return hostname.slice(1, -1);
  return isIpv4(hostname) ? hostname : null;
}
