import { describe, expect, it } from "vitest";
import { beforeOf, inputOf, type Preferences } from "./preferences";

const preferences: Preferences = {
  version: 3,
  timeZone: "auto",
  locale: "de-DE",
  theme: "dark",
  density: "comfortable",
  dateFormat: "auto",
  hourCycle: "auto",
  relativeTimes: true,
  pageSize: 50,
  logWrap: true,
  logTimestamps: false,
  logFollow: true,
  logColors: true,
  logFontSize: 13,
  keyboardShortcuts: true,
};

describe("inputOf", () => {
  it("should send all that was chosen, without the version", () => {
    // when
    const input = inputOf(preferences);

    // then
    expect(input).not.toHaveProperty("version");
    expect(input).toMatchObject({ theme: "dark", logFontSize: 13 });
  });
});

describe("beforeOf", () => {
  it("should name only what the change touches", () => {
    expect(beforeOf(preferences, { theme: "light", pageSize: 100 })).toEqual({ theme: "dark", pageSize: 50 });
  });
});
