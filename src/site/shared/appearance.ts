const NAME = "stockbook.theme";
const THEMES = ["system", "light", "dark"] as const;

export type Theme = (typeof THEMES)[number];

/** Light or dark, as this browser was told, or as its system has it. */
export function currentTheme(): Theme {
  const kept = localStorage.getItem(NAME);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

/** Shows this page in a theme, now and when it is opened again. */
export function applyTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") {
    delete dataset.theme;
    localStorage.removeItem(NAME);
  } else {
    dataset.theme = theme;
    localStorage.setItem(NAME, theme);
  }
}
