type Instruction = { name: string; arguments: string };
type Copy = { sources: string[]; target: string };

/** What a Dockerfile says, as far as this project's uses the language; anything else is an error. */
export function readDockerfile(text: string) {
  const instructions = instructionsOf(text);
  const of = (name: string) => instructions.filter((instruction) => instruction.name === name);
  const only = (name: string): string => {
    const [first, ...others] = of(name);
    if (!first || others.length > 0) throw new Error(`One ${name} expected, ${others.length + (first ? 1 : 0)} found`);
    return first.arguments;
  };
  const user = instructions.findIndex(({ name }) => name === "USER");
  return {
    base: only("FROM"),
    user: only("USER"),
    directory: only("WORKDIR"),
    environment: Object.fromEntries(
      only("ENV")
        .split(" ")
        .map((pair) => pair.split("=") as [string, string]),
    ),
    port: Number(only("EXPOSE")),
    volume: only("VOLUME"),
    healthcheck: JSON.parse(only("HEALTHCHECK").replace(/^(--\S+ +)*CMD /, "")) as string[],
    command: JSON.parse(only("CMD")) as string[],
    /** The steps of the unprivileged user, in order. Those before it prepare the operating system. */
    steps: instructions.slice(user).flatMap(({ name, arguments: text }): (Copy | { run: string })[] => {
      if (name === "COPY") return [copyOf(text)];
      return name === "RUN" ? [{ run: text }] : [];
    }),
  };
}

const KNOWN = ["FROM", "RUN", "USER", "WORKDIR", "COPY", "ENV", "EXPOSE", "VOLUME", "HEALTHCHECK", "CMD"];

function instructionsOf(text: string): Instruction[] {
  const lines = text
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [, name = "", rest = ""] = /^([A-Z]+) +(.*)$/.exec(line) ?? [];
    if (!KNOWN.includes(name)) throw new Error(`Not understood: ${line}`);
    return { name, arguments: rest.trim() };
  });
}

function copyOf(text: string): Copy {
  const paths = text.split(/ +/).filter((part) => !part.startsWith("--"));
  return { sources: paths.slice(0, -1), target: paths.at(-1) ?? "" };
}

/** Whether the builder is sent a file, by the patterns of a .dockerignore file; the last one that matches decides. */
export function isSent(patterns: string, path: string): boolean {
  let sent = true;
  for (const line of patterns.split("\n").filter((line) => line !== "" && !line.startsWith("#"))) {
    const pattern = line.replace(/^!/, "");
    if (pattern !== "*" && /[*?[\]]/.test(pattern)) throw new Error(`Not understood: ${line}`);
    if (pattern === "*" || path === pattern || path.startsWith(`${pattern}/`)) sent = line.startsWith("!");
  }
  return sent;
}
