import { join } from "node:path";
import { Log, LogLevel, Miniflare } from "miniflare";
import type { Address } from "./address.ts";
import type { Bundle } from "./bundle.ts";
import { logPrinter } from "./logs.ts";
import type { Settings } from "./settings.ts";

/**
 * Cloudflare works on many batches of a queue at a time, Miniflare on one. With this flag it goes on to the next one while an earlier
 * one only waits, for example for the receiver of a webhook.
 */
const QUEUE_FLAGS = ["queue_consumer_no_wait_for_wait_until"];

/**
 * Starts a worker in workerd on the local databases under `data`. With `address` it listens there itself, without the
 * proxy that Miniflare puts in front of a worker and that costs most of the throughput. `site` holds the pages that it serves.
 */
export async function startWorker(
  settings: Settings,
  bundle: Bundle,
  data: string,
  address?: Address,
  site?: string,
): Promise<Miniflare> {
  const databases = ["DIRECTORY", ...Array.from({ length: settings.pool }, (_, index) => tenantBinding(index + 1))];
  const miniflare = new Miniflare({
    log: new Log(LogLevel.WARN),
    handleStructuredLogs: logPrinter(bundle),
    cf: false,
    enableDevRegistry: false,
    resourcePersistencePath: join(data, "local"),
    workers: [
      {
        config: {
          name: "stockbook",
          compatibilityDate: settings.compatibility_date,
          compatibilityFlags: [...settings.compatibility_flags, ...QUEUE_FLAGS],
          manifest: bundle,
          ...(site
            ? { assets: { directory: site, hasUserWorker: true, runWorkerFirst: settings.run_worker_first } }
            : {}),
          triggers: settings.queues.consumers.map((consumer) => ({
            ...{ type: "queue", name: consumer.queue },
            ...{ maxBatchSize: consumer.max_batch_size, maxBatchTimeout: consumer.max_batch_timeout },
            maxRetries: consumer.max_retries,
          })),
          exports: { TenantObject: { type: "durable-object", storage: "sqlite" } },
          env: {
            ...Object.fromEntries(
              Object.entries(settings.bindings).map(([name, value]) => [name, { type: "text", value }]),
            ),
            ...Object.fromEntries(databases.map((name) => [name, { type: "d1", id: name }])),
            ...Object.fromEntries(
              settings.queues.producers.map(({ binding, queue }) => [binding, { type: "queue", name: queue }]),
            ),
            TENANTS: { type: "durable-object", worker: "stockbook", exportName: "TenantObject" },
          },
        },
        dev: address ? { unsafeDirectSockets: [address] } : {},
      },
    ],
  });
  await miniflare.ready;
  return miniflare;
}

/** The name of the nth database of the pool: TENANT_001, … TENANT_1000. */
export const tenantBinding = (number: number) => `TENANT_${String(number).padStart(3, "0")}`;

/** Calls the worker's scheduled handler whenever one of its crons is due, as Cloudflare would. */
export function runCrons(miniflare: Miniflare, crons: string[]) {
  const untilNextMinute = 60_000 - (Date.now() % 60_000);
  setTimeout(async () => {
    runCrons(miniflare, crons);
    const now = new Date();
    const worker = await miniflare.getWorker();
    for (const cron of crons.filter((cron) => isDue(cron, now)))
      await worker.scheduled({ cron, scheduledTime: now }).catch((error) => console.error(`cron ${cron}:`, error));
  }, untilNextMinute).unref();
}

/** Whether a cron of stars and numbers is due in this minute. */
function isDue(cron: string, now: Date): boolean {
  const clock = [now.getUTCMinutes(), now.getUTCHours(), now.getUTCDate(), now.getUTCMonth() + 1, now.getUTCDay()];
  return cron.split(" ").every((field, index) => field === "*" || Number(field) === clock[index]);
}
