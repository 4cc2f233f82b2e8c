import { describe, expect, it } from "vitest";
import { emptyJob, formOf, inputOf, type Job, moved, newStep, sameDefinition } from "./jobForm";
import { wrongsOf } from "./validation";

const JOB: Job = {
  id: "0197e2a4-7c1e-7000-8000-000000000001",
  version: 3,
  name: "web/restart",
  description: "Restarts\nthe front ends",
  steps: [
    {
      name: "stop",
      type: "command",
      command: "systemctl stop web",
      timeoutSeconds: 60,
      onLost: "ask",
      idempotent: true,
      patienceSeconds: 5,
      retry: { attempts: 3, backoffSeconds: 0, factor: 1.5, on: ["connection", "timeout"] },
    },
    {
      name: "install",
      type: "script",
      interpreter: "python",
      script: "print('x')\n",
      timeoutSeconds: 3600,
      onLost: "reattach",
      idempotent: false,
    },
  ],
  targets: { selector: "role=web" },
  parameters: [
    { name: "VERSION", type: "string", required: true, choices: [], description: "Which" },
    { name: "EMPTY", type: "string", required: false, default: "", choices: [] },
    { name: "COUNT", type: "number", required: false, default: 0 },
    { name: "DRY", type: "boolean", required: false, default: false },
    { name: "LEVEL", type: "choice", required: false, default: "low", choices: ["low", "high"] },
  ],
  strategy: { parallelism: 10 },
  timeoutSeconds: 600,
  output: { maxBytes: 4096 },
  retention: { days: 0 },
  createdAt: "2026-11-22T10:00:00Z",
  updatedAt: "2026-11-22T10:00:00Z",
};

describe("formOf and inputOf", () => {
  it("should keep all of a definition, and nothing that the server adds", () => {
    // given a job with everything, falsy values among it
    // when it is taken to the form and back
    const input = inputOf(formOf(JOB));
    // then
    const { id, version, createdAt, updatedAt, ...definition } = JOB;
    expect(input).toEqual({
      ...definition,
      parameters: definition.parameters.map(({ choices, ...rest }) =>
        rest.type === "choice" ? { ...rest, choices } : rest,
      ),
    });
  });

  it("should say what holds where nothing was chosen", () => {
    // given
    const form = { ...emptyJob(), name: " x ", targets: { selector: "*" } };
    form.steps = [{ ...newStep(1), command: "uptime" }];
    // then
    expect(inputOf(form)).toEqual({
      name: "x",
      targets: { selector: "*" },
      strategy: { parallelism: 50 },
      timeoutSeconds: 86400,
      steps: [
        {
          name: "step 1",
          type: "command",
          command: "uptime",
          timeoutSeconds: 3600,
          onLost: "reattach",
          idempotent: false,
        },
      ],
    });
  });

  it("should see changes alone as changes", () => {
    const form = formOf(JOB);
    expect(sameDefinition(form, formOf(JOB))).toBe(true);
    expect(sameDefinition(form, { ...form, timeoutSeconds: "601" })).toBe(false);
    expect(sameDefinition(form, { ...form, steps: moved(form.steps, 0, 1) })).toBe(false);
  });
});

describe("moved", () => {
  it("should put an item at another place and keep the others in order", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  });

  it("should leave the list where there is no such place", () => {
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });
});

describe("wrongsOf", () => {
  it("should find nothing wrong with what the server has", () => {
    expect(wrongsOf(formOf(JOB))).toEqual({});
  });

  it("should say what is wrong at its place", () => {
    // given
    const form = formOf(JOB);
    const [first, second] = form.steps;
    const [parameter] = form.parameters;
    if (!first || !second || !parameter) {
      throw new Error("The job has these");
    }
    // when
    const wrongs = wrongsOf({
      ...form,
      name: " ",
      targets: { ids: [] },
      timeoutSeconds: "1.5",
      steps: [
        { ...first, command: "\n", onLost: "retry", idempotent: false, factor: "0.5" },
        { ...second, timeoutSeconds: "soon" },
      ],
      parameters: [{ ...parameter, name: "A B" }, parameter, { ...parameter, type: "choice", default: "x" }],
    });
    // then
    expect(Object.keys(wrongs).sort()).toEqual([
      "/name",
      "/parameters/0/name",
      "/parameters/2/choices",
      "/parameters/2/default",
      "/parameters/2/name",
      "/steps/0/command",
      "/steps/0/onLost",
      "/steps/0/retry/factor",
      "/steps/1/timeoutSeconds",
      "/targets/ids",
      "/timeoutSeconds",
    ]);
  });
});
