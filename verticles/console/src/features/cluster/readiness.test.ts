import { describe, expect, it } from "vitest";
import { readReadiness } from "./readiness";

describe("readReadiness", () => {
  it("should put what is down first, then what is warned of", () => {
    // given
    const body = {
      status: "not_ready",
      state: "ready",
      checks: { "database-audit": "up", "database-jobs": "down", tls: "up" },
      warnings: { tls: "The certificate ends in 3 days" },
    };
    // when
    const readiness = readReadiness(body);
    // then
    expect(readiness.ready).toBe(false);
    expect(readiness.state).toBe("ready");
    expect(readiness.parts).toEqual([
      { name: "database-jobs", state: "down" },
      { name: "tls", state: "up", warning: "The certificate ends in 3 days" },
      { name: "database-audit", state: "up" },
    ]);
  });

  it("should keep a warning about a part that has no check", () => {
    expect(readReadiness({ status: "ready", checks: {}, warnings: { clock: "off by 2 s" } }).parts).toEqual([
      { name: "clock", state: "up", warning: "off by 2 s" },
    ]);
  });

  it.each([undefined, null, "no", { status: "not_ready" }])("should make the best of %j", (body) => {
    expect(readReadiness(body)).toEqual({ ready: false, parts: [] });
  });
});
