import { describe, expect, it } from "vitest";
import { folderOf, foldersOf, matches } from "./folders";

describe("foldersOf", () => {
  it("should count jobs in folders and in those above", () => {
    expect(foldersOf(["web/restart", "web/blue/deploy", "backup", "db/dump"])).toEqual([
      { folder: "db", count: 1 },
      { folder: "web", count: 2 },
      { folder: "web/blue", count: 1 },
    ]);
  });
});

describe("folderOf", () => {
  it("should be empty for a job in none", () => {
    expect(["backup", "/odd", "web/blue/deploy"].map(folderOf)).toEqual(["", "", "web/blue"]);
  });
});

describe("matches", () => {
  it("should want all words, in any case, and the folder", () => {
    expect(matches("web/Restart all", "web", "ALL rest")).toBe(true);
    expect(matches("web/Restart all", "we", "")).toBe(false);
    expect(matches("web/Restart all", "", "none")).toBe(false);
  });
});
