import type { Schemas } from "../../api/client";

export const STATES: Schemas["ExecutionState"][] = [
  "queued",
  "running",
  "waiting",
  "paused",
  "cancelling",
  "succeeded",
  "failed",
  "cancelled",
  "timed_out",
  "lost",
];
export const TRIGGERS = ["schedule", "person"] as const;
export const KEYS = ["state", "job", "by", "name", "target", "schedule", "trigger", "started"] as const;
export type Key = (typeof KEYS)[number];
/** Terms of one thing by its whole name or id; executions do not tell enough of them to be looked through here. */
export const THINGS = ["target", "schedule"] as const;
export type Thing = (typeof THINGS)[number];

/** What is asked of an execution; words are looked for in what it is called. */
export type Term = { not: boolean } & (
  | { key: "state"; values: string[] }
  | { key: "job" | "by" | "name"; values: string[] }
  | { key: "target"; value: string }
  | { key: "schedule"; value: string }
  | { key: "trigger"; value: (typeof TRIGGERS)[number] }
  | { key: "started"; after: boolean; at: number }
  | { key: "word"; value: string }
);

export type FilterErrorCode =
  | "key"
  | "operator"
  | "value"
  | "state"
  | "trigger"
  | "time"
  | "quote"
  | "single"
  | "negated"
  | "twice";

export interface FilterError {
  code: FilterErrorCode;
  /** Where in the text, from 0. */
  at: number;
  length: number;
  /** The part that is meant. */
  text: string;
}

export interface Filter {
  terms: Term[];
  errors: FilterError[];
}

interface Token {
  at: number;
  text: string;
  unclosed: boolean;
}

/** Parts of a text at its blanks; what is in quotes stays together. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = -1;
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (char === '"') {
      quoted = !quoted;
    }
    const ends = char === undefined || (!quoted && /\s/.test(char));
    if (ends && at >= 0) {
      tokens.push({ at, text: text.slice(at, i), unclosed: quoted });
      at = -1;
    } else if (!ends && at < 0) {
      at = i;
    }
  }
  return tokens;
}

/**
 * Reads a filter: `state:failed,lost job:web* by:ann started>-24h trigger:schedule "two words" -word`. All terms must
 * hold; what cannot be read is told with its place, and left out.
 */
export function parseFilter(text: string, now: number): Filter {
  const filter: Filter = { terms: [], errors: [] };
  for (const token of tokensOf(text)) {
    const read = termOf(token, now);
    if ("code" in read) {
      filter.errors.push(read);
    } else if (isThing(read) && filter.terms.some((term) => term.key === read.key)) {
      filter.errors.push({ code: "twice", at: token.at, length: token.text.length, text: read.key });
    } else {
      filter.terms.push(read);
    }
  }
  return filter;
}

function isThing(term: Term): term is Term & { key: Thing } {
  return THINGS.some((thing) => thing === term.key);
}

function termOf(token: Token, now: number): Term | FilterError {
  const { at, text } = token;
  const fail = (code: FilterErrorCode, from = 0, to = text.length): FilterError => ({
    code,
    at: at + from,
    length: Math.max(1, to - from),
    text: text.slice(from, to),
  });
  if (token.unclosed) {
    return fail("quote", text.lastIndexOf('"'));
  }
  const not = text.startsWith("-") && text.length > 1;
  const start = not ? 1 : 0;
  const match = /^([A-Za-z]+)(:|>=|<=|>|<|=)(.*)$/s.exec(text.slice(start));
  if (!match) {
    return { not, key: "word", value: unquoted(text.slice(start)) };
  }
  const [, name = "", operator = "", rest = ""] = match;
  const key = name.toLowerCase();
  const afterName = start + name.length;
  const afterOperator = afterName + operator.length;
  if (!KEYS.includes(key as Key)) {
    return fail("key", start, afterName);
  }
  if ((key === "started") === (operator === ":" || operator === "=")) {
    return fail("operator", afterName, afterOperator);
  }
  const values = valuesOf(rest);
  if (values.length === 0) {
    return fail("value", afterOperator);
  }
  switch (key as Key) {
    case "state": {
      const wrong = values.find((value) => !STATES.includes(value.toLowerCase() as Schemas["ExecutionState"]));
      if (wrong !== undefined) {
        const from = afterOperator + rest.indexOf(wrong);
        return fail("state", from, from + wrong.length);
      }
      return { not, key: "state", values: values.map((value) => value.toLowerCase()) };
    }
    case "trigger": {
      const value = TRIGGERS.find((trigger) => trigger === values.join(",").toLowerCase());
      return value ? { not, key: "trigger", value } : fail("trigger", afterOperator);
    }
    case "started": {
      const time = timeOf(values.join(","), now);
      return time === undefined
        ? fail("time", afterOperator)
        : { not, key: "started", after: operator.startsWith(">"), at: time };
    }
    case "target":
    case "schedule": {
      const [value = "", ...others] = values;
      if (not || others.length > 0) {
        return not ? fail("negated") : fail("single", afterOperator);
      }
      return { not, key: key as Thing, value };
    }
    case "job":
    case "by":
    case "name":
      return { not, key: key as "job" | "by" | "name", values };
  }
}

function unquoted(text: string): string {
  return text.replaceAll('"', "");
}

function valuesOf(text: string): string[] {
  const parts = text.match(/("[^"]*"|[^",])+/g) ?? [];
  return parts.map(unquoted).filter((part) => part !== "");
}

const AGES: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `-24h` before now, or a date or time of this browser's clock, or an instant. */
function timeOf(text: string, now: number): number | undefined {
  const age = /^-(\d{1,6})([smhdw])$/.exec(text);
  if (age) {
    return now - Number(age[1]) * (AGES[age[2] ?? ""] ?? 0);
  }
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) {
    return undefined;
  }
  const at = Date.parse(text.length === 10 ? `${text}T00:00` : text);
  return Number.isNaN(at) ? undefined : at;
}

/** A value as it stands in a filter. */
export function quoted(value: string): string {
  const plain = value.replaceAll('"', "");
  return /[\s,]/.test(plain) ? `"${plain}"` : plain;
}

/** The page of the executions that one thing has to do with. */
export function executionsOf(thing: Thing, { id, name }: { id: string; name: string }): string {
  // A quotation mark cannot be written in a filter.
  const value = name.includes('"') ? id : quoted(name);
  return `/executions?q=${encodeURIComponent(`${thing}:${value}`)}`;
}
