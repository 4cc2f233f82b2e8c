import type { Schemas } from "../../api/client";

type Execution = Schemas["Execution"];

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
export const KEYS = ["state", "job", "by", "name", "trigger", "started"] as const;
export type Key = (typeof KEYS)[number];

/** What is asked of an execution; words are looked for in what it is called. */
export type Term = { not: boolean } & (
  | { key: "state"; values: string[] }
  | { key: "job" | "by" | "name"; values: string[] }
  | { key: "trigger"; value: (typeof TRIGGERS)[number] }
  | { key: "started"; after: boolean; at: number }
  | { key: "word"; value: string }
);

export type FilterErrorCode = "key" | "operator" | "value" | "state" | "trigger" | "time" | "quote";

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
    } else {
      filter.terms.push(read);
    }
  }
  return filter;
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

/** What of a filter the server takes. The rest is looked for in what it sent. */
export interface Split {
  state?: Schemas["ExecutionState"];
  jobId?: string;
  local: Term[];
  /** Before this, nothing is asked for. */
  since?: number;
}

/** @param jobs names of jobs by their ids */
export function splitFilter(terms: Term[], jobs: Map<string, string>): Split {
  const split: Split = { local: [] };
  for (const term of terms) {
    const only = "values" in term && term.values.length === 1 && !term.not ? term.values[0] : undefined;
    if (term.key === "state" && only !== undefined && split.state === undefined) {
      split.state = only as Schemas["ExecutionState"];
      continue;
    }
    if (term.key === "job" && only !== undefined && split.jobId === undefined) {
      const [id] = [...jobs].find(([jobId, name]) => name === only || jobId === only) ?? [];
      if (id) {
        split.jobId = id;
        continue;
      }
    }
    if (term.key === "started" && term.after && !term.not) {
      split.since = Math.max(split.since ?? 0, term.at);
    }
    split.local.push(term);
  }
  return split;
}

/** Whether all terms hold for an execution. */
export function matches(execution: Execution, terms: Term[]): boolean {
  return terms.every((term) => holds(execution, term) !== term.not);
}

function holds(execution: Execution, term: Term): boolean {
  switch (term.key) {
    case "state":
      return term.values.includes(execution.state);
    case "job":
      return execution.jobId !== undefined && like([execution.name, execution.jobId], term.values);
    case "by":
      return like([execution.startedBy], term.values);
    case "name":
      return like([execution.name], term.values);
    case "trigger":
      return (execution.trigger !== undefined) === (term.value === "schedule");
    case "started": {
      const at = Date.parse(execution.startedAt ?? execution.createdAt);
      return term.after ? at >= term.at : at < term.at;
    }
    case "word":
      return [execution.name, execution.id, execution.startedBy].some((text) =>
        text?.toLowerCase().includes(term.value.toLowerCase()),
      );
  }
}

/** As a whole, with `*` for anything. */
function like(texts: (string | undefined)[], patterns: string[]): boolean {
  return patterns.some((pattern) => {
    const expression = new RegExp(
      `^${pattern
        .split("*")
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
        .join(".*")}$`,
      "is",
    );
    return texts.some((text) => text !== undefined && expression.test(text));
  });
}

/** A value as it stands in a filter. */
export function quoted(value: string): string {
  const plain = value.replaceAll('"', "");
  return /[\s,]/.test(plain) ? `"${plain}"` : plain;
}
