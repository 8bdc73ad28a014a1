import { relative } from "node:path";
import { packClient } from "./lib/client_package.ts";
import { root } from "./lib/settings.ts";

console.log(`The client is packed in ${relative(root, await packClient())}.`);
