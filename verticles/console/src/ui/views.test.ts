// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { storedViews, storeViews, withView } from "./views";

describe("saved views", () => {
  it("should be there again, and one of the same name give way", () => {
    // given
    const views = withView([{ name: "b", query: "state:failed" }], { name: "a", query: "by:ann" });

    // when
    storeViews("executions", withView(views, { name: "b", query: "state:lost" }));

    // then
    expect(storedViews("executions")).toEqual([
      { name: "a", query: "by:ann" },
      { name: "b", query: "state:lost" },
    ]);
    expect(storedViews("targets")).toEqual([]);
  });

  it.each(["", "{", "{}", '[{"name": 1}]', "[null]"])("should be none when %s was stored", (text) => {
    // given
    localStorage.setItem("opsconductor.executions.views", text);

    // when / then
    expect(storedViews("executions")).toEqual([]);
  });
});
