import { describe, expect, it } from "vitest";
import { ageMark, daysSince, usesByCredential } from "./age";

const NOW = Date.parse("2026-06-30T12:00:00Z");

describe("daysSince", () => {
  it.each([
    ["2026-06-30T11:59:59Z", 0],
    ["2026-06-29T12:00:01Z", 0],
    ["2026-06-29T12:00:00Z", 1],
    ["2025-06-30T12:00:00Z", 365],
  ])("should count whole days since %s", (at, days) => {
    expect(daysSince(at, NOW)).toBe(days);
  });

  it("should be nothing when the clocks differ", () => {
    expect(daysSince("2026-07-01T00:00:00Z", NOW)).toBe(0);
  });
});

describe("ageMark", () => {
  it.each([
    [0, "fresh"],
    [180, "fresh"],
    [181, "old"],
    [365, "old"],
    [366, "veryOld"],
  ])("should take %i days for %s", (days, mark) => {
    expect(ageMark(days)).toBe(mark);
  });
});

describe("usesByCredential", () => {
  it("should tell which targets have a credential", () => {
    // given
    const targets = [
      { id: "1", name: "web-1", credentialId: "a" },
      { id: "2", name: "web-2", credentialId: "a" },
      { id: "3", name: "db-1", credentialId: "b" },
    ];
    // when
    const uses = usesByCredential(targets);
    // then
    expect(uses.get("a")?.map(({ name }) => name)).toEqual(["web-1", "web-2"]);
    expect(uses.get("c")).toBeUndefined();
  });
});
