import type { Schemas } from "../../api/client";

export interface Value {
  name: string;
  /** As it reaches the targets; undefined where there is none. */
  value?: string;
  description?: string;
  /** Whether nobody asked for another one than the parameter has by itself. */
  isDefault: boolean;
}

/** The parameters in their order with their values, and then values that no parameter asks for. */
export function valuesOf(parameters: readonly Schemas["Parameter"][], values: Record<string, string>): Value[] {
  const names = new Set(parameters.map(({ name }) => name));
  return [
    ...parameters.map((parameter) => ({
      name: parameter.name,
      value: values[parameter.name],
      description: parameter.description,
      isDefault:
        parameter.default !== undefined &&
        parameter.default !== null &&
        String(parameter.default) === values[parameter.name],
    })),
    ...Object.entries(values)
      .filter(([name]) => !names.has(name))
      .map(([name, value]) => ({ name, value, isDefault: false })),
  ];
}
