import { isChosen } from "../../ui/selection";
import type { JobForm, ParameterForm, StepForm } from "./jobForm";

/** What is wrong with a field: a text of `wrong.` and its values. */
export interface Wrong {
  key: string;
  values?: Record<string, string | number>;
}

/** By the place in the request, such as `/steps/0/command`. */
export type Wrongs = Record<string, Wrong>;

interface Range {
  least: number;
  most: number;
  whole?: boolean;
}

const RANGES = {
  parallelism: { least: 1, most: 10_000 },
  timeoutSeconds: { least: 1, most: 2_592_000 },
  maxBytes: { least: 1_024, most: 1_099_511_627_776 },
  days: { least: 0, most: 36_500 },
  stepTimeout: { least: 1, most: 604_800 },
  patienceSeconds: { least: 1, most: 86_400 },
  attempts: { least: 1, most: 10 },
  backoffSeconds: { least: 0, most: 3_600 },
  factor: { least: 1, most: 10, whole: false },
} satisfies Record<string, Range>;

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What is wrong with a number that was typed; nothing with none. */
export function wrongNumber(text: string, { least, most, whole = true }: Range): Wrong | undefined {
  if (text.trim() === "") {
    return undefined;
  }
  const number = Number(text);
  const fits = Number.isFinite(number) && number >= least && number <= most && (!whole || Number.isInteger(number));
  return fits ? undefined : { key: whole ? "whole" : "number", values: { least, most } };
}

export const PARALLELISM: Range = RANGES.parallelism;
export const TIMEOUT: Range = RANGES.timeoutSeconds;

/** Whether a text can name a variable of an environment. */
export function isVariable(name: string): boolean {
  return VARIABLE.test(name);
}

/** What the server would refuse, told before it is asked, by the same places. */
export function wrongsOf(form: JobForm): Wrongs {
  const wrongs: Wrongs = {};
  const say = (pointer: string, wrong: Wrong | undefined | false) => {
    if (wrong) {
      wrongs[pointer] = wrong;
    }
  };
  say("/name", form.name.trim() === "" && { key: "empty" });
  say("ids" in form.targets ? "/targets/ids" : "/targets/selector", !isChosen(form.targets) && { key: "targets" });
  say("/strategy/parallelism", wrongNumber(form.parallelism, RANGES.parallelism));
  say("/timeoutSeconds", wrongNumber(form.timeoutSeconds, RANGES.timeoutSeconds));
  say("/output/maxBytes", wrongNumber(form.maxBytes, RANGES.maxBytes));
  say("/retention/days", wrongNumber(form.retentionDays, RANGES.days));
  say("/steps", form.steps.length === 0 && { key: "steps" });
  form.steps.forEach((step, index) => {
    wrongStep(step, `/steps/${index}`, say);
  });
  form.parameters.forEach((parameter, index) => {
    const earlier = form.parameters.slice(0, index).some((other) => other.name.trim() === parameter.name.trim());
    wrongParameter(parameter, `/parameters/${index}`, earlier, say);
  });
  return wrongs;
}

type Say = (pointer: string, wrong: Wrong | undefined | false) => void;

function wrongStep(step: StepForm, at: string, say: Say) {
  say(`${at}/name`, step.name.trim() === "" && { key: "empty" });
  say(`${at}/${step.type}`, step[step.type].trim() === "" && { key: "empty" });
  say(`${at}/timeoutSeconds`, wrongNumber(step.timeoutSeconds, RANGES.stepTimeout));
  say(`${at}/patienceSeconds`, wrongNumber(step.patienceSeconds, RANGES.patienceSeconds));
  say(`${at}/onLost`, step.onLost === "retry" && !step.idempotent && { key: "idempotent" });
  say(`${at}/retry/attempts`, wrongNumber(step.attempts, RANGES.attempts));
  say(`${at}/retry/backoffSeconds`, wrongNumber(step.backoffSeconds, RANGES.backoffSeconds));
  say(`${at}/retry/factor`, wrongNumber(step.factor, RANGES.factor));
}

function wrongParameter(parameter: ParameterForm, at: string, earlier: boolean, say: Say) {
  const { name, type, choices, default: value } = parameter;
  say(`${at}/name`, !isVariable(name.trim()) ? { key: "variable" } : earlier && { key: "twice" });
  say(`${at}/choices`, type === "choice" && choices.length === 0 && { key: "choices" });
  if (value === undefined) {
    return;
  }
  say(
    `${at}/default`,
    (type === "number" && (value.trim() === "" || !Number.isFinite(Number(value))) && { key: "aNumber" }) ||
      (type === "choice" && !choices.includes(value) && { key: "oneOf" }),
  );
}
