import { parseAllDocuments, stringify } from "yaml";
import {
  FAILURE_CLASSES,
  type FailureClass,
  formOf,
  INTERPRETERS,
  inputOf,
  type Job,
  type JobInput,
  LOST_POLICIES,
  PARAMETER_TYPES,
} from "./jobForm";

/** What the server adds when it shows a job. */
const ADDED = ["id", "version", "createdAt", "updatedAt", "updatedBy"];

/** What keeps a text from being a job: a text of `yaml.wrong.` and its values. */
export interface YamlProblem {
  key: "syntax" | "documents" | "object" | "list" | "text" | "number" | "boolean" | "oneOf" | "unknown" | "missing";
  values: Record<string, string | number>;
}

export interface ReadJob {
  input: JobInput | undefined;
  /** Targets that the file names instead of giving their ids. */
  names: string[];
  problems: YamlProblem[];
}

/** What a person decides of a job, without what the server adds. */
export function definitionOf(job: Job | JobInput): JobInput {
  return inputOf(formOf(job));
}

/** As the command line takes it: `opsconductor job apply -f FILE`. */
export function yamlOf(definition: JobInput): string {
  return stringify(definition, { lineWidth: 0, blockQuote: "literal" });
}

/** A job out of YAML, with the short forms that the command line has. */
export function readYaml(text: string): ReadJob {
  const [document, ...others] = parseAllDocuments(text);
  const reader = new Reader();
  if (!document || !("contents" in document) || others.length > 0) {
    reader.wrong("documents", {});
    return { input: undefined, names: [], problems: reader.problems };
  }
  const [error] = document.errors;
  if (error) {
    reader.wrong("syntax", { line: error.linePos?.[0].line ?? 1, detail: error.message.split("\n")[0] ?? "" });
    return { input: undefined, names: [], problems: reader.problems };
  }
  return reader.job(document.toJS());
}

type Fields = Record<string, unknown>;

class Reader {
  readonly problems: YamlProblem[] = [];
  private names: string[] = [];

  wrong(key: YamlProblem["key"], values: YamlProblem["values"]) {
    this.problems.push({ key, values });
  }

  job(value: unknown): ReadJob {
    const job = this.fields(value, "", [
      ...ADDED,
      ...["name", "description", "targets", "strategy", "timeoutSeconds", "output", "retention", "parameters", "steps"],
    ]);
    const strategy = this.fields(job.strategy, "strategy", ["parallelism"]);
    const output = this.fields(job.output, "output", ["maxBytes"]);
    const retention = this.fields(job.retention, "retention", ["days"]);
    const parallelism = this.number(strategy.parallelism, "strategy.parallelism");
    const maxBytes = this.number(output.maxBytes, "output.maxBytes");
    const days = this.number(retention.days, "retention.days");
    const given: Partial<JobInput> = {
      description: this.text(job.description, "description"),
      ...(parallelism === undefined ? {} : { strategy: { parallelism } }),
      timeoutSeconds: this.number(job.timeoutSeconds, "timeoutSeconds"),
      ...(maxBytes === undefined ? {} : { output: { maxBytes } }),
      ...(days === undefined ? {} : { retention: { days } }),
      parameters: this.list(job.parameters, "parameters").map((one, index) => this.parameter(one, index)),
    };
    const input = {
      ...given,
      name: this.needed(this.text(job.name, "name"), "name"),
      targets: this.targets(job.targets),
      steps: this.list(job.steps, "steps").map((one, index) => this.step(one, index)),
    } as JobInput;
    return {
      input: this.problems.length === 0 ? definitionOf(input) : undefined,
      names: this.names,
      problems: this.problems,
    };
  }

  private targets(value: unknown): JobInput["targets"] {
    if (typeof value === "string") {
      return { selector: value };
    }
    const { selector, ids, names } = this.fields(value, "targets", ["selector", "ids", "names"]);
    if (names !== undefined) {
      this.names = this.texts(names, "targets.names");
      return { ids: [] };
    }
    return ids === undefined
      ? { selector: this.text(selector, "targets.selector") ?? "" }
      : { ids: this.texts(ids, "targets.ids") };
  }

