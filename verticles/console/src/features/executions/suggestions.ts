import { KEYS, quoted, STATES, THINGS, TRIGGERS } from "./filter";

export interface Suggestion {
  /** What takes the place of the part that is being typed. */
  insert: string;
  /** A key is gone on with; a value is followed by a blank. */
  done: boolean;
}

export interface Known {
  jobs: string[];
  people: string[];
  targets: string[];
  schedules: string[];
}

/** Where in a text the part begins that is being typed. */
export function partAt(text: string, caret: number): { from: number; text: string } {
  let from = 0;
  let quote = false;
  for (let i = 0; i < caret; i++) {
    if (text[i] === '"') {
      quote = !quote;
    } else if (!quote && /\s/.test(text[i] ?? "")) {
      from = i + 1;
    }
  }
  return { from, text: text.slice(from, caret) };
}

const AGES = ["-1h", "-24h", "-7d"];
const MOST = 8;

/** What may come at the caret: names of terms, or values of the one that was begun. */
export function suggest(text: string, caret: number, known: Known): Suggestion[] {
  const part = partAt(text, caret).text;
  const not = part.startsWith("-") ? "-" : "";
  const typed = part.slice(not.length);
  const match = /^([a-z]+)(:|[<>]=?)(.*)$/i.exec(typed);
  if (!match) {
    return KEYS.filter(
      (key) => key.startsWith(typed.toLowerCase()) && (not === "" || !THINGS.some((thing) => thing === key)),
    ).map((key) => ({
      insert: `${not}${key}${key === "started" ? ">" : ":"}`,
      done: false,
    }));
  }
  const [, key = "", operator = "", value = ""] = match;
  const before = value.slice(0, value.lastIndexOf(",") + 1);
  const last = value.slice(before.length).replaceAll('"', "").toLowerCase();
  return valuesOf(key.toLowerCase(), known)
    .filter((each) => each.toLowerCase().includes(last) && each.toLowerCase() !== last)
    .slice(0, MOST)
    .map((each) => ({ insert: `${not}${key}${operator}${before}${quoted(each)}`, done: true }));
}

function valuesOf(key: string, known: Known): string[] {
  switch (key) {
    case "state":
      return STATES;
    case "trigger":
      return [...TRIGGERS];
    case "started":
      return AGES;
    case "job":
    case "name":
      return known.jobs;
    case "by":
      return known.people;
    case "target":
      return known.targets;
    case "schedule":
      return known.schedules;
    default:
      return [];
  }
}

/** The text with a suggestion taken up, and where the caret is then. */
export function takeUp(text: string, caret: number, suggestion: Suggestion): { text: string; caret: number } {
  const { from } = partAt(text, caret);
  const rest = text.slice(caret).replace(/^\S*/, "");
  const inserted = suggestion.insert + (suggestion.done && !rest.startsWith(" ") ? " " : "");
  return { text: text.slice(0, from) + inserted + rest, caret: from + inserted.length };
}
