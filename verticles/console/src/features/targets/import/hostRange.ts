export type Expanded = { names: string[] } | { fault: "badRange" | "tooMany" };

const RANGE = /\[([^[\]]*)\]/;
const NUMBERS = /^(\d+):(\d+)(?::(\d+))?$/;
const LETTERS = /^([a-z]):([a-z])(?::(\d+))?$/i;

/** The names of a pattern of an inventory: `web[01:10].example.com` is ten, `db-[a:c]` three. */
export function expandRange(pattern: string, most: number): Expanded {
  let names = [pattern];
  for (;;) {
    const match = names[0]?.match(RANGE);
    if (!match) {
      return /[[\]]/.test(pattern.replace(new RegExp(RANGE, "g"), "")) ? { fault: "badRange" } : { names };
    }
    const parts = membersOf(match[1] ?? "", most);
    if (parts === "badRange" || parts === "tooMany") {
      return { fault: parts };
    }
    if (names.length * parts.length > most) {
      return { fault: "tooMany" };
    }
    names = names.flatMap((name) => parts.map((part) => name.replace(RANGE, () => part)));
  }
}

function membersOf(range: string, most: number): string[] | "badRange" | "tooMany" {
  const numbers = range.match(NUMBERS);
  const letters = range.match(LETTERS);
  const [, begin = "", end = "", by = "1"] = numbers ?? letters ?? [];
  const step = Number(by);
  if (begin === "" || step < 1) {
    return "badRange";
  }
  const from = numbers ? Number(begin) : begin.charCodeAt(0);
  const to = numbers ? Number(end) : end.charCodeAt(0);
  const width = begin.startsWith("0") && begin.length > 1 ? begin.length : 0;
  const mixed = !numbers && (begin === begin.toLowerCase()) !== (end === end.toLowerCase());
  const count = Math.floor((to - from) / step) + 1;
  if (from > to || mixed || (width > 0 && end.length !== width)) {
    return "badRange";
  }
  if (count > most) {
    return "tooMany";
  }
  return Array.from({ length: count }, (_, n) => {
    const at = from + n * step;
    return numbers ? String(at).padStart(width, "0") : String.fromCharCode(at);
  });
}
