import { describe, expect, it } from "vitest";
import { isChosen, nameContains, selectorsOfIds } from "./selection";

describe("nameContains", () => {
  it("should ask for nothing in particular when nothing is typed", () => {
    expect(nameContains("  ")).toBeUndefined();
  });

  it("should take plain names as they are", () => {
    expect(nameContains("web-1.example")).toBe("name~*web-1.example*");
  });

  it("should have signs of patterns and quotations stand for themselves", () => {
    // given a name with all that means something to a selector
    const typed = 'a b*"\\';
    // when it is looked for
    const selector = nameContains(typed);
    // then the pattern escapes once, and the quotation once more
    expect(selector).toBe('name~"*a b\\\\*\\"\\\\\\\\*"');
  });
});

describe("selectorsOfIds", () => {
  it("should ask in parts that fit into a selector", () => {
    // given more ids than one selector holds
    const ids = Array.from({ length: 250 }, (_, n) => `0197e2a4-7c1e-7000-8000-${String(n).padStart(12, "0")}`);
    // when
    const parts = selectorsOfIds(ids);
    // then
    expect(parts).toHaveLength(3);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(4096);
    expect(parts[2]).toContain(ids[249]);
  });
});

describe("isChosen", () => {
  it("should not take blanks and empty lists for a choice", () => {
    expect(isChosen({ selector: " " })).toBe(false);
    expect(isChosen({ ids: [] })).toBe(false);
    expect(isChosen({ selector: "*" })).toBe(true);
  });
});
