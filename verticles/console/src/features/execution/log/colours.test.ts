import { describe, expect, it } from "vitest";
import { INVERSE, NONE, PLAIN, RGB } from "./ansi";
import { contrast, cssOf, type Light, readable } from "./colours";

type Colour = [number, number, number];
const parts = (css: string | undefined) => (css?.match(/\d+/g) ?? []).map(Number) as Colour;

describe("colours of output", () => {
  it("should be readable on both grounds, all 256 of them", () => {
    for (const [light, ground] of [
      ["light", [255, 255, 255]],
      ["dark", [11, 15, 21]],
    ] as [Light, Colour][]) {
      for (let colour = 0; colour < 256; colour++) {
        const css = cssOf({ ...PLAIN, fg: colour }, light);
        expect(contrast(parts(css?.color), ground), `${colour} on ${light}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("should be readable on a ground of their own", () => {
    // given
    const css = cssOf({ fg: 1, bg: 1, flags: 0 }, "dark");
    // then
    expect(contrast(parts(css?.color), parts(css?.backgroundColor))).toBeGreaterThanOrEqual(4.5);
  });

  it("should swap text and ground when inverse", () => {
    expect(cssOf({ fg: NONE, bg: NONE, flags: INVERSE }, "light")?.backgroundColor).toBe("rgb(0 0 0)");
  });

  it("should stay as they are where they can be read", () => {
    expect(readable([0, 0, 120], [255, 255, 255])).toEqual([0, 0, 120]);
    expect(cssOf({ ...PLAIN, fg: RGB | 0x000078 }, "light")?.color).toBe("rgb(0 0 120)");
  });
});
