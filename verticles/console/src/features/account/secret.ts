/** A secret in groups of four, so that it can be typed from the screen. */
export function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? secret;
}

/** The dark squares of a code as one path, a row of them at a time. */
export function pathOf(dark: boolean[][]): string {
  const strokes: string[] = [];
  dark.forEach((row, y) => {
    let x = 0;
    while (x < row.length) {
      const start = x;
      while (row[x]) {
        x++;
      }
      if (x > start) {
        strokes.push(`M${start} ${y}h${x - start}v1h${start - x}z`);
      }
      x++;
    }
  });
  return strokes.join("");
}
