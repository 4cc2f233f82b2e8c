import { describe, expect, it } from "vitest";
import { bytes, duration, timesIn } from "./times";

describe("duration", () => {
  it.each([
    [0, "0 ms"],
    [999, "999 ms"],
    [1_000, "1.0 s"],
    [9_940, "9.9 s"],
    [12_300, "12 s"],
    [61_000, "1 min 01 s"],
    [3_600_000, "1 h 00 min"],
    [176_400_000, "2 d 1 h"],
  ])("should write %d milliseconds as %s", (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});

describe("bytes", () => {
  it.each([
    [0, "0 B"],
    [1_023, "1023 B"],
    [1_536, "1.5 KiB"],
    [10_485_760, "10 MiB"],
  ])("should write %d bytes as %s", (count, words) => {
    expect(bytes(count)).toBe(words);
  });
});

describe("times in a zone", () => {
  it("should show the hour of the zone on both sides of a change of its clocks", () => {
    // given
    const berlin = timesIn("Europe/Berlin", "en");
    // then
    expect(berlin.clock("2026-03-29T00:59:59Z")).toBe("01:59:59");
    expect(berlin.clock("2026-03-29T01:00:00Z")).toBe("03:00:00");
  });

  it("should say how long ago something was", () => {
    // given
    const now = Date.parse("2026-11-22T12:00:00Z");
    const english = timesIn("UTC", "en");
    const german = timesIn("UTC", "de");
    // then
    expect(english.relative("2026-11-22T11:57:00Z", now)).toBe("3 minutes ago");
    expect(german.relative("2026-11-22T14:00:00Z", now)).toBe("in 2 Stunden");
  });
});