  private step(value: unknown, index: number): JobInput["steps"][number] {
    const at = `steps[${index + 1}]`;
    const name = `step ${index + 1}`;
    const timeoutSeconds = 3600;
    if (typeof value === "string") {
      return { name, type: "command", command: value, timeoutSeconds };
    }
    const step = this.fields(value, at, [
      ...["name", "type", "command", "script", "interpreter"],
      ...["timeoutSeconds", "onLost", "idempotent", "patienceSeconds", "retry"],
    ]);
    const common = {
      name: this.text(step.name, `${at}.name`) ?? name,
      timeoutSeconds: this.number(step.timeoutSeconds, `${at}.timeoutSeconds`) ?? timeoutSeconds,
      onLost: this.oneOf(step.onLost, `${at}.onLost`, LOST_POLICIES),
      idempotent: this.boolean(step.idempotent, `${at}.idempotent`),
      patienceSeconds: this.number(step.patienceSeconds, `${at}.patienceSeconds`),
      retry: this.retry(step.retry, `${at}.retry`),
    };
    if (step.script !== undefined) {
      const interpreter = this.oneOf(step.interpreter, `${at}.interpreter`, INTERPRETERS);
      return { ...common, type: "script", interpreter, script: this.text(step.script, `${at}.script`) ?? "" };
    }
    return {
      ...common,
      type: "command",
      command: this.needed(this.text(step.command, `${at}.command`), `${at}.command`),
    };
  }

  private retry(value: unknown, at: string): JobInput["steps"][number]["retry"] {
    if (value === undefined || value === null) {
      return undefined;
    }
    const retry = this.fields(value, at, ["attempts", "backoffSeconds", "factor", "on"]);
    const on = this.list(retry.on, `${at}.on`)
      .map((one) => this.oneOf(one, `${at}.on`, FAILURE_CLASSES))
      .filter((one): one is FailureClass => one !== undefined);
    return {
      attempts: this.number(retry.attempts, `${at}.attempts`) ?? 1,
      backoffSeconds: this.number(retry.backoffSeconds, `${at}.backoffSeconds`) ?? 5,
      factor: this.number(retry.factor, `${at}.factor`) ?? 2,
      ...(on.length > 0 ? { on } : {}),
    };
  }

  private parameter(value: unknown, index: number): NonNullable<JobInput["parameters"]>[number] {
    const at = `parameters[${index + 1}]`;
    const fields = this.fields(value, at, ["name", "type", "required", "default", "choices", "description"]);
    const preset = fields.default;
    if (typeof preset === "object" && preset !== null) {
      this.wrong("text", { at: `${at}.default` });
    }
    return {
      name: this.needed(this.text(fields.name, `${at}.name`), `${at}.name`),
      type: this.oneOf(fields.type, `${at}.type`, PARAMETER_TYPES) ?? "string",
      required: this.boolean(fields.required, `${at}.required`),
      ...(typeof preset === "string" || typeof preset === "number" || typeof preset === "boolean"
        ? { default: preset }
        : {}),
      choices: this.texts(fields.choices, `${at}.choices`),
      description: this.text(fields.description, `${at}.description`),
    };
  }

  private needed(value: string | undefined, at: string): string {
    if (value === undefined) {
      this.wrong("missing", { at });
    }
    return value ?? "";
  }

  private fields(value: unknown, at: string, known: string[]): Fields {
    if (value === undefined || value === null) {
      if (at === "") {
        this.wrong("object", { at });
      }
      return {};
    }
    if (typeof value !== "object" || Array.isArray(value)) {
      this.wrong("object", { at });
      return {};
    }
    for (const name of Object.keys(value)) {
      if (!known.includes(name)) {
        this.wrong("unknown", { at: at ? `${at}.${name}` : name });
      }
    }
    return { ...value };
  }

  private list(value: unknown, at: string): unknown[] {
    if (value === undefined || value === null) {
      return [];
    }
    if (!Array.isArray(value)) {
      this.wrong("list", { at });
      return [];
    }
    return value;
  }

  /** Numbers and the like are texts too where a text is meant, such as the choice 4.2. */
  private text(value: unknown, at: string): string | undefined {
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value === "object") {
      this.wrong("text", { at });
      return undefined;
    }
    return String(value);
  }

  private texts(value: unknown, at: string): string[] {
    return this.list(value, at).map((one) => this.text(one, at) ?? "");
  }

  private number(value: unknown, at: string): number | undefined {
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value !== "number") {
      this.wrong("number", { at });
      return undefined;
    }
    return value;
  }

  private boolean(value: unknown, at: string): boolean | undefined {
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value !== "boolean") {
      this.wrong("boolean", { at });
      return undefined;
    }
    return value;
  }

  private oneOf<T extends string>(value: unknown, at: string, choices: T[]): T | undefined {
    if (value === undefined || value === null) {
      return undefined;
    }
    const found = choices.find((choice) => choice === value);
    if (!found) {
      this.wrong("oneOf", { at, choices: choices.join(", ") });
    }
    return found;
  }
}
