import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { expect } from "vitest";
import { createApp, routes, serveTenant } from "../../src/app";
import type { Platform } from "../../src/http/gateway";
import type { Route } from "../../src/http/route";
import { withSurroundings } from "./hosting";

/** Members that only a write's answer has, by collection: they tell what the write could not do, or whom it concerns. */
const ONLY_WRITTEN: Record<string, string[]> = {
  alert_subscriptions: ["secret"],
  orders: ["shortages"],
  production_batches: ["shortages"],
  lots: ["orders", "production_batches"],
  purchase_orders: ["warnings"],
  stock_transfers: ["warnings"],
  integrations: ["secret"],
  webhook_endpoints: ["secret"],
};

/** Members that change by themselves, because events are being sent meanwhile. */
const PROGRESS: Record<string, string[]> = {
  webhook_endpoints: ["delivered_through", "attempts", "next_attempt_at"],
  webhook_deliveries: [
    ...["attempt", "status", "response_status", "response_body", "error", "duration_ms"],
    ...["next_attempt_at", "delivered_at", "updated_at"],
  ],
};

type Resource = Record<string, unknown> & { id: string; version?: number };
type Write = {
  method: string;
  path: string;
  key: string;
  answer: unknown;
  /** The collection that the route names, if it is not that of its path. */
  declared: string | undefined;
  overlap: Overlap;
};
type Overlap = () => boolean;

const READABLE_PATH = /^\/api\/v1\/([a-z_]+)\/:[a-z_]+$/;

/** Collections whose resources can be read by id. Keys are left out: their creation answers a secret, which no read does. */
const READABLE = new Set(
  (routes as Route[])
    .filter(({ method, realm }) => method === "get" && realm === "organization")
    .flatMap(({ path }) => READABLE_PATH.exec(path)?.slice(1) ?? []),
);

/** The writes of a test file's applications: how many run now, and how many have begun. */
const writes = { running: 0, begun: 0 };

/** Runs a write, and tells it whether another has run since it began. */
export async function overlapping<T>(write: (overlap: Overlap) => Promise<T>): Promise<T> {
  const alone = writes.running === 0;
  writes.running += 1;
  writes.begun += 1;
  const { begun } = writes;
  try {
    return await write(() => !alone || writes.begun > begun);
  } finally {
    writes.running -= 1;
  }
}

/**
 * Compares what writes answered, which the program decided, with what is stored, which the database's triggers and
 * generated columns decided: rules that both know must agree. It reads with an application of its own, whose meters,
 * caches and rate windows are not those of the test's, and past what a test puts between its application and its databases.
 */
export function createRereader(platform: Pick<Platform, "clock" | "settings">) {
  const app = createApp(platform);
  /** An application remembers keys and rate windows by this object. */
  const bindings = withSurroundings({ clock: platform.clock, serveTenant });
  let isolate = { ...bindings };

  async function read(collection: string, id: string, key: string): Promise<Resource | undefined> {
    const context = createExecutionContext();
    const headers = { Authorization: `Bearer ${key}` };
    const response = await app.fetch(
      new Request(`http://stockbook.test/api/v1/${collection}/${id}`, { headers }),
      isolate as never,
      context,
    );
    const body = (await response.json()) as { data?: Resource };
    await waitOnExecutionContext(context);
    // What arrived at an integration is only read.
    delete body.data?.payload;
    return body.data;
  }

  /**
   * Expects that a read shows what the write answered, unless another write that ran meanwhile has changed it. Not for dry
   * runs, which store nothing, nor for replays, which repeat what was true once.
   */
  return async function reread({ method, path, key, answer, declared, overlap }: Write): Promise<void> {
    const written = (answer as { data?: Resource }).data;
    const collection = written?.id ? collectionOf(path, written.id, declared) : undefined;
    if (!written || !collection) return;
    const expected = without(written, [...(ONLY_WRITTEN[collection] ?? []), ...(PROGRESS[collection] ?? [])]);
    const readAgain = async () => {
      const found = await read(collection, written.id, key);
      return found && without(found, PROGRESS[collection] ?? []);
    };
    let stored = await readAgain();
    if (!isSame(stored, expected)) {
      // The organization's settings may be others than those remembered.
      isolate = { ...bindings };
      stored = await readAgain();
    }
    const changes_by_itself = collection in PROGRESS;
    if (stored && stored.version !== written.version && (changes_by_itself || overlap())) return;
    expect(stored, `${method} ${path} answered something else than is stored`).toEqual(expected);
  };
}

/**
 * The collection that a write's answer belongs to: the one that its route names, or the last one of its path; none if the answer is
 * something else than the resource of the path, such as a replay.
 */
function collectionOf(path: string, id: string, declared: string | undefined): string | undefined {
  const [nested] = path.match(/integrations\/[^/]+\/deliveries/) ?? [];
  if (nested) return nested;
  if (declared) return READABLE_PATH.exec(`${declared}/:id`)?.[1];
  const parts = new URL(path, "http://stockbook.test").pathname.split("/");
  const at = parts.findLastIndex((part) => READABLE.has(part));
  const named = parts[at + 1];
  return at === -1 || (named !== undefined && decodeURIComponent(named).trim() !== id) ? undefined : parts[at];
}

function without(resource: Resource, members: readonly string[]): Resource {
  const { id, ...others } = resource;
  return { id, ...Object.fromEntries(Object.entries(others).filter(([name]) => !members.includes(name))) };
}

function isSame(stored: unknown, expected: unknown): boolean {
  try {
    expect(stored).toEqual(expected);
    return true;
  } catch {
    return false;
  }
}
