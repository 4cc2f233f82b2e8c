import { describe, expect, it } from "vitest";
import { foldersOf, matches, treeOf } from "./folders";

const jobs = ["backup", "db/dump", "web/blue/deploy", "web/restart"].map((name) => ({ name }));

function shown(names: { name: string }[], ...closed: string[]): string[] {
  return treeOf(names, new Set(closed)).map((row) => {
    const indent = "  ".repeat(row.depth);
    return row.kind === "folder" ? `${indent}${row.open ? "-" : "+"} ${row.name} ${row.count}` : `${indent}${row.name}`;
  });
}

describe("treeOf", () => {
  it("should put jobs under their folders, each with the number of jobs in it and below", () => {
    expect(shown(jobs)).toEqual(["- db 1", "  dump", "- web 2", "  - blue 1", "    deploy", "  restart", "backup"]);
  });

  it("should show of a closed folder its head alone", () => {
    expect(shown(jobs, "web", "db")).toEqual(["+ db 1", "+ web 2", "backup"]);
    expect(shown(jobs, "web/blue")).toEqual(["- db 1", "  dump", "- web 2", "  + blue 1", "  restart", "backup"]);
  });

  it("should take a slash that divides nothing for a part of the name", () => {
    expect(shown([{ name: "/odd" }, { name: "a//b" }, { name: "c/" }])).toEqual([
      "- a 1",
      "  b",
      "- c 1",
      "  c/",
      "/odd",
    ]);
  });
});

describe("foldersOf", () => {
  it("should name each folder once, with those above it", () => {
    expect(foldersOf(jobs.map((job) => job.name))).toEqual(["db", "web", "web/blue"]);
  });
});

describe("matches", () => {
  it("should want all words, in any case", () => {
    expect(matches("web/Restart all", "ALL rest")).toBe(true);
    expect(matches("web/Restart all", "none")).toBe(false);
  });
});
