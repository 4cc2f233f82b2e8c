import { describe, expect, it } from "vitest";
import { tickedIn, tickedText } from "./useTicked";

function ids(count: number): Set<string> {
  return new Set(Array.from({ length: count }, (_, i) => `0197e2a4-7c1e-7000-8000-${String(i).padStart(12, "0")}`));
}

describe("ticked rows", () => {
  it("should come back from the address as they went into it", () => {
    for (const count of [0, 1, 50]) {
      expect(tickedIn(tickedText(ids(count)))).toEqual(ids(count));
    }
  });

  it("should stay out of the address when they are too many for it", () => {
    expect(tickedText(ids(51))).toBe("");
  });

  it("should be ids only, and no more than fit", () => {
    const [one] = ids(1);
    expect(tickedIn(`all,${one},,${one}x,<b>`)).toEqual(new Set([one]));
    expect(tickedIn([...ids(80)].join(",")).size).toBe(50);
  });
});
