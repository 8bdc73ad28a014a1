import { relative } from "node:path";
import { root } from "./lib/settings.ts";
import { upToDateSite } from "./lib/site.ts";

console.log(`The pages are in ${relative(root, await upToDateSite())}.`);
