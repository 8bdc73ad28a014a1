import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { digestOf } from "./bundle.ts";
import { writeDocuments } from "./documents.ts";
import { root } from "./settings.ts";

/** Where the pages are: the static assets of the Worker (wrangler.toml). */
const SITE = join(root, "dist/site");

const SOURCES = join(root, "src/site");
const SCALAR = join(root, "node_modules/@scalar/api-reference/dist/browser");

/** Builds the pages that browsers load, unless they are made from the files as they are now. */
export async function upToDateSite(): Promise<string> {
  const proof = `${SITE}.sha256`;
  const digest = `${digestOf(inputs())}\n`;
  if (existsSync(SITE) && existsSync(proof) && readFileSync(proof, "utf8") === digest) return SITE;
  const draft = `${SITE}.${process.pid}`;
  await buildSite(draft);
  putInPlace(draft);
  writeFileSync(proof, digest);
  return SITE;
}

/** Others may build the same pages at the same time, such as wrangler and the server that runs it: one draft wins. */
function putInPlace(draft: string): void {
  rmSync(`${SITE}.sha256`, { force: true });
  rmSync(SITE, { recursive: true, force: true });
  try {
    renameSync(draft, SITE);
  } catch (error) {
    if (!existsSync(SITE)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

function inputs(): string[] {
  const patterns = ["src/site/**/*", "src/client/**/*", "docs/*", "scripts/lib/{site,documents}.ts"];
  return [
    ...patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).map((path) => join(root, path)),
    ...["package.json", "node_modules/.package-lock.json"].map((path) => join(root, path)),
  ].filter((path) => existsSync(path));
}

async function buildSite(site: string): Promise<void> {
  rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  for (const page of globSync(join(SOURCES, "*/*.html"))) {
    const folder = basename(dirname(page));
    cpSync(page, join(site, folder === "home" ? "index.html" : `${folder}.html`));
  }
  writeDocuments(site);
  for (const file of ["_headers", "shared/favicon.svg"]) cpSync(join(SOURCES, file), join(site, basename(file)));
  await build({
    entryPoints: globSync(join(SOURCES, "*/main.{ts,tsx}")),
    outdir: site,
    outbase: SOURCES,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  copyScalar(join(site, "playground/scalar"));
}

/** The reference and client of the playground, without the maps and the languages that it is not shown in. */
function copyScalar(directory: string): void {
  cpSync(SCALAR, directory, {
    recursive: true,
    filter: (path) => !path.endsWith(".map") && basename(path) !== "standalone.js",
  });
}
