import { once } from "node:events";
import { type AddressInfo, createServer, isIPv6 } from "node:net";

export type Address = { host: string; port: number };

/** The URL at which this machine reaches a server that listens at the address. */
export function urlOf({ host, port }: Address): string {
  if (host === "0.0.0.0" || host === "::") return `http://127.0.0.1:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** Whether only this machine reaches a server that listens at the host. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** Fails unless a server can listen at the address. */
export async function requireFree({ host, port }: Address) {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, "listening");
  } catch (error) {
    throw new Error(reasonFor((error as NodeJS.ErrnoException).code, { host, port }), { cause: error });
  }
  await once(probe.close(), "close");
}

/** What to change when listening at the address fails with this system error. */
function reasonFor(code: string | undefined, { host, port }: Address): string {
  if (code === "EADDRINUSE") return `Port ${port} is taken; set PORT to another one.`;
  if (code === "EADDRNOTAVAIL") return `HOST must be an address of this machine, not "${host}".`;
  if (code === "EACCES") return `Port ${port} is reserved for the system; set PORT to 1024 or higher.`;
  return `The server can't listen at ${host}, port ${port}: ${code}.`;
}

/** Ports nobody listens on at this machine right now. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => once(probe.close(), "close")));
  return ports;
}
