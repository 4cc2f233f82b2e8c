import { describe, expect, it } from "vitest";
import { pageOf, resourceName } from "./events";

const named: Record<string, never> = JSON.parse('{"name":"web-1"}');
const event = {
  id: "1",
  type: "target.created",
  time: "2026-03-01T12:00:00Z",
  resourceType: "target",
  resourceId: "2",
};

describe("resourceName", () => {
  it("should use the name that the event tells", () => {
    expect(resourceName({ ...event, data: named })).toBe("target web-1");
  });

  it("should fall back to the id", () => {
    expect(resourceName(event)).toBe("target 2");
    expect(resourceName({ id: "1", type: "x", time: event.time })).toBe("");
  });
});

describe("pageOf", () => {
  it("should lead to what there is", () => {
    expect(pageOf(event)).toBe("/targets/2");
  });

  it("should lead nowhere when it was deleted, or has no page", () => {
    expect(pageOf({ ...event, type: "target.deleted" })).toBeUndefined();
    expect(pageOf({ ...event, resourceType: "session" })).toBeUndefined();
  });
});
