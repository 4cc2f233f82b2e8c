import { describe, expect, it } from "vitest";
import { beforeOf, inputOf, languageOf, type Preferences, zoneOf } from "./preferences";

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

describe("languageOf", () => {
  it("should take the language of the locale", () => {
    expect(languageOf("de-CH", "en-US")).toBe("de");
  });

  it("should take the browser's when it is left to it", () => {
    expect(languageOf("auto", "de-AT")).toBe("de");
  });

  it("should be English for what the console does not speak", () => {
    expect(languageOf("fr-FR", "de-DE")).toBe("en");
  });
});

describe("zoneOf", () => {
  it("should take the browser's when it is left to it", () => {
    expect(zoneOf("auto", "Europe/Vienna")).toBe("Europe/Vienna");
    expect(zoneOf("UTC", "Europe/Vienna")).toBe("UTC");
  });
});

describe("beforeOf", () => {
  it("should name only what the change touches", () => {
    expect(beforeOf(preferences, { theme: "light", pageSize: 100 })).toEqual({ theme: "dark", pageSize: 50 });
  });
});
