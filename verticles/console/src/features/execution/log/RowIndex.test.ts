import { describe, expect, it } from "vitest";
import { RowIndex } from "./RowIndex";
import type { LineView } from "./TaskLines";

function viewOf(widths: number[]): { view: LineView; columns: (line: number) => number } {
  return {
    view: {
      get count() {
        return widths.length;
      },
      at: (position) => (position < widths.length ? position : -1),
      positionOf: (line) => (line < widths.length ? line : -1),
    },
    columns: (line) => widths[line] ?? 0,
  };
}

describe("rows of lines", () => {
  it("should be one for each line when nothing is wrapped", () => {
    const { view, columns } = viewOf([500, 0, 3]);
    const index = new RowIndex(view, columns, Number.POSITIVE_INFINITY);
    expect(index.total).toBe(3);
    expect(index.rowOf(2)).toBe(2);
    expect(index.positionAt(99)).toBe(2);
  });

  it("should be several for a long line that is wrapped, and one for an empty one", () => {
    const { view, columns } = viewOf([25, 0, 10, 11]);
    const index = new RowIndex(view, columns, 10);
    expect(index.total).toBe(3 + 1 + 1 + 2);
    expect([0, 1, 2, 3].map((at) => index.rowOf(at))).toEqual([0, 3, 4, 5]);
    expect([0, 2, 3, 4, 5, 6, 7].map((row) => index.positionAt(row))).toEqual([0, 0, 1, 2, 3, 3, 3]);
  });

  it("should agree with a plain count over many lines, as they come and grow", () => {
    // given
    const widths = Array.from({ length: 3000 }, (_, at) => (at * 37) % 95);
    const { view, columns } = viewOf(widths);
    const index = new RowIndex(view, columns, 20);
    // when
    for (let at = 0; at < 2000; at++) {
      widths.push(at % 61);
    }
    index.extend();
    widths[700] = 900;
    widths[4999] = 400;
    index.touch([700, 4999]);
    // then
    let row = 0;
    for (let at = 0; at < widths.length; at++) {
      if (at % 97 === 0) {
        expect(index.rowOf(at)).toBe(row);
        expect(index.positionAt(row)).toBe(at);
      }
      row += Math.max(1, Math.ceil((widths[at] ?? 0) / 20));
    }
    expect(index.total).toBe(row);
  });

  it("should have none when there are no lines", () => {
    const { view, columns } = viewOf([]);
    expect(new RowIndex(view, columns, 10).total).toBe(0);
  });
});
