import { describe, expect, it } from "vitest";
import { inFours, pathOf } from "./secret";

describe("inFours", () => {
  it("should part a secret so that it can be typed", () => {
    expect(inFours("JBSWY3DPEH")).toBe("JBSW Y3DP EH");
    expect(inFours("")).toBe("");
  });
});

describe("pathOf", () => {
  it("should draw dark squares beside each other as one", () => {
    // given
    const dark = [
      [true, true, false, true],
      [false, false, false, false],
      [false, false, true, true],
    ];

    // when
    const path = pathOf(dark);

    // then
    expect(path).toBe("M0 0h2v1h-2zM3 0h1v1h-1zM2 2h2v1h-2z");
  });
});
