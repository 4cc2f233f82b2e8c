import { describe, expect, it } from "vitest";
import { isoOf, lengthFrom, secondsOf } from "./durations";

const none = { amount: "", unit: "minutes" } as const;

describe("a length of time", () => {
  it.each([
    ["PT30M", "30", "minutes"],
    ["PT90M", "90", "minutes"],
    ["PT2H", "2", "hours"],
    ["P1D", "1", "days"],
    ["PT86400S", "1", "days"],
    ["PT90S", "90", "seconds"],
    ["PT0S", "0", "seconds"],
  ])("should be %s as %s %s", (iso, amount, unit) => {
    // given a length that the server tells, when it is taken apart, then it is in the largest unit that fits
    const length = lengthFrom(iso, none);
    expect(length).toEqual({ amount, unit });
    expect(secondsOf(isoOf(length))).toBe(secondsOf(iso));
  });

  it("should be what it was otherwise when there is none", () => {
    // given / when / then
    expect(lengthFrom(undefined, none)).toBe(none);
    expect(lengthFrom("nonsense", none)).toBe(none);
    expect(secondsOf("P1W")).toBeUndefined();
  });
});
