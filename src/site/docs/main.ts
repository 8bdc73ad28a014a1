import "../shared/theme.css";
import "./docs.css";
import { findSections, type Section } from "./search";

const form = document.querySelector<HTMLFormElement>("form[role=search]");
const input = form?.querySelector("input");
const results = document.querySelector<HTMLElement>("#results");
const pages = document.querySelector<HTMLDetailsElement>("details.pages");

// On a phone the navigation begins closed: the page comes first.
const narrow = matchMedia("(max-width: 60rem)");
const fold = () => {
  if (pages) pages.open = !narrow.matches;
};
fold();
narrow.addEventListener("change", fold);

if (form && input && results) {
  form.hidden = false;
  let index: Promise<Section[]> | undefined;
  const load = () => {
    index ??= fetch("/docs/search.json").then((response) => response.json() as Promise<Section[]>);
    return index;
  };
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", async () => {
    const asked = input.value;
    const sections = await load();
    if (asked === input.value) show(results, asked, sections);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement === document.body) {
      event.preventDefault();
      input.focus();
    }
    if (event.key === "Escape") {
      input.value = "";
      results.hidden = true;
    }
  });
}

function show(results: HTMLElement, asked: string, sections: readonly Section[]) {
  const found = findSections(asked, sections);
  results.hidden = asked.trim() === "";
  const list = document.createElement("ul");
  for (const { page, title, id, heading, excerpt } of found) {
    const link = document.createElement("a");
    link.href = `/docs/${page}${id ? `#${id}` : ""}`;
    link.textContent = heading === title ? title : `${title}: ${heading}`;
    link.addEventListener("click", () => {
      results.hidden = true;
    });
    const text = document.createElement("p");
    text.textContent = excerpt;
    const item = document.createElement("li");
    item.append(link, text);
    list.append(item);
  }
  const none = document.createElement("p");
  none.textContent = "Nothing found. Try another word.";
  results.replaceChildren(found.length > 0 ? list : none);
}
