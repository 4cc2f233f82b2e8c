import { describe, expect, it } from "vitest";
import { conjuncts, hasTag, includesTerm, quoted, selectorOfNames, toggleTerm } from "./selector";

describe("quoted", () => {
  it.each([
    ["prod", "prod"],
    ["10.0.0.1", "10.0.0.1"],
    ["eu west", '"eu west"'],
    ["and", '"and"'],
    ['a"b\\', '"a\\"b\\\\"'],
    ["*", '"*"'],
  ])("should write %s as %s", (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });
});

describe("conjuncts", () => {
  it("should cut at and, but not in parentheses and quotes", () => {
    expect(conjuncts('env=prod and (a or b and c) and name="x and y"').terms).toEqual([
      "env=prod",
      "(a or b and c)",
      'name="x and y"',
    ]);
  });

  it("should have no conditions for everything", () => {
    expect(conjuncts("all").terms).toEqual([]);
    expect(conjuncts("").terms).toEqual([]);
  });

  it("should leave alternatives whole", () => {
    expect(conjuncts("env=prod or env=dev")).toEqual({ terms: ["env=prod or env=dev"], alternatives: true });
  });
});

describe("toggleTerm", () => {
  it("should add a condition and take it away again", () => {
    // given
    const selector = "role=web";
    // when
    const more = toggleTerm(selector, hasTag("env", "prod"));
    // then
    expect(more).toBe("role=web and env=prod");
    expect(includesTerm(more, "env=prod")).toBe(true);
    expect(toggleTerm(more, "env=prod")).toBe("role=web");
  });

  it("should put alternatives in parentheses before it adds to them", () => {
    expect(toggleTerm("a or b", "env=prod")).toBe("(a or b) and env=prod");
  });

  it("should begin an expression", () => {
    expect(toggleTerm("", "env=prod")).toBe("env=prod");
    expect(toggleTerm("env=prod", "env=prod")).toBe("");
  });
});

describe("selectorOfNames", () => {
  it("should name exactly the targets that are meant", () => {
    expect(selectorOfNames(["web-1"])).toBe("name=web-1");
    expect(selectorOfNames(["web-1", "db (old)"])).toBe('name in (web-1,"db (old)")');
  });

  it("should not say what is too long for the server", () => {
    expect(selectorOfNames(Array.from({ length: 2000 }, (_, n) => `web-${n}`))).toBeUndefined();
    expect(selectorOfNames([])).toBeUndefined();
  });
});
