import { describe, expect, it } from "vitest";
import { axisStep, median } from "./progress";

describe("how long it takes", () => {
  it("should be told by the one in the middle", () => {
    expect(median([])).toBeUndefined();
    expect(median([9])).toBe(9);
    expect(median([9, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  it("should be divided into round steps", () => {
    expect(axisStep(900, 6)).toBe(200);
    expect(axisStep(60_000, 6)).toBe(10_000);
    expect(axisStep(3_600_000, 6)).toBe(600_000);
    expect(axisStep(10 * 86_400_000, 6)).toBe(2 * 86_400_000);
  });
});
