import { describe, expect, it } from "vitest";
import { defaultsOf, startOf, valuesOf, wrongChoice, wrongValues } from "./runValues";

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

describe("a default that was cleared", () => {
  const WITH_DEFAULTS = [
    { name: "REASON", type: "string", default: "maintenance" },
    { name: "COUNT", type: "number", default: 3 },
    { name: "WHO", type: "string", required: true, default: "ops" },
    { name: "NOTE", type: "string", default: "" },
  ] satisfies Parameters<typeof defaultsOf>[0];
  const cleared = { REASON: undefined, COUNT: "3", WHO: "ops", NOTE: undefined };

  it("should be sent as an empty text, so that the default does not come back", () => {
    expect(valuesOf(WITH_DEFAULTS, cleared)).toEqual({ REASON: "" });
    expect(wrongValues(WITH_DEFAULTS, cleared)).toEqual({});
  });

  it("should be wrong where it cannot be empty", () => {
    const wrongs = wrongValues(WITH_DEFAULTS, { ...cleared, COUNT: undefined, WHO: undefined });
    expect(Object.keys(wrongs)).toEqual(["/parameters/COUNT", "/parameters/WHO"]);
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

describe("where it runs", () => {
  it("should be left out of the request as far as it is as the job says", () => {
    expect(startOf([], {}, { parallelism: " " })).toEqual({});
    const elsewhere = { targets: { selector: "name=web-1" }, parallelism: "2" };
    expect(startOf([], {}, elsewhere)).toEqual({
      targets: { selector: "name=web-1" },
      strategy: { parallelism: 2 },
    });
  });

  it("should be some targets, and a number that can be", () => {
    expect(wrongChoice({ parallelism: "" })).toEqual({});
    expect(Object.keys(wrongChoice({ targets: { ids: [] }, parallelism: "0" }))).toEqual([
      "/targets/ids",
      "/strategy/parallelism",
    ]);
  });
});
