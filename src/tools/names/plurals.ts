const IRREGULAR: Readonly<Record<string, string>> = {
  ...{ men: "man", women: "woman", children: "child", people: "person", feet: "foot", teeth: "tooth", geese: "goose" },
  ...{ mice: "mouse", dice: "die", oxen: "ox", leaves: "leaf", loaves: "loaf", thieves: "thief", halves: "half" },
};

/** The singulars that an English word may be the plural of; none if it is no plural. */
export function singularsOf(word: string): string[] {
  const irregular = IRREGULAR[word];
  if (irregular) return [irregular];
  const without = (ending: string, instead = "") => word.slice(0, -ending.length) + instead;
  const found = endings(word, without);
  return found.filter((singular) => singular.length >= 3);
}

function endings(word: string, without: (ending: string, instead?: string) => string): string[] {
  if (!/^\p{L}+s$/u.test(word) || /(?:ss|us|is)$/.test(word)) return [];
  if (word.endsWith("ies")) return [without("ies", "y"), without("s")];
  if (word.endsWith("ves")) return [without("ves", "f"), without("ves", "fe"), without("s")];
  if (/(?:s|x|z|ch|sh|o)es$/.test(word)) return [without("es"), without("s")];
  return [without("s")];
}

export const isPlural = (word: string): boolean => singularsOf(word).length > 0;

/** True if two words are the same but for their number. */
export function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const forms = [one, ...singularsOf(one)];
  return [other, ...singularsOf(other)].some((form) => forms.includes(form));
}

/** What a word's singular and plural begin with. */
export function stemOf(word: string): string {
  const forms = [word, ...singularsOf(word)].map((form) => form.replace(/(?:fe|f|y)$/, ""));
  const shortest = forms.reduce((best, form) => (form.length < best.length ? form : best), word);
  const letters = [...shortest];
  const length = letters.findIndex((letter, at) => !forms.every((form) => [...form][at] === letter));
  const stem = length < 0 ? shortest : letters.slice(0, length).join("");
  return stem.length >= 3 ? stem : word;
}
