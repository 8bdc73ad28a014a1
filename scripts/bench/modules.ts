import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** Lets Node load the program from its sources, as the bundler does: paths without an ending, texts, and JSON. */
export function loadSources() {
  registerHooks({
    resolve(specifier, context, next) {
      const isOurs = specifier.startsWith(".") && !context.parentURL?.includes("/node_modules/");
      if (!isOurs || /\.\w+$/.test(specifier)) return next(specifier, context);
      try {
        return next(`${specifier}.ts`, context);
      } catch {
        return next(`${specifier}/index.ts`, context);
      }
    },
    load(url, context, next) {
      const [ending] = /\.(sql|txt|json)$/.exec(url) ?? [];
      if (!ending || url.includes("/node_modules/")) return next(url, context);
      const text = readFileSync(fileURLToPath(url), "utf8");
      const source = ending === ".json" ? exportsOf(text) : `export default ${JSON.stringify(text)}`;
      return { format: "module", source, shortCircuit: true };
    },
  });
}

/** A module that exports an object, and each of its fields by name. */
function exportsOf(json: string): string {
  const fields = Object.keys(JSON.parse(json)).map(
    (name, at) => `const _${at} = all[${JSON.stringify(name)}]; export { _${at} as ${JSON.stringify(name)} };`,
  );
  return [`const all = ${json};`, "export default all;", ...fields].join("\n");
}
