/** A part of a page under one heading. */
export type Section = { page: string; title: string; id: string; heading: string; text: string };

const MOST_RESULTS = 12;
const BEFORE = 40;
const EXCERPT = 160;

/** The sections that have all words of a question, those with the words in their heading first, each with an excerpt. */
export function findSections(question: string, sections: readonly Section[]): (Section & { excerpt: string })[] {
  const words = question.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const scored = sections.flatMap((section) => {
    const score = scoreOf(words, section);
    return score === 0 ? [] : [{ section, score }];
  });
  return scored
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST_RESULTS)
    .map(({ section }) => ({ ...section, excerpt: excerptOf(section.text, words) }));
}

function scoreOf(words: readonly string[], { title, heading, text }: Section): number {
  const [in_heading, in_title, in_text] = [heading.toLowerCase(), title.toLowerCase(), text.toLowerCase()];
  let score = 0;
  for (const word of words) {
    const own =
      (in_heading.includes(word) ? 8 : 0) + (in_title.includes(word) ? 2 : 0) + (in_text.includes(word) ? 1 : 0);
    if (own === 0) return 0;
    score += own;
  }
  return score;
}

function excerptOf(text: string, words: readonly string[]): string {
  const at = text.toLowerCase().indexOf(words[0] ?? "");
  const from = Math.max(0, at - BEFORE);
  const part = text.slice(from, from + EXCERPT);
  return `${from > 0 ? "…" : ""}${part}${from + EXCERPT < text.length ? "…" : ""}`;
}
