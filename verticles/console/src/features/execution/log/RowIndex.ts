import type { LineView } from "./TaskLines";

const SHIFT = 7;

/** In which row of the screen each line of a view begins, where lines that are too long take several. */
export class RowIndex {
  private counted = 0;
  /** Rows of each span of lines, and of all spans before it. */
  private readonly rows: number[] = [];
  private readonly before: number[] = [];
  private sound = 0;

  /**
   * @param columnsOf how wide a line of the store is
   * @param fit how many columns fit into a row; Infinity when lines are not wrapped
   */
  constructor(
    readonly view: LineView,
    private readonly columnsOf: (line: number) => number,
    readonly fit: number,
  ) {
    this.extend();
  }

  get wraps(): boolean {
    return Number.isFinite(this.fit);
  }

  /** Takes in lines that came. */
  extend() {
    if (this.wraps && this.counted < this.view.count) {
      const first = Math.max(0, this.counted - 1) >>> SHIFT;
      this.counted = this.view.count;
      for (let span = first; span <= (this.counted - 1) >>> SHIFT; span++) {
        this.count(span);
      }
    }
    this.counted = this.view.count;
  }

  /** Takes in lines that have grown. */
  touch(lines: Iterable<number>) {
    if (this.wraps) {
      const spans = new Set<number>();
      for (const line of lines) {
        const position = this.view.positionOf(line);
        if (position >= 0 && position < this.counted) {
          spans.add(position >>> SHIFT);
        }
      }
      for (const span of spans) {
        this.count(span);
      }
    }
  }

  get total(): number {
    if (!this.wraps) {
      return this.counted;
    }
    const last = this.rows.length - 1;
    return last < 0 ? 0 : this.rowsBefore(last) + (this.rows[last] ?? 0);
  }

  rowsOf(position: number): number {
    return this.wraps ? Math.max(1, Math.ceil(this.columnsOf(this.view.at(position)) / this.fit)) : 1;
  }

  /** The row in which a line begins. */
  rowOf(position: number): number {
    if (!this.wraps) {
      return position;
    }
    const span = position >>> SHIFT;
    let row = this.rowsBefore(span);
    for (let at = span << SHIFT; at < position; at++) {
      row += this.rowsOf(at);
    }
    return row;
  }

  /** The line that is in a row. */
  positionAt(row: number): number {
    const last = this.counted - 1;
    if (!this.wraps) {
      return Math.max(0, Math.min(row, last));
    }
    let [low, high] = [0, this.rows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      [low, high] = this.rowsBefore(middle) <= row ? [middle, high] : [low, middle - 1];
    }
    let position = low << SHIFT;
    for (let left = row - this.rowsBefore(low); position < last; position++) {
      left -= this.rowsOf(position);
      if (left < 0) {
        break;
      }
    }
    return Math.max(0, Math.min(position, last));
  }

  private count(span: number) {
    const end = Math.min((span + 1) << SHIFT, this.counted);
    let sum = 0;
    for (let at = span << SHIFT; at < end; at++) {
      sum += this.rowsOf(at);
    }
    if (this.rows[span] !== sum) {
      this.rows[span] = sum;
      this.sound = Math.min(this.sound, span);
    }
  }

  private rowsBefore(span: number): number {
    if (this.sound < span) {
      this.before[0] = 0;
      for (let at = this.sound; at < span; at++) {
        this.before[at + 1] = (this.before[at] ?? 0) + (this.rows[at] ?? 0);
      }
      this.sound = span;
    }
    return this.before[span] ?? 0;
  }
}
