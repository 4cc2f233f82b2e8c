import { SearchQuery } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { MOST_MATCHES, matchesOf } from "./searching";

function stateOf(doc: string, anchor = 0, head = anchor) {
  return EditorState.create({ doc, selection: { anchor, head } });
}

describe("matchesOf", () => {
  it("should count places and tell the one that is selected", () => {
    expect(matchesOf(stateOf("one two one", 8, 11), new SearchQuery({ search: "one" }))).toEqual({
      count: 2,
      current: 2,
    });
    expect(matchesOf(stateOf("one two one", 8, 10), new SearchQuery({ search: "one" }))).toEqual({
      count: 2,
      current: 0,
    });
  });

  it("should find nothing by an empty or a wrong expression", () => {
    expect(matchesOf(stateOf("(("), new SearchQuery({ search: "" })).count).toBe(0);
    expect(matchesOf(stateOf("(("), new SearchQuery({ search: "((", regexp: true })).count).toBe(0);
  });

  it("should not count without end", () => {
    expect(matchesOf(stateOf("a".repeat(MOST_MATCHES + 5)), new SearchQuery({ search: "a" })).count).toBe(MOST_MATCHES);
  });
});
