import { describe, expect, it } from "vitest";
import { folded, sideBySide } from "./sideBySide";

const short = (rows: ReturnType<typeof sideBySide>) =>
  rows.map(
    (row) =>
      `${row.kind} ${row.left?.number ?? "-"}:${row.left?.text ?? ""} ${row.right?.number ?? "-"}:${row.right?.text ?? ""}`,
  );

describe("sideBySide", () => {
  it("should put what replaces something beside it", () => {
    expect(short(sideBySide("a\nb\nc\n", "a\nB\nc\n"))).toEqual(["same 1:a 1:a", "changed 2:b 2:B", "same 3:c 3:c"]);
  });

  it("should leave the other side empty for lines that it lacks", () => {
    expect(short(sideBySide("a\nb\n", "b\nc\nd\n"))).toEqual([
      "removed 1:a -:",
      "same 2:b 1:b",
      "added -: 2:c",
      "added -: 3:d",
    ]);
  });

  it("should end with the surplus when more goes than comes", () => {
    expect(short(sideBySide("a\nb\n", "x\n"))).toEqual(["changed 1:a 1:x", "removed 2:b -:"]);
  });

  it("should find no difference between equal texts", () => {
    expect(sideBySide("a\n\nb\n", "a\n\nb\n").every((row) => row.kind === "same")).toBe(true);
  });
});

describe("folded", () => {
  it("should keep a few lines around what differs, and count the others", () => {
    // given a change in the midst of twenty lines
    const lines = Array.from({ length: 20 }, (_, n) => `line ${n}`);
    const rows = sideBySide(lines.join("\n"), lines.with(10, "other").join("\n"));
    // when
    const parts = folded(rows, 2);
    // then
    expect(parts.map((part) => ("alike" in part ? part.alike : part.rows.length))).toEqual([8, 5, 7]);
  });

  it("should be one stretch when nothing differs", () => {
    expect(folded(sideBySide("a\nb", "a\nb"))).toEqual([{ alike: 2 }]);
  });
});
