import { isTagKey, isTagValue, type Tags } from "../tags";
import type { Entry, Note, NoteKind, Parsed } from "./parsed";

interface Known {
  name: string;
  host: string;
  port: number;
}

export interface PlanOptions {
  /** What is there already. */
  known: readonly Known[];
  /** For all; what a host has itself wins. */
  tags: Tags;
  /** What is done when a target has the name already. */
  taken: "leave" | "number";
}

export interface Plan {
  /** What will be made. */
  targets: Entry[];
  /** What is said of each line, in the order of the lines. */
  notes: Note[];
  counts: Record<NoteKind, number>;
}

const NAME = /^[\p{L}\p{Nd}][\p{L}\p{Nd} ._@:/()+-]{0,127}$/u;
const HOST = /^([A-Za-z0-9_]([A-Za-z0-9._:%-]{0,252})|::[A-Fa-f0-9:.]*)$/;
const MOST_TAGS = 64;

const addressOf = ({ host, port }: Known) => `${host.toLowerCase()} ${port}`;

/** The dry run of an import: which targets it makes, and what it says of each line. It changes nothing. */
export function planImport({ entries, notes: read }: Parsed, { known, tags, taken }: PlanOptions): Plan {
  const notes: Note[] = [...read];
  const there = new Map(known.map((one) => [addressOf(one), one.name]));
  const names = new Set(known.map(({ name }) => name));
  const knownNames = new Set(names);
  const planned = new Map<string, string>();
  const targets: Entry[] = [];
  const made = new Set<string>();
  const leftOut = new Map<string, NoteKind>();
  for (const entry of entries) {
    const say = (kind: NoteKind, code: string, values: Note["values"] = {}) => {
      notes.push({ line: entry.line, kind, code, values: { name: entry.name, ...values } });
      leftOut.set(entry.name, kind);
    };
    const fault = faultOf(entry);
    const address = addressOf(entry);
    const other = there.get(address);
    const same = planned.get(address);
    if (fault) {
      say("error", fault, { host: entry.host });
    } else if (other !== undefined) {
      say("conflict", other === entry.name ? "exists" : "addressTaken", { other, host: entry.host, port: entry.port });
    } else if (same !== undefined) {
      say("conflict", "sameAddress", { other: same, host: entry.host, port: entry.port });
    } else if (knownNames.has(entry.name) && taken === "leave") {
      say("conflict", "nameTaken");
    } else {
      const name = uniqueName(entry.name, names);
      if (name !== entry.name) {
        say("changed", "renamed", { to: name });
      }
      const target = { ...entry, name, tags: { ...tags, ...entry.tags } };
      if (Object.keys(target.tags).length > MOST_TAGS) {
        say("error", "tooManyTags", { most: MOST_TAGS });
        continue;
      }
      names.add(name);
      planned.set(address, name);
      made.add(entry.name);
      targets.push(target);
      say("mapped", "target", { to: name, host: entry.host, port: entry.port });
    }
  }
  const counts: Record<NoteKind, number> = { mapped: 0, changed: 0, unsupported: 0, conflict: 0, error: 0 };
  const said = notes.flatMap((note) => withHosts(note, made, leftOut));
  for (const { kind } of said) {
    counts[kind]++;
  }
  return { targets, notes: said.sort((a, b) => a.line - b.line), counts };
}

/** What was read for hosts alone that are left out is left out with them, and what was assumed of them is not said. */
function withHosts(note: Note, made: ReadonlySet<string>, leftOut: ReadonlyMap<string, NoteKind>): Note[] {
  const { of = [], kind, line } = note;
  if (of.length === 0 || of.some((name) => made.has(name))) {
    return [note];
  }
  const [name = "", ...others] = of;
  const code = others.length > 0 ? "leftOutAll" : "leftOut";
  return kind === "mapped" ? [{ line, kind: leftOut.get(name) ?? "unsupported", code, values: { name } }] : [];
}

/** What the server would refuse anyway. */
function faultOf({ name, host, tags }: Entry): string | undefined {
  if (!NAME.test(name)) {
    return "badName";
  }
  if (!HOST.test(host)) {
    return "badHost";
  }
  return Object.entries(tags).every(([key, value]) => isTagKey(key) && isTagValue(value)) ? undefined : "badTags";
}

function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let n = 2; taken.has(unique); n++) {
    unique = `${name.slice(0, 120)}-${n}`;
  }
  return unique;
}

export interface LineReport {
  line: number;
  text: string;
  notes: Note[];
}

/** The report line by line; lines of which nothing is to be said are blank or comments. */
export function reportLines(text: string, plan: Plan, kind?: NoteKind): LineReport[] {
  const lines = text.split(/\r?\n/);
  const reports = new Map<number, LineReport>();
  for (const note of plan.notes) {
    if (!kind || note.kind === kind) {
      const report = reports.get(note.line) ?? {
        line: note.line,
        text: withoutSecrets(lines[note.line - 1] ?? ""),
        notes: [],
      };
      report.notes.push(note);
      reports.set(note.line, report);
    }
  }
  return [...reports.values()];
}

export interface NoteGroup {
  note: Note;
  /** How many more say the same of other hosts. */
  more: number;
}

/** The notes of a line, of which many say the same of a host each when the line stands for many hosts. */
export function groupNotes(notes: readonly Note[]): NoteGroup[] {
  const groups = new Map<string, NoteGroup>();
  for (const note of notes) {
    const group = groups.get(`${note.kind} ${note.code}`);
    if (group) {
      group.more++;
    } else {
      groups.set(`${note.kind} ${note.code}`, { note, more: 0 });
    }
  }
  return [...groups.values()];
}

/** Passwords stand in many an inventory; no report shows them again. */
function withoutSecrets(line: string): string {
  return line.replace(/(pass(?:word|phrase)?\s*[=:]\s*)("[^"]*"|'[^']*'|\S+)/gi, "$1…");
}
