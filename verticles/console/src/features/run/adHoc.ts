import type { Schemas } from "../../api/client";
import { isChosen, type TargetSelection } from "../../ui/selection";
import { INTERPRETERS, type Interpreter, type JobInput } from "../jobs/jobForm";
import { isVariable, PARALLELISM, TIMEOUT, type Wrongs, wrongNumber } from "../jobs/validation";
import { looksSecret } from "./commandLines";

type AdHocStart = Schemas["AdHocStart"];

export interface Variable {
  name: string;
  value: string;
}

/** What is about to be run, as it is typed. */
export interface AdHocForm {
  targets: TargetSelection;
  type: "command" | "script";
  command: string;
  script: string;
  interpreter: Interpreter;
  variables: Variable[];
  parallelism: string;
  timeoutSeconds: string;
}

export const EMPTY: AdHocForm = {
  targets: { selector: "" },
  type: "command",
  command: "",
  script: "",
  interpreter: "bash",
  variables: [],
  parallelism: "",
  timeoutSeconds: "",
};

/** What holds for a run that says nothing else. */
const DEFAULT_PARALLELISM = 50;
const DEFAULT_TIMEOUT = 86_400;

/** What is run, without the line ends that an editor leaves after a command. */
function code(form: AdHocForm): string {
  return form.type === "command" ? form.command.trim() : form.script;
}

/** The request of a form. */
export function startOf(form: AdHocForm): AdHocStart {
  const variables = form.variables.filter(({ name }) => name.trim() !== "");
  const common = {
    targets: form.targets,
    ...(variables.length > 0
      ? { parameters: Object.fromEntries(variables.map(({ name, value }) => [name.trim(), value])) }
      : {}),
    ...(form.parallelism.trim() ? { strategy: { parallelism: Number(form.parallelism) } } : {}),
    ...(form.timeoutSeconds.trim() ? { timeoutSeconds: Number(form.timeoutSeconds) } : {}),
  };
  return form.type === "command"
    ? { command: code(form), ...common }
    : { script: code(form), interpreter: form.interpreter, ...common };
}

/** What the server would refuse, by the place in the request; variables by their number. */
export function wrongsOf(form: AdHocForm): Wrongs {
  const wrongs: Wrongs = {};
  if (!isChosen(form.targets)) {
    wrongs["/targets"] = { key: "targets" };
  }
  if (code(form).trim() === "") {
    wrongs[`/${form.type}`] = { key: "empty" };
  }
  form.variables.forEach(({ name }, index) => {
    const trimmed = name.trim();
    if (trimmed === "" ? form.variables[index]?.value !== "" : !isVariable(trimmed)) {
      wrongs[`/variables/${index}`] = { key: "variable" };
    } else if (trimmed !== "" && form.variables.slice(0, index).some((other) => other.name.trim() === trimmed)) {
      wrongs[`/variables/${index}`] = { key: "twice" };
    }
  });
  const parallelism = wrongNumber(form.parallelism, PARALLELISM);
  const timeout = wrongNumber(form.timeoutSeconds, TIMEOUT);
  return {
    ...wrongs,
    ...(parallelism ? { "/strategy/parallelism": parallelism } : {}),
    ...(timeout ? { "/timeoutSeconds": timeout } : {}),
  };
}

/** The same as a job: variables become parameters, and what looks secret has no default. */
export function jobOf(form: AdHocForm): JobInput {
  const start = startOf(form);
  const step = { name: "step 1", timeoutSeconds: 3600 };
  return {
    name: "",
    targets: form.targets,
    strategy: { parallelism: start.strategy?.parallelism ?? DEFAULT_PARALLELISM },
    timeoutSeconds: start.timeoutSeconds ?? DEFAULT_TIMEOUT,
    parameters: Object.entries(start.parameters ?? {}).map(([name, value]) =>
      looksSecret(name)
        ? { name, type: "string" as const, required: true }
        : { name, type: "string" as const, default: value },
    ),
    steps: [
      "command" in start
        ? { ...step, type: "command", command: start.command }
        : { ...step, type: "script", interpreter: start.interpreter ?? "sh", script: start.script },
    ],
  };
}

/** What was run without a job, as a form; limits that hold anyway are left empty. */
export function formOfDefinition(definition: Schemas["ExecutionDefinition"], targets: TargetSelection): AdHocForm {
  const { steps, values, strategy, timeoutSeconds } = definition;
  const [step] = steps;
  const unless = (usual: number, value: number | undefined) =>
    value === undefined || value === usual ? "" : String(value);
  return {
    ...EMPTY,
    targets,
    ...(step?.type === "script"
      ? { type: "script", script: step.script, interpreter: step.interpreter ?? "sh" }
      : { type: "command", command: step?.command ?? "" }),
    variables: Object.entries(values).map(([name, value]) => ({ name, value })),
    parallelism: unless(DEFAULT_PARALLELISM, strategy.parallelism),
    timeoutSeconds: unless(DEFAULT_TIMEOUT, timeoutSeconds),
  };
}

/** What may be kept: without values of what looks secret. */
export function keepable(form: AdHocForm): AdHocForm {
  return {
    ...form,
    variables: form.variables.map(({ name, value }) => ({ name, value: looksSecret(name) ? "" : value })),
  };
}

const LONGEST_IN_ADDRESS = 1_500;
const MOST_IDS_IN_ADDRESS = 30;

/** The part of a form that an address can hold. */
export function addressOf(form: AdHocForm): Record<"selector" | "ids" | "command", string> {
  const ids = "ids" in form.targets && form.targets.ids.length <= MOST_IDS_IN_ADDRESS ? form.targets.ids.join(",") : "";
  const selector = "ids" in form.targets ? "" : form.targets.selector;
  const command = form.type === "command" && form.command.length <= LONGEST_IN_ADDRESS ? form.command : "";
  return { selector: selector.length <= LONGEST_IN_ADDRESS ? selector : "", ids, command };
}

/** A form as an address says, and for the rest as it was kept. */
export function formFrom(params: URLSearchParams, kept: AdHocForm): AdHocForm {
  const selector = params.get("selector");
  const ids = params.get("ids")?.split(",").filter(Boolean);
  const command = params.get("command");
  return {
    ...kept,
    ...(selector ? { targets: { selector } } : ids?.length ? { targets: { ids } } : {}),
    ...(command ? { type: "command" as const, command } : {}),
  };
}

/** A form that was kept as text; what cannot be read is as empty. */
export function readKept(text: string | null): AdHocForm {
  try {
    const kept: unknown = JSON.parse(text ?? "");
    if (typeof kept !== "object" || kept === null) {
      return EMPTY;
    }
    const form = { ...EMPTY, ...(kept as Partial<AdHocForm>) };
    const sound =
      typeof form.command === "string" &&
      typeof form.script === "string" &&
      Array.isArray(form.variables) &&
      INTERPRETERS.includes(form.interpreter) &&
      ("ids" in form.targets ? Array.isArray(form.targets.ids) : typeof form.targets.selector === "string");
    return sound ? form : EMPTY;
  } catch {
    return EMPTY;
  }
}
