import { describe, expect, it } from "vitest";
import { deviceOf } from "./device";

describe("deviceOf", () => {
  it("should name browser and system", () => {
    expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox, Linux");
  });

  it("should not take Edge for Chrome, nor Chrome for Safari", () => {
    const chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
    expect(deviceOf(`${chrome} Edg/140.0`)).toBe("Edge, Windows");
    expect(deviceOf(chrome)).toBe("Chrome, Windows");
  });

  it("should leave programs as they call themselves", () => {
    expect(deviceOf("opsconductor (Linux amd64)")).toBe("opsconductor (Linux amd64)");
    expect(deviceOf(undefined)).toBeUndefined();
  });
});
