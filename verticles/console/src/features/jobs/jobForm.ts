import type { Schemas } from "../../api/client";
import type { TargetSelection } from "../../ui/selection";

export type Job = Schemas["Job"];
export type JobInput = Schemas["JobInput"];
type Step = Schemas["Step"];
type Parameter = Schemas["Parameter"];
export type Interpreter = Schemas["Interpreter"];
export type LostPolicy = NonNullable<Schemas["LostPolicy"]>;
export type FailureClass = NonNullable<NonNullable<Schemas["Retry"]>["on"]>[number];
export type ParameterType = Parameter["type"];

export const INTERPRETERS: Interpreter[] = ["sh", "bash", "python", "perl", "powershell"];
export const LOST_POLICIES: LostPolicy[] = ["reattach", "retry", "ask", "lost"];
export const FAILURE_CLASSES: FailureClass[] = [
  "connection",
  "transfer",
  "internal",
  "timeout",
  "command",
  "authentication",
  "host_key",
];
export const PARAMETER_TYPES: ParameterType[] = ["string", "number", "boolean", "choice"];

/** A step as it is edited; numbers are texts, and empty where the server's default holds. */
export interface StepForm {
  key: string;
  name: string;
  type: Step["type"];
  command: string;
  script: string;
  interpreter: Interpreter;
  timeoutSeconds: string;
  onLost: LostPolicy;
  idempotent: boolean;
  patienceSeconds: string;
  attempts: string;
  backoffSeconds: string;
  factor: string;
  /** Empty for those that the server holds to be worth it. */
  on: FailureClass[];
}

export interface ParameterForm {
  key: string;
  name: string;
  type: ParameterType;
  required: boolean;
  /** As text; absent for none. */
  default: string | undefined;
  choices: string[];
  description: string;
}

export interface JobForm {
  name: string;
  description: string;
  steps: StepForm[];
  targets: TargetSelection;
  parameters: ParameterForm[];
  parallelism: string;
  timeoutSeconds: string;
  maxBytes: string;
  retentionDays: string;
}

let keys = 0;

/** What tells rows apart that have no name yet. */
function newKey(): string {
  keys++;
  return `row-${keys}`;
}

export function newStep(number: number): StepForm {
  return {
    key: newKey(),
    name: `step ${number}`,
    type: "command",
    command: "",
    script: "",
    interpreter: "bash",
    timeoutSeconds: "",
    onLost: "reattach",
    idempotent: false,
    patienceSeconds: "",
    attempts: "",
    backoffSeconds: "",
    factor: "",
    on: [],
  };
}

export function newParameter(): ParameterForm {
  return {
    key: newKey(),
    name: "",
    type: "string",
    required: false,
    default: undefined,
    choices: [],
    description: "",
  };
}

export function emptyJob(): JobForm {
  return {
    name: "",
    description: "",
    steps: [newStep(1)],
    targets: { selector: "" },
    parameters: [],
    parallelism: "",
    timeoutSeconds: "",
    maxBytes: "",
    retentionDays: "",
  };
}

const written = (value: number | undefined) => (value === undefined ? "" : String(value));

/** A definition as it is edited. */
export function formOf(job: JobInput | Job): JobForm {
  return {
    name: job.name,
    description: job.description ?? "",
    steps: job.steps.map(stepForm),
    targets: job.targets,
    parameters: (job.parameters ?? []).map(parameterForm),
    parallelism: written(job.strategy?.parallelism),
    timeoutSeconds: written(job.timeoutSeconds),
    maxBytes: written(job.output?.maxBytes),
    retentionDays: written(job.retention?.days),
  };
}

function stepForm(step: Step): StepForm {
  return {
    key: newKey(),
    name: step.name,
    type: step.type,
    command: step.type === "command" ? step.command : "",
    script: step.type === "script" ? step.script : "",
    interpreter: step.type === "script" ? (step.interpreter ?? "sh") : "bash",
    timeoutSeconds: written(step.timeoutSeconds),
    onLost: step.onLost ?? "reattach",
    idempotent: step.idempotent ?? false,
    patienceSeconds: written(step.patienceSeconds),
    attempts: written(step.retry?.attempts),
    backoffSeconds: written(step.retry?.backoffSeconds),
    factor: written(step.retry?.factor),
    on: step.retry?.on ?? [],
  };
}

