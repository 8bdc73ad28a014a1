import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { chromiumPath } from "../../scripts/lib/chromium.ts";
import { ADMIN_TOKEN, startServer } from "../scripts/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a server with the demo organization, and an admin key of it. */
    site: { url: string; key: string };
    /** Where a browser can be reached, which finds no host but this machine. */
    browser: string;
  }
}

/** Starts one server with the demo organization and one Chromium, for all tests of pages. */
export default async function setup(project: TestProject) {
  const state = mkdtempSync(join(tmpdir(), "stockbook-site-"));
  const server = await startServer({ state });
  const browser = await chromium.launchServer({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
  });
  const { api_key } = JSON.parse(readFileSync(join(state, "data/demo.json"), "utf8")) as { api_key: string };
  await allowManyRequests(server.url);
  project.provide("site", { url: server.url, key: api_key });
  project.provide("browser", browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  };
}

/** The tests are one organization's client together, and faster than people. */
async function allowManyRequests(url: string): Promise<void> {
  const organizations = `${url}/admin/v1/organizations`;
  const headers = { Authorization: `Bearer ${ADMIN_TOKEN}`, "Content-Type": "application/json" };
  const { data } = (await (await fetch(organizations, { headers })).json()) as { data: { id: string }[] };
  const body = JSON.stringify({
    settings: { rate_limits: { requests_per_minute: 100_000, ai_requests_per_minute: 1_000 } },
  });
  for (const { id } of data) {
    const { ok } = await fetch(`${organizations}/${id}`, { method: "PATCH", headers, body });
    if (!ok) throw new Error("The rate limit of the demo organization could not be raised.");
  }
}
