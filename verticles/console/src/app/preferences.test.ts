// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { changedSince, keepTakenUp, type Looks, languageOf, takenUp, zoneOf } from "./preferences";

const looks: Looks = { locale: "de-DE", theme: "dark", timeZone: "UTC" };

describe("changedSince", () => {
  it("should be all that was chosen when the browser is new", () => {
    expect(changedSince(undefined, "ann", { ...looks, timeZone: "auto" })).toEqual({ locale: "de-DE", theme: "dark" });
  });

  it("should leave what was chosen on this browser since", () => {
    // given
    const before = { userId: "ann", looks };
    // when / then
    expect(changedSince(before, "ann", looks)).toEqual({});
    expect(changedSince(before, "ann", { ...looks, theme: "system" })).toEqual({ theme: "system" });
  });

  it("should leave nothing of somebody else", () => {
    expect(changedSince({ userId: "bob", looks }, "ann", looks)).toEqual(looks);
  });
});

describe("what was taken up", () => {
  it("should be kept, and not mind what it cannot read", () => {
    // when
    keepTakenUp({ userId: "ann", looks });
    // then
    expect(takenUp()).toEqual({ userId: "ann", looks });
    // when
    localStorage.setItem("opsconductor.preferences", "{");
    // then
    expect(takenUp()).toBeUndefined();
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
