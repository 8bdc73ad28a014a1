import { hasCheckDigit, normalizeGtin } from "./gtin";

type Gs1Element = { ai: string; title: string; value: string };

/** The content of a GS1 barcode: the fields that matter for stock, and all `elements` as they were encoded. */
export type Gs1 = {
  gtin: string | null;
  lot_number: string | null;
  expiry_date: string | null;
  production_date: string | null;
  serial_number: string | null;
  quantity: number | null;
  net_weight_kg: number | null;
  elements: Gs1Element[];
};

type Identifier = { title: string; pattern: RegExp; kinds: string[]; fixedLength: number | null };
type Pair = { ai: string; value: string };

/**
 * The application identifiers by format: GS1 General Specifications, figure 3.2-1, and the GS1 Barcode Syntax Dictionary
 * of July 2026. `310-5` stands for 310 to 315. A format is a row of components, the optional ones in brackets, `..` for
 * "up to": N digits, C digits ending in a check digit, D a date YYMMDD, X, Y and Z text in the sets 82, 39 and 64.
 */
const APPLICATION_IDENTIFIERS = `
C18   00 SSCC; 8017 GSRN - PROVIDER; 8018 GSRN - RECIPIENT
C17   402 GSIN
C14   01 GTIN; 02 CONTENT; 03 MTO GTIN
C14N4 8006 ITIP; 8026 ITIP CONTENT
C13   410 SHIP TO LOC; 411 BILL TO; 412 PURCHASE FROM; 413 SHIP FOR LOC; 414 LOC No.; 415 PAY TO; 416 PROD/SERV LOC; 417 PARTY
C13[X..17]   253 GDTI
C13[N..12]   255 GCN
N1C13[X..16] 8003 GRAI
D6    11 PROD DATE; 12 DUE DATE; 13 PACK DATE; 15 BEST BEFORE or BEST BY; 16 SELL BY; 17 USE BY or EXPIRY
D6    4326 REL DATE; 7006 FIRST FREEZE DATE
D6[D6]  7007 HARVEST DATE
D6N4    4324 NOT BEF DEL DT; 4325 NOT AFT DEL DT; 7003 EXPIRY TIME
D6[N4]  7011 TEST BY DATE
D6N2[N2][N2] 8008 PROD TIME
N6    3100-5 NET WEIGHT (kg); 3110-5 LENGTH (m); 3120-5 WIDTH (m); 3130-5 HEIGHT (m); 3140-5 AREA (m²); 3150-5 NET VOLUME (l)
N6    3160-5 NET VOLUME (m³); 3200-5 NET WEIGHT (lb); 3210-5 LENGTH (in); 3220-5 LENGTH (ft); 3230-5 LENGTH (yd)
N6    3240-5 WIDTH (in); 3250-5 WIDTH (ft); 3260-5 WIDTH (yd); 3270-5 HEIGHT (in); 3280-5 HEIGHT (ft); 3290-5 HEIGHT (yd)
N6    3300-5 GROSS WEIGHT (kg); 3310-5 LENGTH (m), log; 3320-5 WIDTH (m), log; 3330-5 HEIGHT (m), log; 3340-5 AREA (m²), log
N6    3350-5 VOLUME (l), log; 3360-5 VOLUME (m³), log; 3370-5 KG PER m²; 3400-5 GROSS WEIGHT (lb); 3410-5 LENGTH (in), log
N6    3420-5 LENGTH (ft), log; 3430-5 LENGTH (yd), log; 3440-5 WIDTH (in), log; 3450-5 WIDTH (ft), log; 3460-5 WIDTH (yd), log
N6    3470-5 HEIGHT (in), log; 3480-5 HEIGHT (ft), log; 3490-5 HEIGHT (yd), log; 3500-5 AREA (in²); 3510-5 AREA (ft²)
N6    3520-5 AREA (yd²); 3530-5 AREA (in²), log; 3540-5 AREA (ft²), log; 3550-5 AREA (yd²), log; 3560-5 NET WEIGHT (tr oz)
N6    3570-5 NET VOLUME (oz); 3600-5 NET VOLUME (qt (US)); 3610-5 NET VOLUME (gal.); 3620-5 VOLUME (qt (US)), log
N6    3630-5 VOLUME (gal (US)), log; 3640-5 NET VOLUME (in³); 3650-5 NET VOLUME (ft³); 3660-5 NET VOLUME (yd³)
N6    3670-5 VOLUME (in³), log; 3680-5 VOLUME (ft³), log; 3690-5 VOLUME (yd³), log; 3950-5 PRICE/UoM; 8005 PRICE PER UNIT
N6[X1] 4330 MAX TEMP F.; 4331 MAX TEMP C.; 4332 MIN TEMP F.; 4333 MIN TEMP C.
N1    4321 DANGEROUS GOODS; 4322 AUTH TO LEAVE; 4323 SIG REQUIRED; 7252 BIO SEX
N2    20 VARIANT; 7241 AIDC MEDIA TYPE
N3    422 ORIGIN; 424 COUNTRY - PROCESS; 426 COUNTRY - FULL PROCESS
N4    3940-3 PRCNT OFF; 8111 POINTS
N8    7250 DOB
N12   7251 DOB TIME
N13   7001 NSN
N14   8001 DIMENSIONS
N15   8040 IMEI; 8041 IMEI2
N20   4309 SHIP TO GEO
N32   8042 ESIM
N18[N..2] 8043 PSIM
N..4  7004 ACTIVE POTENCY
N..6  242 MTO VARIANT
N..8  30 VAR. COUNT; 37 COUNT
N..10 8019 SRIN
N..12 8011 CPID SERIAL
N..15 3900-9 AMOUNT; 3920-9 PRICE
N3N..15 3910-9 AMOUNT; 3930-9 PRICE
N3[N3][N3][N3][N3] 423 COUNTRY - INITIAL PROCESS; 425 COUNTRY - DISASSEMBLY
N3X..9  421 SHIP TO POST
N3X..27 7030-9 PROCESSOR
N1X3  7040 UIC+EXT
X2    4307 SHIP TO COUNTRY; 4317 RTN TO COUNTRY
X2X..28 7230-9 CERT
X3    7258 BIRTH SEQUENCE
X..2  7010 PROD METHOD
X..3  427 ORIGIN SUBDIVISION; 7008 AQUATIC SPECIES
X..4  7041 UFRGT UNIT TYPE
X..10 7009 FISHING GEAR TYPE; 7255 SUFFIX
X..12 7005 CATCH AREA
X..20 10 BATCH/LOT; 21 SERIAL; 22 CPV; 243 PCN; 254 GLN EXTENSION COMPONENT; 420 SHIP TO POST; 4318 RTN TO POST
X..20 7020 REFURB LOT; 7021 FUNC STAT; 7022 REV STAT; 710 NHRN PZN; 711 NHRN CIP; 712 NHRN CN; 713 NHRN DRN; 714 NHRN AIM
X..20 715 NHRN NDC; 716 NHRN AIC; 717 NHRN SRN; 7240 PROTOCOL; 8002 CMT No.; 8012 VERSION
X..25 7242 VCN; 8013 GMN; 8014 MUDI; 8020 REF No.
X..28 235 TPX
X..30 240 ADDITIONAL ID; 241 CUST. PART No.; 250 SECONDARY SERIAL; 251 REF. TO SOURCE; 400 ORDER NUMBER; 401 GINC; 403 ROUTE
X..30 4308 SHIP TO PHONE; 4319 RTN TO PHONE; 7002 MEAT CUT; 7023 GIAI - ASSEMBLY; 8004 GIAI; 90 INTERNAL
X..34 8007 IBAN
X..35 4300 SHIP TO COMP; 4301 SHIP TO NAME; 4310 RTN TO COMP; 4311 RTN TO NAME; 4320 SRV DESCRIPTION
X..40 7253 FAMILY NAME; 7254 GIVEN NAME; 7259 BABY
X..50 8009 OPTSEN
X..70 4302 SHIP TO ADD1; 4303 SHIP TO ADD2; 4304 SHIP TO SUB; 4305 SHIP TO LOC; 4306 SHIP TO REG; 4312 RTN TO ADD1
X..70 4313 RTN TO ADD2; 4314 RTN TO SUB; 4315 RTN TO LOC; 4316 RTN TO REG; 7257 PERSON ADDR; 8110 COUPON; 8112 COUPON
X..70 8200 PRODUCT URL
X..90 7256 FULL NAME; 91-9 INTERNAL
Y..30 8010 CPID
Z..90 8030 DIGSIG`;

