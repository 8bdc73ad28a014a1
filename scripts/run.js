import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Runs scripts/<name>.ts, once it is sure that this Node understands TypeScript.
if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(`Stockbook's scripts need Node 24, this is ${process.version}.`);
  console.error('Run "npm ci" (it brings Node 24 along) and start them through npm: "npm start", "npm run dev".');
  process.exit(1);
}

// Compiling Miniflare and Wrangler takes a third of the time that they take to be loaded.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../node_modules/.cache/compiled");
enableCompileCache();

const [name] = process.argv.splice(2, 1);
await import(`./${name}.ts`).catch((error) => {
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error);
  process.exit(1);
});
