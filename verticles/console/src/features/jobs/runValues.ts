import type { Schemas } from "../../api/client";
import { isChosen, type TargetSelection } from "../../ui/selection";
import { typed } from "./jobForm";
import { PARALLELISM, type Wrongs, wrongNumber } from "./validation";

type Parameter = Schemas["Parameter"];
type Start = Schemas["JobStart"];
type Values = NonNullable<Start["parameters"]>;

/** By the names of parameters; absent where nothing is said. */
export type RunForm = Record<string, string | undefined>;

/** Where a job runs this once; what is absent or empty is as the job says. */
export interface RunChoice {
  targets?: TargetSelection;
  parallelism: string;
}

/** What a run begins with: the defaults. */
export function defaultsOf(parameters: Parameter[]): RunForm {
  return Object.fromEntries(
    parameters.map(({ name, default: value }) => [
      name,
      value === undefined || value === null ? undefined : String(value),
    ]),
  );
}

function hasDefault({ default: preset }: Parameter): boolean {
  return preset !== undefined && preset !== null;
}

/**
 * The values of a run by their types. What is as the default stays out, so that the default of that moment holds. A text
 * whose default was cleared is sent as empty: the server would take the default for what is not said.
 */
export function valuesOf(parameters: Parameter[], form: RunForm): Values {
  const values: Values = {};
  for (const parameter of parameters) {
    const text = form[parameter.name];
    if (text === undefined) {
      if (hasDefault(parameter) && parameter.type === "string" && parameter.default !== "") {
        values[parameter.name] = "";
      }
    } else if (!hasDefault(parameter) || text !== String(parameter.default)) {
      values[parameter.name] = typed(parameter.type, text);
    }
  }
  return values;
}

/** What is wrong with the values, by `/parameters/<name>`. */
export function wrongValues(parameters: Parameter[], form: RunForm): Wrongs {
  const wrongs: Wrongs = {};
  for (const parameter of parameters) {
    const { name, type, required, choices } = parameter;
    const text = form[name];
    const at = `/parameters/${name}`;
    if (text === undefined) {
      // Of nothing the server would make the default, which is not what is seen.
      if (required || (hasDefault(parameter) && type !== "string")) {
        wrongs[at] = { key: "empty" };
      }
    } else if (type === "number" && (text.trim() === "" || !Number.isFinite(Number(text)))) {
      wrongs[at] = { key: "aNumber" };
    } else if (type === "choice" && !(choices ?? []).includes(text)) {
      wrongs[at] = { key: "oneOf" };
    }
  }
  return wrongs;
}

/** What is wrong with where it is to run. */
export function wrongChoice({ targets, parallelism }: RunChoice): Wrongs {
  const wrongs: Wrongs = {};
  if (targets && !isChosen(targets)) {
    wrongs["ids" in targets ? "/targets/ids" : "/targets/selector"] = { key: "targets" };
  }
  const wrong = wrongNumber(parallelism, PARALLELISM);
  return wrong ? { ...wrongs, "/strategy/parallelism": wrong } : wrongs;
}

/** The request that starts it, with nothing that is as the job says. */
export function startOf(parameters: Parameter[], form: RunForm, { targets, parallelism }: RunChoice): Start {
  const values = valuesOf(parameters, form);
  return {
    ...(Object.keys(values).length > 0 ? { parameters: values } : {}),
    ...(targets ? { targets } : {}),
    ...(parallelism.trim() === "" ? {} : { strategy: { parallelism: Number(parallelism) } }),
  };
}
