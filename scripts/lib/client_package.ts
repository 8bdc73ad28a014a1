import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { root } from "./settings.ts";

const SOURCES = join(root, "src/client");

/**
 * Writes the typed client into `directory` as a package that npm can publish, and packs it there. Returns the path of the
 * archive.
 */
export async function packClient(directory = join(root, "dist/package")): Promise<string> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, "client"), { recursive: true });
  await build({
    entryPoints: [join(SOURCES, "index.ts")],
    outfile: join(directory, "client/index.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    external: ["openapi-fetch"],
    legalComments: "none",
    logLevel: "warning",
  });
  writeDeclarations(join(directory, "client"));
  writeFileSync(join(directory, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
  writeFileSync(join(directory, "README.md"), readme());
  copyFileSync(join(root, "LICENSE"), join(directory, "LICENSE"));
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts"], { cwd: directory, encoding: "utf8" });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  return join(directory, filename);
}

/** The types as they are, with the endings that Node's resolution wants. */
function writeDeclarations(directory: string): void {
  const program = ts.createProgram([join(SOURCES, "index.ts")], {
    declaration: true,
    emitDeclarationOnly: true,
    outDir: directory,
    strict: true,
    exactOptionalPropertyTypes: true,
    resolveJsonModule: true,
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2024.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
  });
  program.emit();
  copyFileSync(join(SOURCES, "schema.d.ts"), join(directory, "schema.d.ts"));
  rmSync(join(directory, "operations.d.json.ts"), { force: true });
  for (const path of globSync(join(directory, "*.d.ts"))) {
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replaceAll(/(from "\.\/\w+)"/g, '$1.js"'));
  }
}

/** The document without links to others, which the package does not have. */
function readme(): string {
  return readFileSync(join(root, "docs/client.md"), "utf8").replaceAll(/\[([^\]]+)\]\((?!https:)[^)]+\)/g, "$1");
}

function manifest() {
  const { name, version, license, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return {
    name,
    version,
    description: "Typed client of Stockbook, a multi-tenant inventory API",
    keywords: ["inventory", "stock", "warehouse", "api-client"],
    license,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.3" },
    exports: { "./client": { types: "./client/index.d.ts", default: "./client/index.js" } },
    files: ["client"],
    dependencies: { "openapi-fetch": dependencies["openapi-fetch"] },
  };
}
