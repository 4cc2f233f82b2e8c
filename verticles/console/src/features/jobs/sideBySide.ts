import { diffLines } from "diff";

/** A line of one of two texts. */
export interface Side {
  number: number;
  text: string;
}

/** What stands beside each other: a line that both have, that changed, or that one of them lacks. */
export type DiffRow =
  | { kind: "same"; left: Side; right: Side }
  | { kind: "changed"; left: Side; right: Side }
  | { kind: "removed"; left: Side; right?: undefined }
  | { kind: "added"; left?: undefined; right: Side };

/** Rows, or how many alike are left out between them. */
export type DiffPart = { rows: DiffRow[] } | { alike: number };

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Two texts line by line, what replaces what on one row. */
export function sideBySide(before: string, after: string): DiffRow[] {
  const rows: DiffRow[] = [];
  let left = 0;
  let right = 0;
  let removed: string[] = [];
  const flush = (added: string[]) => {
    for (let n = 0; n < Math.max(removed.length, added.length); n++) {
      const old = removed[n];
      const fresh = added[n];
      if (old !== undefined && fresh !== undefined) {
        rows.push({
          kind: "changed",
          left: { number: ++left, text: old },
          right: { number: ++right, text: fresh },
        });
      } else if (old !== undefined) {
        rows.push({ kind: "removed", left: { number: ++left, text: old } });
      } else if (fresh !== undefined) {
        rows.push({ kind: "added", right: { number: ++right, text: fresh } });
      }
    }
    removed = [];
  };
  for (const part of diffLines(before, after)) {
    const lines = linesOf(part.value);
    if (part.removed) {
      removed = lines;
    } else if (part.added) {
      flush(lines);
    } else {
      flush([]);
      for (const text of lines) {
        rows.push({ kind: "same", left: { number: ++left, text }, right: { number: ++right, text } });
      }
    }
  }
  flush([]);
  return rows;
}

/** Leaves out long stretches that are alike, but for some lines around what differs. */
export function folded(rows: DiffRow[], around = 3): DiffPart[] {
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (row.kind !== "same") {
      for (let at = index - around; at <= index + around; at++) {
        near.add(at);
      }
    }
  });
  const parts: DiffPart[] = [];
  rows.forEach((row, index) => {
    const last = parts.at(-1);
    if (near.has(index)) {
      if (last && "rows" in last) {
        last.rows.push(row);
      } else {
        parts.push({ rows: [row] });
      }
    } else if (last && "alike" in last) {
      last.alike++;
    } else {
      parts.push({ alike: 1 });
    }
  });
  return parts;
}
