import type { Schemas } from "../../api/client";
import type { paths } from "../../api/schema";
import type { Term, Thing } from "./filter";

type Execution = Schemas["Execution"];
/** What the server looks for, through all that ever ran. */
export type Asked = Omit<NonNullable<paths["/executions"]["get"]["parameters"]["query"]>, "limit" | "cursor">;

/** A term that the server does not take, or not as it is. */
export type LocalTerm = Exclude<Term, { key: "started" | Thing }>;

/** A filter, divided by who looks. */
export interface Split {
  asked: Asked;
  /** Names or ids of things whose ids are to be asked for as well. */
  things: Partial<Record<Thing, string>>;
  /** What is looked for in what the server sent. */
  local: LocalTerm[];
}

/** The server takes no longer value. */
const LONGEST = 200;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A word that may be meant as a part of an id, in which the server does not look. */
const PART_OF_ID = /^[0-9a-f]{8,12}(-[0-9a-f]{0,12}){0,4}$/i;

export function isId(text: string): boolean {
  return ID.test(text);
}

/** @param jobs names of jobs by their ids */
export function splitFilter(terms: Term[], jobs: Map<string, string>): Split {
  const { asked, things, local }: Split = { asked: {}, things: {}, local: [] };
  for (const term of terms) {
    const only = "values" in term && term.values.length === 1 && !term.not ? term.values[0] : undefined;
    if (term.key === "target" || term.key === "schedule") {
      things[term.key] = term.value;
    } else if (term.key === "started") {
      narrow(asked, term.after !== term.not, new Date(Math.max(0, term.at)).toISOString());
    } else if (term.key === "state" && only !== undefined && asked.state === undefined) {
      asked.state = only as Schemas["ExecutionState"];
    } else if (term.key === "by" && only !== undefined && asked.startedBy === undefined && isWhole(only)) {
      asked.startedBy = only;
    } else if (term.key === "job" && only !== undefined && asked.jobId === undefined && jobOf(only, jobs)) {
      asked.jobId = jobOf(only, jobs);
    } else {
      local.push(term);
    }
  }
  const best = partOf(local);
  return best
    ? { asked: { ...asked, name: best.part }, things, local: local.filter((term) => !best.whole || term !== best.term) }
    : { asked, things, local };
}

function narrow(asked: Asked, after: boolean, at: string) {
  if (after) {
    asked.from = asked.from !== undefined && asked.from > at ? asked.from : at;
  } else {
    asked.to = asked.to !== undefined && asked.to < at ? asked.to : at;
  }
}

function isWhole(value: string): boolean {
  return !value.includes("*") && value.length <= LONGEST;
}

function jobOf(value: string, jobs: Map<string, string>): string | undefined {
  const [id] = [...jobs].find(([jobId, name]) => name === value || jobId === value) ?? [];
  return id ?? (isId(value) ? value : undefined);
}

/** A part that the name must have; `whole` when nothing more is asked by the term. */
interface NamePart {
  term: LocalTerm;
  part: string;
  whole: boolean;
}

/** The server takes one part of a name: the longest tells most. */
function partOf(local: LocalTerm[]): NamePart | undefined {
  const parts = local.flatMap((term): NamePart[] => {
    if (term.not) {
      return [];
    }
    if (term.key === "word") {
      return PART_OF_ID.test(term.value) || term.value === "" ? [] : [cut(term, term.value, true)];
    }
    const [pattern, ...others] = term.key === "name" || term.key === "job" ? term.values : [];
    if (pattern === undefined || others.length > 0) {
      return [];
    }
    const literals = pattern.split("*");
    const longest = literals.reduce((best, each) => (each.length > best.length ? each : best), "");
    const around = literals.length === 3 && literals[0] === "" && literals[2] === "";
    return longest === "" ? [] : [cut(term, longest, around && term.key === "name")];
  });
  return parts.sort((a, b) => b.part.length - a.part.length || Number(b.whole) - Number(a.whole))[0];
}

function cut(term: LocalTerm, part: string, whole: boolean): NamePart {
  return { term, part: part.slice(0, LONGEST), whole: whole && part.length <= LONGEST };
}

/** Whether all terms hold for an execution. */
export function matches(execution: Execution, terms: LocalTerm[]): boolean {
  return terms.every((term) => holds(execution, term) !== term.not);
}

function holds(execution: Execution, term: LocalTerm): boolean {
  switch (term.key) {
    case "state":
      return term.values.includes(execution.state);
    case "job":
      return (
        execution.jobId !== undefined &&
        (like(execution.name, term.values) || term.values.some((value) => value.toLowerCase() === execution.jobId))
      );
    case "by":
      return like(execution.startedBy, term.values);
    case "name":
      return like(execution.name, term.values);
    case "trigger":
      return (execution.trigger !== undefined) === (term.value === "schedule");
    case "word": {
      const word = term.value.toLowerCase();
      return (
        (execution.name ?? "").toLowerCase().includes(word) || (PART_OF_ID.test(word) && execution.id.includes(word))
      );
    }
  }
}

/** As a whole, with `*` for anything. */
function like(text: string | undefined, patterns: string[]): boolean {
  return text !== undefined && patterns.some((pattern) => isLike(text.toLowerCase(), pattern.toLowerCase()));
}

/** Part by part: an expression with many `.*` would take for ever on some names. */
function isLike(text: string, pattern: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) {
    return text === pattern;
  }
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return text.startsWith(first) && text.length - last.length >= at && text.endsWith(last);
}
