import { describe, expect, it } from "vitest";
import { HIGHEST, ScrollScale } from "./ScrollScale";

describe("scrolling", () => {
  it("should be as it is where all fits into an element", () => {
    const scale = new ScrollScale();
    scale.resize(5000, 500);
    scale.scrolled(1234);
    expect(scale.position).toBe(1234);
    expect(scale.goTo(9999)).toBe(4500);
  });

  it("should reach the end of what is higher than an element can be", () => {
    const scale = new ScrollScale();
    scale.resize(40_000_000, 500);
    expect(scale.scrolledHeight).toBe(HIGHEST);
    scale.scrolled(HIGHEST - 500);
    expect(scale.position).toBe(40_000_000 - 500);
    scale.scrolled(0);
    expect(scale.position).toBe(0);
  });

  it("should go short ways pixel by pixel and long ones by their share", () => {
    // given
    const scale = new ScrollScale();
    scale.resize(40_000_000, 500);
    // when
    scale.scrolled(HIGHEST / 2);
    const before = scale.position;
    scale.scrolled(HIGHEST / 2 + 40);
    // then
    expect(Math.abs(before - 20_000_000)).toBeLessThan(2000);
    expect(scale.position - before).toBe(40);
  });

  it("should be exactly where it was sent", () => {
    const scale = new ScrollScale();
    scale.resize(40_000_000, 500);
    const top = scale.goTo(31_234_567);
    expect(scale.position).toBe(31_234_567);
    scale.scrolled(top);
    expect(scale.position).toBe(31_234_567);
  });
});
