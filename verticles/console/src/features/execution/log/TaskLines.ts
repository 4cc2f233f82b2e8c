/** Lines in the order in which they began. */
export interface LineView {
  readonly count: number;
  /** Which line of the store is at a place; -1 when there is none. */
  at(position: number): number;
  /** Where a line of the store is; -1 when it is not in it. */
  positionOf(line: number): number;
}

/** The lines of one target, by their numbers in the store, which only rise. */
export class TaskLines implements LineView {
  private lines = new Uint32Array(64);
  count = 0;

  push(line: number) {
    if (this.count === this.lines.length) {
      const larger = new Uint32Array(this.lines.length * 2);
      larger.set(this.lines);
      this.lines = larger;
    }
    this.lines[this.count++] = line;
  }

  at(position: number): number {
    return position >= 0 && position < this.count ? (this.lines[position] ?? -1) : -1;
  }

  positionOf(line: number): number {
    let [low, high] = [0, this.count - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.at(middle);
      if (found === line) {
        return middle;
      }
      [low, high] = found < line ? [middle + 1, high] : [low, middle - 1];
    }
    return -1;
  }
}
