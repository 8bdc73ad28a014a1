const MOST_LETTERS = 4000;

/** Controls, and letters that are not seen or turn the direction of others. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const ADDRESS = /<?\b(?:(?:https?|ftp|file):\/\/|www\.|(?:javascript|vbscript|data|mailto):(?=\S))[^\s<>"']*>?/giu;
const LINK = /!?\[([^\][]{0,300})\](?:\([^)]{0,2000}\)|\[[^\][]{0,300}\])/gu;
const TAG = /<!--[\s\S]*?(?:-->|$)|<\/?[a-z][^<>]{0,2000}>/giu;
const RULE = /^[\s:|*=_-]+$/gmu;
const LINE_MARK = /^\s*(?:#{1,6}\s|>|[-*+•]\s|\d{1,2}[.)]\s)\s*/gmu;
const EMPHASIS = [
  /(?<![\p{L}\p{N}])(\*\*|__|~~|\*|_)(?=\S)([^\n]{0,300}?\S)\1(?![\p{L}\p{N}])/gu,
  /(`{1,2})([^`]{0,300})\1/gu,
];

/**
 * What a model has written, as plain text in one line: without Markdown, HTML, links and addresses, so that nothing in it is
 * rendered or followed. At most 4,000 letters.
 */
export function toPlainText(written: string): string {
  let text = written
    .normalize("NFC")
    .replaceAll(/[\t\r\n\u2028\u2029]+/gu, "\n")
    .replaceAll(/```\w*/g, "");
  text = text.replaceAll(/[^\S\n]+/gu, " ").replaceAll(/[^\n]+/gu, (line) => line.replaceAll(UNSEEN, ""));
  // What is left after one is taken away may be another.
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replaceAll(LINK, "$1").replaceAll(ADDRESS, "").replaceAll(TAG, "");
  }
  text = text
    .replaceAll(/<(?=[a-z/!?])/giu, "")
    .replaceAll(RULE, "")
    .replaceAll(LINE_MARK, "")
    .replaceAll("|", " ");
  for (const mark of EMPHASIS) text = text.replaceAll(mark, "$2");
  return text.replaceAll(/\s+/gu, " ").trim().slice(0, MOST_LETTERS);
}
