import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/** Lets Node load the program from its sources, as the bundler does: paths without an ending, texts, and fields of JSON. */
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
      const [ending] = /\.(sql|html|txt|json)$/.exec(url) ?? [];
      if (!ending || url.includes("/node_modules/")) return next(url, context);
      const text = readFileSync(fileURLToPath(url), "utf8");
      const source = ending === ".json" ? fieldsOf(text) : `export default ${JSON.stringify(text)}`;
      return { format: "module", source, shortCircuit: true };
    },
  });
}

/** A module that exports each field of an object. */
function fieldsOf(json: string): string {
  const fields = Object.entries(JSON.parse(json));
  return fields
    .map(
      ([name, value], at) => `const _${at} = ${JSON.stringify(value)}; export { _${at} as ${JSON.stringify(name)} };`,
    )
    .join("\n");
}
