const FIELD = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;

/** The records of a CSV text by RFC 4180; throws where it breaks the rules. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const at = FIELD.lastIndex;
    const [, field = "", end] = FIELD.exec(text) ?? [];
    if (end === undefined) throw new Error(`No CSV from ${at} on: ${text.slice(at, at + 50)}`);
    record.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === ",") continue;
    records.push(record);
    record = [];
  }
  return records;
}