/** GS1 General Specifications, 7.11: the character sets 82, 39 and 64. */
const CHARACTERS = { N: "\\d", C: "\\d", D: "\\d", X: '[!"%-?A-Z_a-z]', Y: "[#/0-9A-Z-]", Z: "[0-9A-Z_a-z=-]" };

/** The identifiers that may open the path of a Digital Link (GS1 Digital Link Standard: URI Syntax, "primary key"). */
const PRIMARY_KEYS = new Set("00 01 253 255 401 402 414 415 417 8003 8004 8006 8010 8013 8017 8018".split(" "));

const MAX_LENGTH = 500;
const FNC1 = "\x1D";
const FNC1_TRANSLITERATED = /\{GS\}|<GS>|\^\]|\u241D/g;
const SYMBOLOGY_IDENTIFIER = /^\](?:C1|e0|d2|Q3|J1)/;

const identifiers = new Map(APPLICATION_IDENTIFIERS.trim().split("\n").flatMap(readRow));

function readRow(row: string): [string, Identifier][] {
  const [format = "", ...entries] = row.split(/\s+(?=\d)|; /);
  const parts = [...format.matchAll(/(\[?)([NCDXYZ])(\.\.)?(\d+)/g)].map(([, optional, kind, upTo, length]) => ({
    kind: kind as keyof typeof CHARACTERS,
    length: Number(length),
    quantifier: `{${upTo ? 1 : length},${length}}`,
    optional: optional ? "?" : "",
  }));
  const source = parts.map((part) => `(${CHARACTERS[part.kind]}${part.quantifier})${part.optional}`).join("");
  const shape = {
    pattern: new RegExp(`^${source}$`),
    kinds: parts.map((part) => part.kind),
    fixedLength: /[.[]/.test(format) ? null : parts.reduce((sum, part) => sum + part.length, 0),
  };
  return entries.flatMap((entry) => {
    const [, stem = "", first, last = first, title = ""] = /^(\d+)(\d)(?:-(\d))? (.+)$/.exec(entry) ?? [];
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, i): [string, Identifier] => [
      stem + (Number(first) + i),
      { title, ...shape },
    ]);
  });
}

