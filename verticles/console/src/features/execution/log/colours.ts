import { BOLD, DIM, INVERSE, ITALIC, NONE, RGB, STRUCK, type Style, UNDERLINE } from "./ansi";

type Colour = readonly [number, number, number];
export type Light = "light" | "dark";

/** The sixteen, as they are meant; what is too faint on the ground of the log is made stronger. */
const SIXTEEN: readonly Colour[] = [
  [30, 36, 46],
  [197, 40, 40],
  [28, 126, 62],
  [146, 98, 0],
  [33, 90, 205],
  [150, 50, 160],
  [10, 118, 138],
  [190, 197, 206],
  [100, 110, 122],
  [229, 72, 72],
  [52, 172, 92],
  [205, 150, 20],
  [86, 140, 250],
  [204, 102, 214],
  [36, 168, 190],
  [240, 243, 247],
];
const GROUND: Record<Light, Colour> = { light: [255, 255, 255], dark: [11, 15, 21] };
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];
const ENOUGH = 4.5;
const STEP = 0.08;

function colourOf(colour: number): Colour {
  if (colour >= RGB) {
    return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  }
  if (colour < 16) {
    return SIXTEEN[colour] ?? BLACK;
  }
  if (colour < 232) {
    const level = (n: number) => (n === 0 ? 0 : 55 + n * 40);
    const cube = colour - 16;
    return [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)];
  }
  const grey = 8 + (colour - 232) * 10;
  return [grey, grey, grey];
}

function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** As WCAG measures it, from 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** The colour itself where it can be read on its ground, or the nearest that can. */
export function readable(colour: Colour, ground: Colour): Colour {
  const towards = contrast(WHITE, ground) > contrast(BLACK, ground) ? WHITE : BLACK;
  let found = colour;
  for (let share = 0; contrast(found, ground) < ENOUGH && share < 1; share += STEP) {
    const part = (at: 0 | 1 | 2) => Math.round(colour[at] + (towards[at] - colour[at]) * Math.min(1, share + STEP));
    found = [part(0), part(1), part(2)];
  }
  return found;
}

export interface Css {
  color?: string;
  backgroundColor?: string;
  fontWeight?: number;
  fontStyle?: "italic";
  textDecorationLine?: string;
  opacity?: number;
}

const known = new Map<string, Css | undefined>();

/** A style for the browser; undefined for plain text. */
export function cssOf(style: Style, light: Light): Css | undefined {
  if (style.fg === NONE && style.bg === NONE && style.flags === 0) {
    return undefined;
  }
  const key = `${light}${style.fg},${style.bg},${style.flags}`;
  if (!known.has(key)) {
    known.set(key, made(style, light));
  }
  return known.get(key);
}

function made({ fg, bg, flags }: Style, light: Light): Css {
  const css: Css = {};
  const text: Colour = light === "light" ? BLACK : WHITE;
  let front = fg === NONE ? undefined : colourOf(fg);
  let back = bg === NONE ? undefined : colourOf(bg);
  if (flags & INVERSE) {
    [front, back] = [back ?? GROUND[light], front ?? text];
  }
  if (back) {
    css.backgroundColor = write(back);
    css.color = write(readable(front ?? text, back));
  } else if (front) {
    css.color = write(readable(front, GROUND[light]));
  }
  if (flags & BOLD) {
    css.fontWeight = 700;
  }
  if (flags & ITALIC) {
    css.fontStyle = "italic";
  }
  // Fainter than what can just be read is not to be read.
  if (flags & DIM && !front && !back) {
    css.opacity = 0.75;
  }
  const lines = [flags & UNDERLINE ? "underline" : "", flags & STRUCK ? "line-through" : ""].filter(Boolean).join(" ");
  if (lines) {
    css.textDecorationLine = lines;
  }
  return css;
}

function write(colour: Colour): string {
  return `rgb(${colour.join(" ")})`;
}
