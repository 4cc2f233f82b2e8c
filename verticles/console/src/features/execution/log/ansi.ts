/** How text looks: colours as `NONE`, one of the 256 by its number, or `RGB` with red, green and blue. */
export interface Style {
  fg: number;
  bg: number;
  flags: number;
}

export interface Span {
  text: string;
  style: Style;
}

export interface Parsed {
  /** What is seen, without escapes. */
  text: string;
  spans: Span[];
  /** How the next line begins. */
  end: Style;
}

export const NONE = -1;
export const RGB = 0x1000000;
export const BOLD = 1;
export const DIM = 2;
export const ITALIC = 4;
export const UNDERLINE = 8;
export const INVERSE = 16;
export const STRUCK = 32;

export const PLAIN: Style = { fg: NONE, bg: NONE, flags: 0 };

/** What turns the order of the characters around it, so that a line may read as what it is not. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const TAB = 8;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
const CONTROL = /[\x00-\x1f\x7f-\x9f]/;
// A string that is not ended takes nothing with it but its introducer: what follows may matter to somebody.
const ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~])|(?:\x1b\[|\x9b)[0-?]*[ -/]*$|\x1b[\]PX^_](?:[^\x07\x1b]*(?:\x07|\x1b\\))?|\x1b[ -/]*[0-~]|\x1b/y;

const SET: Record<number, number> = { 1: BOLD, 2: DIM, 3: ITALIC, 4: UNDERLINE, 7: INVERSE, 9: STRUCK, 21: UNDERLINE };
const UNSET: Record<number, number> = { 22: BOLD | DIM, 23: ITALIC, 24: UNDERLINE, 27: INVERSE, 29: STRUCK };

/** What `ESC [ … m` makes of a style. */
export function applySgr(before: Style, codes: string): Style {
  const numbers = codes.split(/[;:]/).map((code) => (code === "" ? 0 : Number(code)));
  let { fg, bg, flags } = before;
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] ?? 0;
    if (code === 0) {
      ({ fg, bg, flags } = PLAIN);
    } else if (SET[code] !== undefined) {
      flags |= SET[code];
    } else if (UNSET[code] !== undefined) {
      flags &= ~UNSET[code];
    } else if (code >= 30 && code <= 37) {
      fg = code - 30;
    } else if (code >= 90 && code <= 97) {
      fg = code - 82;
    } else if (code === 39) {
      fg = NONE;
    } else if (code >= 40 && code <= 47) {
      bg = code - 40;
    } else if (code >= 100 && code <= 107) {
      bg = code - 92;
    } else if (code === 49) {
      bg = NONE;
    } else if (code === 38 || code === 48) {
      const wide = numbers[at + 1] === 2;
      const colour = wide ? rgb(numbers, at + 2) : indexed(numbers[at + 2]);
      at += wide ? 4 : 2;
      if (colour !== undefined) {
        [fg, bg] = code === 38 ? [colour, bg] : [fg, colour];
      }
    }
  }
  return { fg, bg, flags };
}

function indexed(colour: number | undefined): number | undefined {
  return colour !== undefined && colour >= 0 && colour <= 255 ? colour : undefined;
}

function rgb(numbers: number[], at: number): number | undefined {
  const [r, g, b] = [indexed(numbers[at]), indexed(numbers[at + 1]), indexed(numbers[at + 2])];
  return r === undefined || g === undefined || b === undefined ? undefined : RGB | (r << 16) | (g << 8) | b;
}

/** A line as a terminal would show it: colours as spans, what was overwritten gone, other escapes dropped. */
export function parseLine(line: string, start: Style): Parsed {
  const text = line.replace(TURNS, "\ufffd");
  if (!CONTROL.test(text)) {
    return { text, spans: text === "" ? [] : [{ text, style: start }], end: start };
  }
  // Only where something is overwritten do columns matter; elsewhere a tab stays one, also when it is copied.
  const columns = /[\r\b]/.test(text.replace(/\r+$/, ""));
  const cells: string[] = [];
  const styles: Style[] = [];
  let style = start;
  let cursor = 0;
  const put = (cell: string) => {
    cells[cursor] = cell;
    styles[cursor] = style;
    cursor++;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    if (code === 0x1b || code === 0x9b) {
      ESCAPE.lastIndex = at;
      const found = ESCAPE.exec(text);
      at += found?.[0].length || 1;
      if (found?.[2] === "m" && !/[<-?]/.test(found[1] ?? "")) {
        style = applySgr(style, found[1] ?? "");
      } else if (found?.[2] === "K") {
        erase(found[1] ?? "", cells, styles, cursor);
      }
      continue;
    }
    const char = String.fromCodePoint(code);
    at += char.length;
    if (char === "\r") {
      cursor = 0;
    } else if (char === "\b") {
      cursor = Math.max(0, cursor - 1);
    } else if (char === "\t" && columns) {
      for (let left = TAB - (cursor % TAB); left > 0; left--) {
        put(" ");
      }
    } else if (char === "\t" || !CONTROL.test(char)) {
      put(char);
    }
  }
  return { ...joined(cells, styles), end: style };
}

/** Progress bars erase what they overwrite with shorter text. */
function erase(how: string, cells: string[], styles: Style[], cursor: number) {
  if (how === "" || how === "0" || how === "2") {
    cells.length = Math.min(cells.length, cursor);
    styles.length = Math.min(styles.length, cursor);
  }
  if (how === "1" || how === "2") {
    for (let at = 0; at < cursor; at++) {
      cells[at] = " ";
      styles[at] = PLAIN;
    }
  }
}

function joined(cells: string[], styles: Style[]): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let run: { from: number; style: Style } | undefined;
  const close = (to: number) => {
    if (run && to > run.from) {
      spans.push({ text: cells.slice(run.from, to).join(""), style: run.style });
    }
  };
  for (let at = 0; at < cells.length; at++) {
    // Where the cursor went on behind the end there is nothing yet.
    cells[at] ??= " ";
    const style = styles[at] ?? PLAIN;
    if (!run || !same(run.style, style)) {
      close(at);
      run = { from: at, style };
    }
  }
  close(cells.length);
  return { text: cells.join(""), spans };
}

export function same(a: Style, b: Style): boolean {
  return a === b || (a.fg === b.fg && a.bg === b.bg && a.flags === b.flags);
}
