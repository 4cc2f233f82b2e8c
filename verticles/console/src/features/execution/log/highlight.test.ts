import { describe, expect, it } from "vitest";
import type { Schemas } from "../../../api/client";
import { PLAIN, parseLine } from "./ansi";
import { marksOf, piecesOf, rangesOf } from "./highlight";
import { placeOfHit, readPlace, writePlace } from "./links";

const hit = (line: string, matchStart: number, matchEnd: number): Schemas["OutputHit"] => ({
  seq: 7,
  taskId: "01a203e9-468f-7dbd-96fc-25c7e43ee66f",
  target: { id: "x", name: "web-1" },
  step: 1,
  attempt: 2,
  stream: "stderr",
  lineOffset: 0,
  lineNumber: 42,
  line,
  matchStart,
  matchEnd,
});

describe("hits in a line", () => {
  it("should be marked everywhere, also in another case when that is asked", () => {
    expect(rangesOf("Error: error", { words: ["error"], ignoreCase: true })).toEqual([
      [0, 5],
      [7, 12],
    ]);
    expect(rangesOf("Error: error", { words: ["error"], ignoreCase: false })).toEqual([[7, 12]]);
  });

  it("should not lie over one another", () => {
    expect(rangesOf("aaaa", { words: ["aaa", "aa"], ignoreCase: false })).toEqual([[0, 3]]);
  });

  it("should stay in place beside letters that grow when they become small", () => {
    expect(rangesOf("İİ x", { words: ["x"], ignoreCase: true })).toEqual([[3, 4]]);
  });

  it("should go over colours", () => {
    // given
    const { spans, text } = parseLine("ab\x1b[31mcd\x1b[0mef", PLAIN);
    // when
    const pieces = piecesOf(spans, rangesOf(text, { words: ["bcde"], ignoreCase: false }));
    // then
    expect(pieces.map((piece) => [piece.text, piece.hit, piece.style.fg])).toEqual([
      ["a", false, -1],
      ["b", true, -1],
      ["cd", true, 1],
      ["e", true, -1],
      ["f", false, -1],
    ]);
  });

  it("should be what the server found, for a regular expression", () => {
    expect(marksOf("e[0-9]+", true, true, [hit("at e12", 3, 6), hit("e1", 0, 2)])).toEqual({
      words: ["e12", "e1"],
      ignoreCase: false,
    });
    expect(marksOf("", false, false, [])).toBeUndefined();
  });
});

describe("a link to a line", () => {
  it("should lead back to it", () => {
    const place = placeOfHit(hit("x", 0, 1));
    expect(writePlace(place)).toBe("01a203e9-468f-7dbd-96fc-25c7e43ee66f.1.2.e.42");
    expect(readPlace(writePlace(place))).toEqual(place);
  });

  it("should lead nowhere when it is none", () => {
    for (const text of ["", "x", "42", "01a203e9-468f-7dbd-96fc-25c7e43ee66f.1.2.x.42", "..1.2.o.1"]) {
      expect(readPlace(text)).toBeUndefined();
    }
  });
});
