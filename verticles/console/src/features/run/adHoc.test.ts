import { describe, expect, it } from "vitest";
import {
  type AdHocForm,
  addressOf,
  EMPTY,
  formFrom,
  formOfDefinition,
  jobOf,
  keepable,
  readKept,
  startOf,
  wrongsOf,
} from "./adHoc";

const FORM: AdHocForm = {
  ...EMPTY,
  targets: { selector: "env=prod" },
  command: "uptime\n",
  variables: [
    { name: "RELEASE", value: "4.2" },
    { name: "DB_PASSWORD", value: "hunter2" },
    { name: "", value: "" },
  ],
  parallelism: "10",
};

describe("startOf", () => {
  it("should ask for what was typed, and leave the rest to the server", () => {
    expect(startOf(FORM)).toEqual({
      command: "uptime",
      targets: { selector: "env=prod" },
      parameters: { RELEASE: "4.2", DB_PASSWORD: "hunter2" },
      strategy: { parallelism: 10 },
    });
  });

  it("should send a script as it is, with what runs it", () => {
    expect(startOf({ ...EMPTY, type: "script", script: " a\n", interpreter: "perl" })).toMatchObject({
      script: " a\n",
      interpreter: "perl",
    });
  });
});

describe("wrongsOf", () => {
  it("should find nothing wrong with a whole form", () => {
    expect(wrongsOf(FORM)).toEqual({});
  });

  it("should say what is wrong where", () => {
    const wrongs = wrongsOf({
      ...EMPTY,
      variables: [
        { name: "1A", value: "" },
        { name: "B", value: "" },
        { name: "B", value: "" },
        { name: "", value: "x" },
      ],
      timeoutSeconds: "0",
    });
    expect(Object.keys(wrongs).sort()).toEqual([
      "/command",
      "/targets",
      "/timeoutSeconds",
      "/variables/0",
      "/variables/2",
      "/variables/3",
    ]);
  });
});

describe("jobOf", () => {
  it("should make parameters of variables, and ask for secrets instead of keeping them", () => {
    const job = jobOf(FORM);
    expect(job.parameters).toEqual([
      { name: "RELEASE", type: "string", default: "4.2" },
      { name: "DB_PASSWORD", type: "string", required: true },
    ]);
    expect(JSON.stringify(job)).not.toContain("hunter2");
  });
});

describe("formOfDefinition", () => {
  it("should be what was run, without limits that hold anyway", () => {
    // given
    const definition = {
      steps: [
        {
          name: "script",
          type: "script" as const,
          script: "print(1)\n",
          interpreter: "python" as const,
          timeoutSeconds: 3600,
        },
      ],
      parameters: [],
      values: { STAGE: "prod" },
      strategy: { parallelism: 50 },
      timeoutSeconds: 90,
    };
    // when
    const form = formOfDefinition(definition, { selector: "role=db" });
    // then
    expect(form).toEqual({
      ...EMPTY,
      targets: { selector: "role=db" },
      type: "script",
      script: "print(1)\n",
      interpreter: "python",
      variables: [{ name: "STAGE", value: "prod" }],
      timeoutSeconds: "90",
    });
  });

  it("should start the same again", () => {
    // given
    const command = { name: "command", type: "command" as const, command: "uptime", timeoutSeconds: 3600 };
    const definition = {
      steps: [command],
      parameters: [],
      values: {},
      strategy: { parallelism: 3 },
      timeoutSeconds: 86_400,
    };
    // when / then
    expect(startOf(formOfDefinition(definition, { ids: ["a"] }))).toEqual({
      command: "uptime",
      targets: { ids: ["a"] },
      strategy: { parallelism: 3 },
    });
  });
});

describe("what is kept", () => {
  it("should not hold secrets", () => {
    expect(JSON.stringify(keepable(FORM))).not.toContain("hunter2");
  });

  it("should come back as it was", () => {
    expect(readKept(JSON.stringify(keepable(FORM)))).toEqual(keepable(FORM));
  });

  it.each(["", "null", "[]", '{"command":1}', '{"targets":{}}'])(
    "should be as empty when it is no form: %s",
    (text) => {
      expect(readKept(text)).toEqual(EMPTY);
    },
  );
});

describe("the address", () => {
  it("should bring back targets and command", () => {
    // given
    const address = new URLSearchParams(addressOf(FORM));
    // when it is opened elsewhere
    const form = formFrom(address, EMPTY);
    // then
    expect(form.targets).toEqual(FORM.targets);
    expect(form.command).toBe(FORM.command);
  });

  it("should win over what was kept, as far as it says something", () => {
    const form = formFrom(new URLSearchParams("ids=1,2"), FORM);
    expect(form.targets).toEqual({ ids: ["1", "2"] });
    expect(form.command).toBe(FORM.command);
  });

  it("should leave out what is too long for it", () => {
    expect(addressOf({ ...FORM, command: "x".repeat(5_000) }).command).toBe("");
  });
});
