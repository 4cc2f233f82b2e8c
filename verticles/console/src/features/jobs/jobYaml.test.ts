import { describe, expect, it } from "vitest";
import type { JobInput } from "./jobForm";
import { definitionOf, readYaml, yamlOf } from "./jobYaml";

const JOB: JobInput = definitionOf({
  name: "web/it's: #1",
  description: "- no list\n  indented\n",
  targets: { selector: 'env=prod and name~"*\\"*"' },
  strategy: { parallelism: 10 },
  timeoutSeconds: 600,
  output: { maxBytes: 10485760 },
  retention: { days: 0 },
  parameters: [
    { name: "VERSION", type: "string", required: true, default: "4.20" },
    { name: "YES", type: "choice", choices: ["yes", "no", "1", "null"], default: "no" },
    { name: "N", type: "number", default: 0 },
    { name: "B", type: "boolean", default: false },
  ],
  steps: [
    { name: "one", type: "command", command: "echo \"$HOME\" 'x' \\\\ \t# not a comment", timeoutSeconds: 60 },
    {
      name: "two",
      type: "script",
      interpreter: "bash",
      script: "#!/bin/bash\nset -e\n\n  cat <<'EOF'\n---\n$x: `y`\nEOF\n\n\n",
      timeoutSeconds: 3600,
      onLost: "retry",
      idempotent: true,
      patienceSeconds: 30,
      retry: { attempts: 3, backoffSeconds: 0, factor: 1.5, on: ["connection"] },
    },
    { name: "no end of line", type: "script", interpreter: "sh", script: "a\nb", timeoutSeconds: 3600 },
  ],
});

describe("yamlOf and readYaml", () => {
  it("should bring back every job as it was", () => {
    const read = readYaml(yamlOf(JOB));
    expect(read.problems).toEqual([]);
    expect(read.input).toEqual(JOB);
  });

  it("should write scripts as blocks that people can read", () => {
    expect(yamlOf(JOB)).toContain("script: |");
  });

  it("should take the short forms of the command line, and what the server adds", () => {
    // given
    const text = "id: x\nversion: 3\nname: a\ntargets: env=prod\nsteps:\n  - uptime\n  - script: ls\n";
    // when
    const { input, problems } = readYaml(text);
    // then
    expect(problems).toEqual([]);
    expect(input?.targets).toEqual({ selector: "env=prod" });
    expect(input?.steps.map((step) => [step.name, step.type])).toEqual([
      ["step 1", "command"],
      ["step 2", "script"],
    ]);
  });

  it("should tell which targets are named", () => {
    const { input, names } = readYaml("name: a\ntargets: {names: [web-1, web-2]}\nsteps: [uptime]");
    expect(names).toEqual(["web-1", "web-2"]);
    expect(input?.targets).toEqual({ ids: [] });
  });

  it("should say the line of what is no YAML", () => {
    const { input, problems } = readYaml("name: a\nsteps: [\n");
    expect(input).toBeUndefined();
    expect(problems[0]?.key).toBe("syntax");
  });

  it.each([
    ["", "documents"],
    ["- a", "object"],
    ["name: a\nstep: []", "unknown"],
    ["steps: [ls]", "missing"],
    ["name: a\nsteps: {}", "list"],
    ["name: a\nsteps: [{}]", "missing"],
    ["name: a\ntimeoutSeconds: soon", "number"],
    ["name: a\nsteps: [{script: x, interpreter: ruby}]", "oneOf"],
    ["name: a\n---\nname: b", "documents"],
  ])("should refuse %j", (text, key) => {
    const { input, problems } = readYaml(text);
    expect(input).toBeUndefined();
    expect(problems.map((problem) => problem.key)).toContain(key);
  });
});
