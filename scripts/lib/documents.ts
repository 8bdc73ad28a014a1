import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Marked, type Token, type Tokens } from "marked";
import { CONTENTS } from "../../src/site/docs/contents.ts";
import { root } from "./settings.ts";

const SOURCES = join(root, "docs");

/** A page of the documentation; its headings are those of the second and third level. */
type Document = { name: string; title: string; group: string; html: string; headings: Heading[]; sections: Section[] };
type Heading = { id: string; text: string; depth: number };

/** A part of a page under one heading, for the search. */
type Section = { page: string; title: string; id: string; heading: string; text: string };

/** The names of all documents: the files in docs/. */
export function documentNames(): string[] {
  return globSync("*.md", { cwd: SOURCES }).map((file) => basename(file, ".md"));
}

/** Writes docs/*.md as pages, with the images and the index of the search: `/docs` and `/docs/NAME`. */
export function writeDocuments(site: string): void {
  const directory = join(site, "docs");
  mkdirSync(directory, { recursive: true });
  const entries = CONTENTS.flatMap(({ title: group, pages }) => pages.map(([name, title]) => ({ name, title, group })));
  const documents = entries.map((entry) => readDocument(entry));
  for (const [at, document] of documents.entries()) {
    const html = pageOf(document, documents, documents[at - 1], documents[at + 1]);
    writeFileSync(join(directory, `${document.name}.html`), html);
  }
  writeFileSync(join(site, "docs.html"), startOf(documents));
  const sections = documents.flatMap((document) => document.sections);
  writeFileSync(join(directory, "search.json"), JSON.stringify(sections));
  for (const image of globSync("*.{svg,png,webp}", { cwd: SOURCES }))
    cpSync(join(SOURCES, image), join(directory, image));
}

function readDocument({ name, title, group }: Pick<Document, "name" | "title" | "group">): Document {
  const marked = new Marked({ gfm: true });
  const tokens = marked.lexer(readFileSync(join(SOURCES, `${name}.md`), "utf8"));
  const idOf = openIds();
  const ids = new Map<Token, string>();
  const headings: Heading[] = [];
  const sections: Section[] = [];
  for (const token of tokens) {
    if (token.type === "heading") {
      const { depth } = token as Tokens.Heading;
      const text = plainText(token);
      const id = idOf(text);
      ids.set(token, id);
      if (depth === 2 || depth === 3) headings.push({ id, text, depth });
      sections.push({ page: name, title, id: depth === 1 ? "" : id, heading: depth === 1 ? title : text, text: "" });
      continue;
    }
    const section = sections.at(-1);
    if (section && token.type !== "space") section.text = `${section.text} ${plainText(token)}`.trim();
  }
  marked.use({ renderer: rendererOf(ids) });
  return { name, title, group, html: marked.parser(tokens), headings, sections };
}

function rendererOf(ids: ReadonlyMap<Token, string>) {
  return {
    heading(this: { parser: { parseInline(tokens: Token[]): string } }, token: Tokens.Heading) {
      const { depth, tokens } = token;
      const text = this.parser.parseInline(tokens);
      const id = ids.get(token) ?? "";
      const anchor = depth === 1 ? "" : ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
      return `<h${depth} id="${id}">${text}${anchor}</h${depth}>\n`;
    },
    link(this: { parser: { parseInline(tokens: Token[]): string } }, { href, tokens }: Tokens.Link) {
      const text = this.parser.parseInline(tokens);
      const target = targetOf(href);
      return target === null ? text : `<a href="${escapeHtml(target)}">${text}</a>`;
    },
    image({ href, text }: Tokens.Image) {
      return `<img src="/docs/${escapeHtml(basename(href))}" alt="${escapeHtml(text)}" loading="lazy">`;
    },
    // A region that scrolls must be reachable by keyboard.
    code({ text, lang }: Tokens.Code) {
      const label = lang ? ` (${lang})` : "";
      return `<pre tabindex="0" role="group" aria-label="Example${escapeHtml(label)}"><code>${escapeHtml(text)}\n</code></pre>\n`;
    },
    table(this: { parser: { parseInline(tokens: Token[]): string } }, { header, rows, align }: Tokens.Table) {
      // The corner of a table is no header of anything.
      const cellOf = (tag: "th" | "td") => (cell: Tokens.TableCell, at: number) => {
        const side = align[at] ? ` class="${align[at]}"` : "";
        const name = cell.text === "" ? "td" : tag;
        return `<${name}${side}>${this.parser.parseInline(cell.tokens)}</${name}>`;
      };
      const head = header.map(cellOf("th")).join("");
      const body = rows.map((row) => `<tr>${row.map(cellOf("td")).join("")}</tr>`).join("\n");
      return `<div class="table" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>\n`;
    },
  };
}

