import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { unstable_readConfig } from "wrangler";
import { filesOf, lineAt, nodesOf, parse } from "../scripts/lib/sources.ts";
import { CRON } from "../src/jobs/schedule.ts";

const root = join(import.meta.dirname, "..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const existsHere = (path: string) => existsSync(join(root, path));

const MOST_LINES = 70;

test(`a function has at most ${MOST_LINES} lines`, () => {
  const paths = filesOf(root, "{src,drizzle,scripts}/**/*.{ts,js}");
  const long = paths.flatMap((path) => functionsIn(path).filter(({ lines }) => lines > MOST_LINES));
  expect(long.map(({ report }) => report)).toEqual([]);
});

function functionsIn(path: string) {
  const source = parse(root, path);
  return [...nodesOf(source)].flatMap((node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || !node.body) return [];
    const [first, last] = [lineAt(source, node.getStart()), lineAt(source, node.getEnd())];
    const name = nameOf(node) ?? "(anonymous)";
    const lines = last - first + 1;
    return [{ lines, report: `${path}:${first} ${name} has ${lines} lines` }];
  });
}

/** The name of a function, or of the variable or property that holds it. */
function nameOf(node: ts.SignatureDeclaration): string | undefined {
  const { name } = node.name ? node : (node.parent as ts.Node & { name?: ts.Node });
  return name?.getText();
}

const PATH = /(?<![\w./-])(?:src|drizzle|migrations|test|scripts|docs)\/[\w./*{},-]*[\w*}/]/g;

test("every path that a document or comment cites exists", () => {
  const documents = filesOf(root, "*.md", "docs/**/*.md").map((path) => [path, textOf(path)] as const);
  const sources = filesOf(root, "{src,drizzle,scripts,test}/**/*.{ts,js,sql}");
  const comments = sources.map((path) => [path, commentsOf(textOf(path))] as const);
  const cited = [...documents, ...comments].flatMap(([path, text]) => citationsIn(path, text));
  expect(cited.length).toBeGreaterThan(100);
  expect(cited.filter(({ target }) => !isThere(target)).map(({ at, target }) => `${at} cites ${target}`)).toEqual([]);
});

/** The lines of a source with nothing but their comments left, so that their numbers stay. */
function commentsOf(text: string): string {
  return text.replaceAll(/^.*$/gm, (line) => /^\s*(?:\/?\*.*|(?:\/\/|--).*)|\s\/\/\s.*/.exec(line)?.[0] ?? "");
}

function citationsIn(path: string, text: string) {
  return text
    .split("\n")
    .flatMap((line, index) => (line.match(PATH) ?? []).map((target) => ({ at: `${path}:${index + 1}`, target })));
}

/** True for a file, a folder, a pattern that matches one, or the number of a decision record. */
function isThere(target: string): boolean {
  const pattern = /^docs\/decisions\/\d{4}$/.test(target) ? `${target}-*` : target;
  return existsHere(pattern) || globSync(pattern, { cwd: root }).length > 0;
}

test("wrangler.toml has the cron of the schedule, and the queue that carries its calls", () => {
  const { triggers, queues } = unstable_readConfig({ config: join(root, "wrangler.toml") });
  expect(triggers.crons).toEqual([CRON]);
  const queueOf = ({ queue }: { queue: string }) => queue;
  expect(queues.producers?.map((producer: { binding: string }) => producer.binding)).toEqual(["JOBS"]);
  expect(queues.consumers?.map(queueOf)).toEqual(queues.producers?.map(queueOf));
});

/** Folders of test/ that belong to no folder of src/. */
const OF_THEIR_OWN = ["ai", "cost", "crash", "drizzle", "invariants", "scripts", "support"];

test("test/ has the folders of src/, and a test the name of what it is about", () => {
  const tests = filesOf(root, "test/**/*.test.ts").filter((path) => {
    const [, folder, ...below] = path.split("/");
    return below.length > 0 && !OF_THEIR_OWN.includes(folder as string);
  });
  expect(tests.length).toBeGreaterThan(30);
  expect(tests.filter((path) => !isOfSource(path))).toEqual([]);
});

/** A test in the folder of a resource or page may be about anything of it; others are about a file or folder with their name. */
function isOfSource(path: string): boolean {
  const folder = dirname(path).replace(/^test/, "src");
  if (!existsHere(folder)) return false;
  const name = basename(path).replace(/(\.(libsql|durable_object))?\.test\.ts$/, "");
  const isOfItsFolder = name === basename(folder) || /^src\/(resources|site)\//.test(folder);
  return isOfItsFolder || ["", ".ts", ".tsx"].some((ending) => existsHere(`${folder}/${name}${ending}`));
}

const PARTS = ["Context", "Decision", "Alternatives", "Enforced by"];

test("decision records are numbered without gaps, each has every part of one, and their list is complete", () => {
  const names = readdirSync(join(root, "docs/decisions")).filter((name) => /^\d/.test(name));
  const numbers = names.map((name) => Number(name.slice(0, 4))).toSorted((one, other) => one - other);
  expect(numbers).toEqual(numbers.map((_, index) => index));
  const faults = names.flatMap((name) => recordFaults(name).map((fault) => `${name} ${fault}`));
  expect(faults).toEqual([]);
  const list = textOf("docs/decisions/README.md");
  expect(names.filter((name) => !list.includes(`](${name})`))).toEqual([]);
});

function recordFaults(name: string): string[] {
  const text = textOf(`docs/decisions/${name}`);
  const number = Number(name.slice(0, 4));
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  return [
    ...(text.startsWith(`# ${number}. `) ? [] : [`does not begin with "# ${number}. "`]),
    ...(/^\*\*Status:\*\* /m.test(text) ? [] : ["has no **Status:**"]),
    ...PARTS.filter((part) => !headings.includes(part)).map((part) => `has no ## ${part}`),
  ];
}
