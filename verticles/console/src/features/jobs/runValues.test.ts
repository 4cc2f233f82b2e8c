import { describe, expect, it } from "vitest";
import { defaultsOf, valuesOf, wrongValues } from "./runValues";

const PARAMETERS = [
  { name: "VERSION", type: "string", required: true },
  { name: "COUNT", type: "number", default: 3 },
  { name: "DRY", type: "boolean", default: true },
  { name: "LEVEL", type: "choice", choices: ["low", "high"] },
] satisfies Parameters<typeof defaultsOf>[0];

describe("defaultsOf", () => {
  it("should begin with the defaults as text, and with nothing where there is none", () => {
    expect(defaultsOf(PARAMETERS)).toEqual({ VERSION: undefined, COUNT: "3", DRY: "true", LEVEL: undefined });
  });
});

describe("valuesOf", () => {
  it("should give values by their types and leave defaults to the server", () => {
    // given
    const form = { VERSION: "4.20", COUNT: "0", DRY: "true", LEVEL: "high" };
    // then
    expect(valuesOf(PARAMETERS, form)).toEqual({ VERSION: "4.20", COUNT: 0, LEVEL: "high" });
  });
});

describe("wrongValues", () => {
  it("should want what is required and has no default", () => {
    expect(Object.keys(wrongValues(PARAMETERS, defaultsOf(PARAMETERS)))).toEqual(["/parameters/VERSION"]);
  });

  it("should refuse what is not of the type", () => {
    const wrongs = wrongValues(PARAMETERS, { VERSION: "", COUNT: "many", DRY: "false", LEVEL: "middle" });
    expect(wrongs).toEqual({ "/parameters/COUNT": { key: "aNumber" }, "/parameters/LEVEL": { key: "oneOf" } });
  });
});
