import { describe, expect, it } from "vitest";
import { expandRange } from "./hostRange";

describe("expandRange", () => {
  it("should keep leading zeros", () => {
    expect(expandRange("web[08:11].example.com", 100)).toEqual({
      names: ["web08.example.com", "web09.example.com", "web10.example.com", "web11.example.com"],
    });
  });

  it("should expand letters and steps", () => {
    expect(expandRange("db-[a:c]", 100)).toEqual({ names: ["db-a", "db-b", "db-c"] });
    expect(expandRange("n[1:9:4]", 100)).toEqual({ names: ["n1", "n5", "n9"] });
  });

  it("should combine several ranges", () => {
    expect(expandRange("r[1:2]n[a:b]", 100)).toEqual({ names: ["r1na", "r1nb", "r2na", "r2nb"] });
  });

  it("should leave a name without a range as it is", () => {
    expect(expandRange("web-1", 100)).toEqual({ names: ["web-1"] });
  });

  it.each(["web[10:1]", "web[1-9]", "web[a:9]", "web[01:100]", "web[1:9:0]", "web[1:3", "web1:3]", "web[]", "x[a:C]"])(
    "should not understand %s",
    (pattern) => {
      expect(expandRange(pattern, 100)).toEqual({ fault: "badRange" });
    },
  );

  it("should refuse what would be too many, without making them", () => {
    expect(expandRange("web[1:999999999]", 100)).toEqual({ fault: "tooMany" });
    expect(expandRange("a[1:50]b[1:50]", 100)).toEqual({ fault: "tooMany" });
  });
});
