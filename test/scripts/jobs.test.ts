import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { upToDateBundle } from "../../scripts/lib/bundle.ts";
import { startWorker } from "../../scripts/lib/server.ts";
import { readSettings } from "../../scripts/lib/settings.ts";
import { newStateDirectory } from "./server.ts";

const state = newStateDirectory();
const cleanUp: (() => unknown)[] = [state.remove];
afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
});

test("a tick of the cron runs the jobs of an organization through the queue of the local server", async () => {
  const settings = readSettings();
  const token = randomUUID();
  const bindings = { ...settings.bindings, ENGINE: "d1", ADMIN_TOKEN: token };
  const bundle = await upToDateBundle("src/worker.ts", join(state.path, "bundle"), () => {});
  const miniflare = await startWorker({ ...settings, bindings, pool: 2 }, bundle, state.path);
  cleanUp.push(() => miniflare.dispose());
  const worker = await miniflare.getWorker();
  const admin = async (method: string, path: string, body?: object) => {
    const response = await worker.fetch(`http://stockbook.test/admin/v1/organizations${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return ((await response.json()) as { data: never }).data;
  };
  const { id } = (await admin("POST", "", { name: "Acme", slug: "acme" })) as { id: string };
  await worker.scheduled({ cron: settings.crons[0] ?? "", scheduledTime: new Date() });
  for (;;) {
    const jobs = (await admin("GET", `/${id}/jobs`)) as { last_run: object | null }[];
    if (jobs.length > 0 && jobs.every(({ last_run }) => last_run !== null)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const jobs = (await admin("GET", `/${id}/jobs`)) as { status: string }[];
  expect(jobs.map(({ status }) => status)).toEqual(["waiting", "waiting", "waiting"]);
});