/**
 * The content of a GS1 barcode: an element string, bracketed or as a scanner sends it (GS1 General Specifications, 7.8), or
 * an uncompressed Digital Link URI. Null, never an exception, for any other text, which includes an unknown identifier, a
 * malformed value, a wrong check digit, an impossible date and two values for one identifier.
 *
 * Without FNC1 a value of variable length runs to the end of the text. `now` decides the century of dates. Whether identifiers
 * may be combined is not checked. Some SKUs and plain numbers happen to be element strings (`10-A` is lot `-A`), so callers
 * should use the result only if it has a `gtin`.
 */
export function parseGs1(text: string, now: Date): Gs1 | null {
  if (text.length > MAX_LENGTH) return null;
  const pairs = split(text.trim());
  if (!pairs?.length) return null;

  const values = new Map<string, string>();
  const elements: Gs1Element[] = [];
  for (const { ai, value } of pairs) {
    const identifier = identifiers.get(ai);
    if (!identifier || !conforms(value, identifier, now) || (values.get(ai) ?? value) !== value) return null;
    values.set(ai, value);
    elements.push({ ai, title: identifier.title, value });
  }

  const first = (...ais: string[]) => ais.map((ai) => values.get(ai)).find((value) => value !== undefined) ?? null;
  const date = (value: string | null) => value && readDate(value.slice(0, 6), now);
  const count = first("30", "37");
  const weight = elements.find(({ ai }) => ai.startsWith("310"));
  return {
    gtin: first("01", "02"),
    lot_number: first("10"),
    expiry_date: date(first("17", "7003", "15")),
    production_date: date(first("11")),
    serial_number: first("21"),
    quantity: count === null ? null : Number(count),
    net_weight_kg: weight ? Number(`${weight.value}e-${weight.ai.at(-1)}`) : null,
    elements,
  };
}

