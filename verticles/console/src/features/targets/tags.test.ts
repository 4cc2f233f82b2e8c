import { describe, expect, it } from "vitest";
import { asTagKey, changedTags, readTag, sameTags, tagsOf, tagTexts } from "./tags";

describe("readTag", () => {
  it("should cut at the first equals sign", () => {
    expect(readTag("path = a=b ")).toEqual({ key: "path", value: "a=b" });
  });

  it.each([
    ["prod", "form"],
    ["=prod", "form"],
    ["1st=x", "key"],
    ["a b=x", "key"],
    ["env=", "value"],
    [`env=${"x".repeat(257)}`, "value"],
  ])("should say what is wrong with %s", (text, fault) => {
    expect(readTag(text)).toEqual({ fault });
  });
});

describe("tagsOf", () => {
  it("should let the last of a key count", () => {
    expect(tagsOf(["env=dev", "role=web", "env=prod"])).toEqual({ env: "prod", role: "web" });
  });

  it("should be nothing when a part is no tag", () => {
    expect(tagsOf(["env=dev", "web"])).toBeUndefined();
  });

  it("should come back from what chips show", () => {
    // given
    const tags = { role: "web", env: "prod" };
    // when / then
    expect(tagTexts(tags)).toEqual(["env=prod", "role=web"]);
    expect(tagsOf(tagTexts(tags))).toEqual(tags);
  });
});

describe("asTagKey", () => {
  it.each([
    ["web", "web"],
    ["web servers", "web_servers"],
    ["2025", "_2025"],
    ["host", "group_host"],
    ["größe", "gr__e"],
  ])("should make a key of %s", (text, key) => {
    expect(asTagKey(text)).toBe(key);
  });
});

describe("changedTags", () => {
  it("should set and remove, and leave the rest", () => {
    expect(changedTags({ env: "dev", role: "web", old: "1" }, { set: { env: "prod" }, remove: ["old"] })).toEqual({
      env: "prod",
      role: "web",
    });
  });

  it("should set what is both set and removed", () => {
    expect(changedTags({ env: "dev" }, { set: { env: "prod" }, remove: ["env"] })).toEqual({ env: "prod" });
  });
});

describe("sameTags", () => {
  it("should not care for the order", () => {
    expect(sameTags({ a: "1", b: "2" }, { b: "2", a: "1" })).toBe(true);
    expect(sameTags({ a: "1" }, { a: "2" })).toBe(false);
  });
});
