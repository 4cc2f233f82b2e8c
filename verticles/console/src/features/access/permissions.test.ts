import { describe, expect, it } from "vitest";
import { choosable, covers, grouped, partOf, toggled, withGroup } from "./permissions";

describe("grouped", () => {
  it("should group by thing in the order of the product", () => {
    // when
    const groups = grouped(["job:run", "target:write", "target:read"]);

    // then
    expect(groups).toEqual([
      { thing: "target", permissions: ["target:read", "target:write"] },
      { thing: "job", permissions: ["job:run"] },
    ]);
  });

  it("should put what it does not know after what it knows", () => {
    // when
    const groups = grouped(["zebra:ride", "audit:read", "target:paint", "target:read"]);

    // then
    expect(groups.map((group) => group.thing)).toEqual(["target", "audit", "zebra"]);
    expect(groups[0]?.permissions).toEqual(["target:read", "target:paint"]);
  });

  it("should name each once", () => {
    expect(grouped(["job:run", "job:run"])).toEqual([{ thing: "job", permissions: ["job:run"] }]);
  });
});

describe("choosable", () => {
  it("should offer only what a grant on such an object can give", () => {
    expect(choosable([], "credential")).toEqual(["credential:read", "credential:write", "secret:use"]);
  });

  it("should keep what was chosen though it is not known", () => {
    expect(choosable(["zebra:ride", "*"])).toContain("zebra:ride");
    expect(choosable(["zebra:ride", "*"])).not.toContain("*");
  });
});

describe("covers", () => {
  it("should let a job give permissions on its executions", () => {
    expect(covers("job", "execution:cancel")).toBe(true);
    expect(covers("execution", "job:run")).toBe(false);
  });
});

describe("choosing", () => {
  const group = { thing: "job", permissions: ["job:read", "job:write", "job:run"] };

  it("should add and take away one", () => {
    expect(toggled(["job:read"], "job:run")).toEqual(["job:read", "job:run"]);
    expect(toggled(["job:read", "job:run"], "job:run")).toEqual(["job:read"]);
  });

  it("should tell how many of a group are chosen", () => {
    expect(partOf(group, [])).toBe("none");
    expect(partOf(group, ["job:read", "target:read"])).toBe("some");
    expect(partOf(group, group.permissions)).toBe("all");
  });

  it("should choose all of a group, then none of it", () => {
    // when
    const all = withGroup(group, ["target:read", "job:read"]);
    const none = withGroup(group, all);

    // then
    expect(all).toEqual(["target:read", "job:read", "job:write", "job:run"]);
    expect(none).toEqual(["target:read"]);
  });

  it("should leave alone what may not be given", () => {
    // given
    const mayGive = (permission: string) => permission !== "job:write";

    // when
    const all = withGroup(group, [], mayGive);
    const kept = withGroup(group, ["job:read", "job:run", "job:write"], mayGive);

    // then
    expect(all).toEqual(["job:read", "job:run"]);
    expect(kept).toEqual(["job:write"]);
  });
});
