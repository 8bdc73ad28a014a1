import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bundle } from "./bundle.ts";
import { root } from "./settings.ts";

/** A place in a file as a stack trace names it: URL, line and column. */
const POSITION = /(file:\/\/[^\s()]+?):(\d+):(\d+)/g;

type Log = { level: string; message: string };

/** Prints what a worker logs, with the stack traces of its minified bundle translated to positions in the source files. */
export function logPrinter({ modulesRoot, mainModule }: Bundle): (log: Log) => void {
  const file = join(modulesRoot, mainModule);
  const { href } = pathToFileURL(file);
  let map: SourceMap | undefined;
  const toSource = (position: string, url: string, line: string, column: string) => {
    if (url !== href) return position;
    map ??= new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
    const origin = map.findOrigin(Number(line), Number(column));
    if (!("fileName" in origin)) return position;
    return `${relative(root, resolve(modulesRoot, origin.fileName))}:${origin.lineNumber}:${origin.columnNumber}`;
  };
  return ({ level, message }) => {
    const print = level === "error" || level === "warn" ? console.error : console.log;
    print(message.replace(POSITION, toSource));
  };
}
