import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { generatedSecret } from "../../scripts/lib/settings.ts";
import { ENGINES } from "../../src/shared/organization.ts";
import { isSent, readDockerfile } from "./dockerfile.ts";
import { ADMIN_TOKEN, call, freePort, ownEnvironment, startServer } from "./server.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const readme = read("README.md");
const operations = read("docs/operations.md");
const ignored = read(".dockerignore");
const image = readDockerfile(read("Dockerfile"));
const { services, volumes } = parse(read("compose.yaml"));
const service = services.stockbook;

/** The image's file system, as far as the steps of its unprivileged user make it. */
const disk = mkdtempSync(join(tmpdir(), "stockbook-image-"));
const inImage = (path: string) => join(disk, path);
afterAll(() => rmSync(disk, { recursive: true, force: true, maxRetries: 5 }));

/** The variables of a container that Compose starts with ADMIN_TOKEN and ENGINE set, with its paths in `disk`. */
function environmentOf(engine: string): Record<string, string> {
  const { STATE_DIR = "", SECRETS_FILE = "", ...others } = image.environment;
  const paths = { STATE_DIR: join(inImage(STATE_DIR), engine), SECRETS_FILE: inImage(SECRETS_FILE) };
  return { ...others, ...paths, ADMIN_TOKEN, SECRETS_KEY: "", ENGINE: engine };
}

/** Performs a COPY: what it names and the builder is sent, no more. */
function copy(source: string, target: string) {
  if (!isSent(ignored, source)) throw new Error(`.dockerignore excludes ${source}`);
  const filter = (path: string) => isSent(ignored, relative(root, path));
  const into = target.endsWith("/") ? join(target, source) : target;
  cpSync(join(root, source), join(inImage(image.directory), into), { recursive: true, filter });
}

test("one version of Node: .nvmrc, the dev dependency and the image agree", () => {
  const version = JSON.parse(read("package.json")).devDependencies.node;
  expect(read(".nvmrc").trim()).toBe(version);
  expect(image.base).toBe(`node:${version}-slim`);
});

test("the steps are the README's, by a user without privileges", () => {
  expect(image.user).toBe("node");
  const steps = image.steps.flatMap((step) => ("run" in step ? [step.run] : []));
  expect(steps).toEqual(["npm ci"]);
  for (const command of [...steps, image.command.join(" ")]) expect(readme).toContain(`\`${command}`);
});

test("the key that encrypts secrets is generated in the volume, readable to its user only, and stays the same", () => {
  const file = image.environment.SECRETS_FILE ?? "";
  expect(file).toMatch(new RegExp(`^${image.volume}/`));
  vi.stubEnv("SECRETS_FILE", inImage(file));
  const key = generatedSecret("SECRETS_KEY");
  expect(generatedSecret("SECRETS_KEY")).toBe(key);
  expect(readFileSync(inImage(file), "utf8")).toBe(`SECRETS_KEY=${key}\n`);
  expect(statSync(inImage(file)).mode & 0o777).toBe(0o600);
});

test("compose.yaml uses the image's port, volume and variables, all of which docs/operations.md explains", () => {
  expect(service.build).toBe(".");
  expect(service.ports).toEqual([`127.0.0.1:${image.port}:${image.port}`]);
  expect(String(image.port)).toBe(image.environment.PORT);
  const [name, target] = service.volumes[0].split(":");
  expect(Object.keys(volumes)).toEqual([name]);
  expect(target).toBe(image.volume);
  expect(target).toBe(image.environment.STATE_DIR);
  expect(service.environment.ADMIN_TOKEN).toMatch(/^\$\{ADMIN_TOKEN:\?/);
  expect(service.environment.ENGINE).toBe(`\${ENGINE:-${image.environment.ENGINE}}`);
  const table = operations.split("\n").filter((line) => /^\| `[A-Z]/.test(line));
  for (const variable of [...Object.keys(service.environment), ...Object.keys(image.environment)]) {
    expect(table.join("\n")).toContain(`\`${variable}\``);
  }
});

describe("the image", () => {
  beforeAll(() => {
    for (const directory of [image.directory, image.volume]) mkdirSync(inImage(directory), { recursive: true });
    for (const step of image.steps) {
      if ("run" in step) {
        const said = execFileSync("sh", ["-c", `${step.run} 2>&1`], {
          cwd: inImage(image.directory),
          env: { ...ownEnvironment(), npm_config_prefer_offline: "true" },
          encoding: "utf8",
        });
        expect(said).not.toContain("EBADENGINE");
      } else {
        for (const source of step.sources) copy(source, step.target);
      }
    }
  }, 300_000);

  test.each(ENGINES)("serves, ends in order and keeps its data, on %s", async (engine) => {
    const env = environmentOf(engine);
    const start = async () => {
      const port = await freePort();
      const container: Record<string, string> = { ...env, PORT: String(port) };
      const directory = inImage(image.directory);
      const state = container.STATE_DIR ?? "";
      const server = await startServer({ state, port, env: container, command: image.command, directory });
      const [program = "", ...args] = image.healthcheck;
      execFileSync(program, args, { env: { ...ownEnvironment(), ...container } });
      return server;
    };
    const admin = (url: string, method: string, body?: object) =>
      call(url, ADMIN_TOKEN, method, "/admin/v1/organizations", body);

    const first = await start();
    const made = await admin(first.url, "POST", { name: "Acme", slug: "acme" });
    expect(made.status).toBe(201);
    expect(made.body.data.database.engine).toBe(engine);
    for (const page of ["/console", "/playground", "/docs/stock"]) {
      expect((await fetch(`${first.url}${page}`)).status).toBe(200);
    }
    const { key } = made.body.data.api_key;
    const location = await call(first.url, key, "POST", "/api/v1/locations", { name: "Main warehouse" });
    expect(location.status).toBe(201);
    expect(await first.stop("SIGTERM")).toEqual([]);
    expect(first.exitCode()).toBe(0);
    const secrets = readFileSync(env.SECRETS_FILE ?? "", "utf8");

    const second = await start();
    expect((await admin(second.url, "GET")).body.data.map(({ slug }: { slug: string }) => slug)).toEqual(["acme"]);
    const again = await call(second.url, key, "GET", `/api/v1/locations/${location.body.data.id}`);
    expect(again.body).toEqual(location.body);
    expect(await second.stop("SIGTERM")).toEqual([]);
    expect(second.exitCode()).toBe(0);
    expect(readdirSync(inImage(image.volume))).toContain(engine);
    expect(readFileSync(env.SECRETS_FILE ?? "", "utf8")).toBe(secrets);
  });
});
