import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The files of a tree that match a pattern, by their paths from its root, in order. */
export function filesOf(root: string, ...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: ["**/node_modules/**"] }).sort();
}

/** The syntax tree of a TypeScript or JavaScript file, whose nodes know their parents. */
export function parse(root: string, path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
}

/** Every node of a tree, each before those inside it. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  // `forEachChild` stops at the first result that is true, so the children are collected and none is returned.
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** The number of the line at a position of a file, or of a node's first line; lines begin with 1. */
export function lineAt(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}
