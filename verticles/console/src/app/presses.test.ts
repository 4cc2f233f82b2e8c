import { describe, expect, it } from "vitest";
import { pressesAgain } from "./presses";

const enter = { key: "Enter", repeat: false, ctrlKey: false, metaKey: false };

describe("pressesAgain", () => {
  it("should let the first press by", () => {
    expect(pressesAgain(enter, false)).toBe(false);
    expect(pressesAgain({ ...enter, ctrlKey: true }, true)).toBe(false);
  });

  it("should hold back a key that is held down", () => {
    expect(pressesAgain({ ...enter, repeat: true }, false)).toBe(true);
  });

  it("should let new lines into a text, but not the run that Ctrl and Enter start", () => {
    expect(pressesAgain({ ...enter, repeat: true }, true)).toBe(false);
    expect(pressesAgain({ ...enter, repeat: true, ctrlKey: true }, true)).toBe(true);
    expect(pressesAgain({ ...enter, repeat: true, metaKey: true }, true)).toBe(true);
  });

  it("should leave other keys alone, such as arrows through a list", () => {
    expect(pressesAgain({ ...enter, key: "ArrowDown", repeat: true }, false)).toBe(false);
  });
});
