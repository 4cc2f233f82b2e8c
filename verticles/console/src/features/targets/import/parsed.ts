import type { Tags } from "../tags";

/** What became of a part of the text. */
export type NoteKind = "mapped" | "changed" | "unsupported" | "conflict" | "error";

/** What is said of a line; its words are the texts `import.note.<code>`. */
export interface Note {
  /** Counted from 1. */
  line: number;
  kind: NoteKind;
  code: string;
  values?: Record<string, string | number>;
  /** Names of the hosts for which it holds; absent where it does not depend on them. */
  of?: string[];
}

/** A host that was found in the text. */
export interface Entry {
  line: number;
  name: string;
  host: string;
  port: number;
  tags: Tags;
  hostKey?: string;
}

export interface Parsed {
  entries: Entry[];
  notes: Note[];
}

/** No import has more targets. */
export const MOST_ENTRIES = 10_000;

export const DEFAULT_PORT = 22;

/** A port as it is written; undefined when it is none. */
export function readPort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