function parameterForm(parameter: Parameter): ParameterForm {
  const { default: value } = parameter;
  return {
    key: newKey(),
    name: parameter.name,
    type: parameter.type,
    required: parameter.required ?? false,
    default: value === undefined || value === null ? undefined : String(value),
    choices: parameter.choices ?? [],
    description: parameter.description ?? "",
  };
}

/** What the server takes where nothing is said. */
export const DEFAULTS = {
  parallelism: 50,
  timeoutSeconds: 86_400,
  stepTimeoutSeconds: 3_600,
  patienceSeconds: 600,
  attempts: 1,
  backoffSeconds: 5,
  factor: 2,
} as const;

/** What is no number stays one that the server refuses. */
const number = (text: string, otherwise: number) => (text.trim() === "" ? otherwise : Number(text));

/** A definition as the server takes it. */
export function inputOf(form: JobForm): JobInput {
  return {
    name: form.name.trim(),
    ...(form.description.trim() ? { description: form.description } : {}),
    targets: form.targets,
    strategy: { parallelism: number(form.parallelism, DEFAULTS.parallelism) },
    timeoutSeconds: number(form.timeoutSeconds, DEFAULTS.timeoutSeconds),
    ...(form.maxBytes.trim() ? { output: { maxBytes: Number(form.maxBytes) } } : {}),
    ...(form.retentionDays.trim() ? { retention: { days: Number(form.retentionDays) } } : {}),
    ...(form.parameters.length > 0 ? { parameters: form.parameters.map(parameterInput) } : {}),
    steps: form.steps.map(stepInput),
  };
}

function stepInput(step: StepForm): Step {
  const common = {
    timeoutSeconds: number(step.timeoutSeconds, DEFAULTS.stepTimeoutSeconds),
    onLost: step.onLost,
    idempotent: step.idempotent,
    ...(step.patienceSeconds.trim() ? { patienceSeconds: Number(step.patienceSeconds) } : {}),
    ...retryOf(step),
  };
  return step.type === "command"
    ? { name: step.name.trim(), type: "command", command: step.command, ...common }
    : { name: step.name.trim(), type: "script", interpreter: step.interpreter, script: step.script, ...common };
}

function retryOf({ attempts, backoffSeconds, factor, on }: StepForm): Pick<Step, "retry"> {
  if (attempts.trim() + backoffSeconds.trim() + factor.trim() === "" && on.length === 0) {
    return {};
  }
  return {
    retry: {
      attempts: number(attempts, DEFAULTS.attempts),
      backoffSeconds: number(backoffSeconds, DEFAULTS.backoffSeconds),
      factor: number(factor, DEFAULTS.factor),
      ...(on.length > 0 ? { on } : {}),
    },
  };
}

function parameterInput(parameter: ParameterForm): Parameter {
  const value = parameter.default;
  return {
    name: parameter.name.trim(),
    type: parameter.type,
    required: parameter.required,
    ...(value === undefined ? {} : { default: typed(parameter.type, value) }),
    ...(parameter.type === "choice" ? { choices: parameter.choices } : {}),
    ...(parameter.description ? { description: parameter.description } : {}),
  };
}

/** A value that was typed, as the type of its parameter has it. */
export function typed(type: ParameterType, text: string): string | number | boolean {
  switch (type) {
    case "number":
      return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    default:
      return text;
  }
}

/** Whether two forms mean the same definition. */
export function sameDefinition(one: JobForm, two: JobForm): boolean {
  return JSON.stringify(inputOf(one)) === JSON.stringify(inputOf(two));
}

/** The list with one of its items at another place. */
export function moved<T>(items: T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) {
    return items;
  }
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
