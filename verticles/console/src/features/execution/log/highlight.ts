import type { Schemas } from "../../../api/client";
import { PLAIN, parseLine, type Span } from "./ansi";

/** What is marked in the lines that are in sight. */
export interface Marks {
  /** Texts, one of which is looked for; the server alone knows how a regular expression is meant. */
  words: string[];
  ignoreCase: boolean;
}

export interface Piece extends Span {
  hit: boolean;
}

const MOST_WORDS = 200;

/** What is to be marked for a search, from what was asked and what was found. */
export function marksOf(
  q: string,
  regex: boolean,
  ignoreCase: boolean,
  hits: Schemas["OutputHit"][],
): Marks | undefined {
  if (q === "") {
    return undefined;
  }
  if (!regex) {
    return { words: [q], ignoreCase };
  }
  const found = new Set<string>();
  for (const hit of hits) {
    const word = parseLine(hit.line.slice(hit.matchStart, hit.matchEnd), PLAIN).text;
    if (word.trim() !== "" && found.size < MOST_WORDS) {
      found.add(word);
    }
  }
  // The longest first, so that no part of a hit stands for the whole.
  return { words: [...found].sort((a, b) => b.length - a.length), ignoreCase: false };
}

/** Where the words are in a text, from left to right and never over one another. */
export function rangesOf(text: string, marks: Marks): [from: number, to: number][] {
  const within = marks.ignoreCase ? text.toLowerCase() : text;
  const words = marks.ignoreCase ? marks.words.map((word) => word.toLowerCase()) : marks.words;
  // Some letters change their number when they become small: then places would not be the same.
  if (within.length !== text.length) {
    return rangesOf(text, { ...marks, ignoreCase: false });
  }
  const ranges: [number, number][] = [];
  for (const word of words) {
    for (let at = within.indexOf(word); at >= 0 && word !== ""; at = within.indexOf(word, at + word.length)) {
      const to = at + word.length;
      if (!ranges.some(([from, end]) => at < end && from < to)) {
        ranges.push([at, to]);
      }
    }
  }
  return ranges.sort((a, b) => a[0] - b[0]);
}

/** Spans cut where hits begin and end. */
export function piecesOf(spans: Span[], ranges: [number, number][]): Piece[] {
  if (ranges.length === 0) {
    return spans.map((span) => ({ ...span, hit: false }));
  }
  const pieces: Piece[] = [];
  let at = 0;
  let next = 0;
  for (const span of spans) {
    const end = at + span.text.length;
    for (let from = at; from < end; ) {
      while ((ranges[next]?.[1] ?? Number.POSITIVE_INFINITY) <= from) {
        next++;
      }
      const [start, stop] = ranges[next] ?? [end, end];
      const hit = start <= from;
      const to = Math.min(end, hit ? stop : start);
      pieces.push({ text: span.text.slice(from - at, to - at), style: span.style, hit });
      from = to;
    }
    at = end;
  }
  return pieces;
}