function split(text: string): Pair[] | null {
  if (/^https?:/i.test(text)) return splitDigitalLink(text);
  const data = text.replace(SYMBOLOGY_IDENTIFIER, "");
  const scanned = data.includes(FNC1) ? data : data.replace(FNC1_TRANSLITERATED, FNC1);
  return scanned.startsWith("(") ? splitBracketed(scanned) : splitElementString(scanned);
}

function splitBracketed(text: string): Pair[] | null {
  const pieces = text.replaceAll(FNC1, "").split(/\((\d{2,4})\)/);
  if (pieces[0] !== "") return null;
  return pieces.flatMap((ai, i) => (i % 2 === 1 ? [{ ai, value: pieces[i + 1]?.trim() ?? "" }] : []));
}

/** A value of fixed length, including those of figure 7.8.5-2, ends without FNC1; one may follow. */
function splitElementString(text: string): Pair[] | null {
  const pairs: Pair[] = [];
  for (const run of text.split(FNC1)) {
    for (let position = 0; position < run.length; ) {
      const ai = [2, 3, 4]
        .map((length) => run.slice(position, position + length))
        .find((prefix) => identifiers.has(prefix));
      if (!ai) return null;
      const start = position + ai.length;
      position = start + (identifiers.get(ai)?.fixedLength ?? run.length);
      pairs.push({ ai, value: run.slice(start, position) });
    }
  }
  return pairs;
}

/** GS1 Digital Link Standard, URI Syntax: the path ends in the key and its qualifiers; in the query only numeric names are data. */
function splitDigitalLink(uri: string): Pair[] | null {
  const [, path = "", query = ""] = /^https?:\/\/[^/?#]+([^?#]*)\??([^#]*)/i.exec(uri) ?? [];
  const segments = path.split("/");
  if (segments.at(-1) === "") segments.pop();
  let key = segments.length - 2;
  while (key > 0 && !PRIMARY_KEYS.has(segments[key] ?? "")) key -= 2;
  if (key <= 0) return null;

  const pairs: Pair[] = [];
  for (let i = key; i < segments.length; i += 2) pairs.push({ ai: segments[i] ?? "", value: segments[i + 1] ?? "" });
  for (const [, ai = "", value = ""] of query.matchAll(/(?<=^|[&;])(\d+)=([^&;]*)/g)) pairs.push({ ai, value });
  try {
    return pairs.map(({ ai, value }) => ({ ai, value: decodeURIComponent(value) })).map(padGtin);
  } catch {
    return null;
  }
}

function padGtin({ ai, value }: Pair): Pair {
  return { ai, value: ai === "01" ? (normalizeGtin(value) ?? value) : value };
}

function conforms(value: string, { pattern, kinds }: Identifier, now: Date): boolean {
  const components = pattern.exec(value)?.slice(1) as (string | undefined)[] | undefined;
  return !!components?.every((component, i) => {
    if (component === undefined) return true;
    if (kinds[i] === "C") return hasCheckDigit(component);
    return kinds[i] !== "D" || readDate(component, now) !== null;
  });
}

/** GS1 General Specifications, 7.12: the year is at most 49 years ago and 50 ahead; day 00 is the last of the month (3.4). */
function readDate(yymmdd: string, now: Date): string | null {
  const [yy = 0, month = 0, day = 0] = [0, 2, 4].map((start) => Number(yymmdd.slice(start, start + 2)));
  const thisYear = now.getUTCFullYear();
  const ahead = ((yy - (thisYear % 100) + 149) % 100) - 49;
  const lastDay = new Date(Date.UTC(thisYear + ahead, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day > lastDay) return null;
  return new Date(Date.UTC(thisYear + ahead, month - 1, day || lastDay)).toISOString().slice(0, 10);
}