/** Where a link of a document leads on the site; null for files elsewhere in the repository, which stay text. */
function targetOf(href: string): string | null {
  if (/^(https?:|mailto:|#|\/)/.test(href)) return href;
  const [path = "", fragment] = href.split("#");
  const name = /^(?:\.\/|docs\/)?([\w-]+)\.md$/.exec(path)?.[1];
  if (name === undefined) return null;
  if (!existsSync(join(SOURCES, `${name}.md`))) throw new Error(`A document links to ${href}, which is not in docs/.`);
  return `/docs/${name}${fragment === undefined ? "" : `#${fragment}`}`;
}

/** Makes the ids of headings as GitHub does; a repeated one gets a number. */
function openIds(): (text: string) => string {
  const used = new Map<string, number>();
  return (text) => {
    const id = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-");
    const times = used.get(id) ?? 0;
    used.set(id, times + 1);
    return times === 0 ? id : `${id}-${times}`;
  };
}

/** The text of a token without its marks. */
function plainText(token: Token): string {
  if (token.type === "table") {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].map((row) => row.map(({ tokens }) => tokens.map(plainText).join("")).join(" ")).join(" ");
  }
  if (token.type === "list") return (token as Tokens.List).items.map(plainText).join(" ");
  if ("tokens" in token && token.tokens) return token.tokens.map(plainText).join("");
  return "text" in token && typeof token.text === "string" ? token.text : "";
}

function pageOf(document: Document, documents: Document[], before?: Document, after?: Document): string {
  const headings = document.headings.filter(({ depth }) => depth === 2);
  const contents = headings.map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join("");
  const step = (rel: string, label: string, to: Document | undefined) =>
    to ? `<a rel="${rel}" href="/docs/${to.name}"><span>${label}</span> ${escapeHtml(to.title)}</a>` : "<span></span>";
  return frame(
    document.title,
    navigation(documents, document.name),
    `<main id="content"><article>${document.html}</article>
<nav class="steps" aria-label="Previous and next">${step("prev", "Previous", before)}${step("next", "Next", after)}</nav></main>
${headings.length > 1 ? `<nav class="toc" aria-labelledby="toc"><p id="toc">On this page</p><ul>${contents}</ul></nav>` : "<div></div>"}`,
  );
}

/** The page `/docs`: all pages by group. */
function startOf(documents: Document[]): string {
  const groups = CONTENTS.map(({ title }) => {
    const links = documents
      .filter(({ group }) => group === title)
      .map(linkTo)
      .join("");
    return `<section><h2>${escapeHtml(title)}</h2><ul>${links}</ul></section>`;
  });
  const more = `<p>To try requests in the browser, open the <a href="/playground">playground</a>; to look at stock, the <a href="/console">console</a>. Every path and field is described in <a href="/openapi.json">openapi.json</a>.</p>`;
  const main = `<main id="content"><article><h1>Documentation</h1>${more}<div class="groups">${groups.join("\n")}</div></article></main><div></div>`;
  return frame("Documentation", navigation(documents, ""), main);
}

function linkTo({ name, title }: Document): string {
  return `<li><a href="/docs/${name}">${escapeHtml(title)}</a></li>`;
}

function navigation(documents: Document[], current: string): string {
  return CONTENTS.map(({ title }) => {
    const links = documents
      .filter(({ group }) => group === title)
      .map((document) =>
        document.name === current ? linkTo(document).replace("<a ", '<a aria-current="page" ') : linkTo(document),
      );
    return `<p>${escapeHtml(title)}</p><ul>${links.join("")}</ul>`;
  }).join("\n");
}

function frame(title: string, pages: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Stockbook</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/docs/main.css">
<script type="module" src="/docs/main.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><a class="brand" href="/">Stockbook</a> <a href="/docs">Documentation</a> <a href="/playground">Playground</a> <a href="/console">Console</a>
<form role="search" hidden><input type="search" aria-label="Search the documentation" placeholder="Search" autocomplete="off" spellcheck="false"></form></header>
<section id="results" class="results" aria-label="Search results" aria-live="polite" hidden></section>
<div class="page">
<details class="pages" open><summary>All pages</summary><nav aria-label="Documentation">${pages}</nav></details>
${main}
</div>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
