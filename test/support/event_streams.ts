/** The server-sent events in the body of a response. */
export function eventsIn(text: string) {
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((lines) => {
      const [, event = "", data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(lines) ?? [];
      return { event, data: JSON.parse(data) };
    });
}
