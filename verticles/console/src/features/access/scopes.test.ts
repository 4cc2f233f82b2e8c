import { describe, expect, it } from "vitest";
import { NO_OBJECT, newScope, objectOf, type ScopeDraft, scopeOf, tokenOf, withObject, withType } from "./scopes";

const dev: ScopeDraft = {
  key: "1",
  permissions: ["target:run"],
  object: { ...NO_OBJECT, selector: " env=dev " },
};

describe("withType", () => {
  it("should forget the object of the former type", () => {
    expect(withType({ type: "target", how: "selector", id: "", selector: "env=dev" }, "job")).toEqual({
      type: "job",
      how: "selector",
      id: "",
      selector: "",
    });
  });

  it("should ask for executions by id alone", () => {
    expect(withType(NO_OBJECT, "execution").how).toBe("id");
  });
});

describe("withObject", () => {
  it("should drop permissions that the object cannot have", () => {
    // given
    const scope = { ...dev, permissions: ["target:run", "secret:use"] };

    // when
    const changed = withObject(scope, withType(scope.object, "job"));

    // then
    expect(changed.permissions).toEqual(["secret:use"]);
  });

  it("should keep everything as everything", () => {
    expect(withObject({ ...dev, permissions: ["*"] }, withType(dev.object, "job")).permissions).toEqual(["*"]);
  });
});

describe("objectOf", () => {
  it("should name a selector or an id, never both", () => {
    expect(objectOf({ type: "target", how: "selector", id: "abc", selector: "env=dev" })).toEqual({
      type: "target",
      selector: "env=dev",
    });
    expect(objectOf({ type: "target", how: "id", id: "abc", selector: "env=dev" })).toEqual({
      type: "target",
      id: "abc",
    });
  });

  it("should be undefined while nothing is chosen", () => {
    expect(objectOf(NO_OBJECT)).toBeUndefined();
  });
});

describe("scopeOf", () => {
  it("should need a permission and an object", () => {
    expect(scopeOf(newScope())).toBeUndefined();
    expect(scopeOf({ ...dev, permissions: [] })).toBeUndefined();
    expect(scopeOf(dev)).toEqual({ permissions: ["target:run"], object: { type: "target", selector: "env=dev" } });
  });
});

describe("tokenOf", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");

  it("should leave out what was not chosen", () => {
    expect(tokenOf({ name: "ci", permissions: ["job:run"], scopes: [], days: null }, now)).toEqual({
      name: "ci",
      permissions: ["job:run"],
    });
  });

  it("should be without permissions on everything when it has scopes", () => {
    expect(tokenOf({ name: "ci", permissions: [], scopes: [dev], days: 30 }, now)).toEqual({
      name: "ci",
      scopes: [{ permissions: ["target:run"], object: { type: "target", selector: "env=dev" } }],
      expiresAt: "2026-03-31T12:00:00.000Z",
    });
  });

  it("should be undefined while it permits nothing, has no name or half a scope", () => {
    expect(tokenOf({ name: "ci", permissions: [], scopes: [], days: 30 }, now)).toBeUndefined();
    expect(tokenOf({ name: " ", permissions: ["job:run"], scopes: [], days: 30 }, now)).toBeUndefined();
    expect(tokenOf({ name: "ci", permissions: ["job:run"], scopes: [newScope()], days: 30 }, now)).toBeUndefined();
  });
});
