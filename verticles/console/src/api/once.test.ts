import { expect, it } from "vitest";
import { Once } from "./once";

it("should give the same request the same key until it was answered", () => {
  // given
  const once = new Once();
  const first = once.keyOf({ command: "uptime" });

  // when
  const again = once.keyOf({ command: "uptime" });
  once.done();
  const anew = once.keyOf({ command: "uptime" });

  // then
  expect(again).toBe(first);
  expect(anew).not.toBe(first);
});

it("should give another request another key", () => {
  // given
  const once = new Once();

  // when
  const keys = [once.keyOf({ command: "uptime" }), once.keyOf({ command: "df" }), once.keyOf({ command: "uptime" })];

  // then
  expect(new Set(keys).size).toBe(3);
});
