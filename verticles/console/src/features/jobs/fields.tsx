import { TextField } from "@mui/material";
import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem";
import type { Wrongs } from "./validation";

/** What is wrong with a place of the request, such as `/steps/0/name`. */
export type Says = (pointer: string) => string | undefined;

export interface Editing {
  says: Says;
  readOnly: boolean;
}

const EditingContext = createContext<Editing>({ says: () => undefined, readOnly: false });

export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  return useContext(EditingContext);
}

/** Words for what the console finds wrong, or else what the server said. */
export function useSays(wrongs: Wrongs, problem: ApiProblem | undefined): Says {
  const { t } = useTranslation("jobs");
  return (pointer) => {
    const wrong = wrongs[pointer];
    return wrong ? t(`wrong.${wrong.key}`, wrong.values ?? {}) : problem?.of(pointer);
  };
}

interface NumberFieldProps {
  label: string;
  /** Its place in the request. */
  pointer: string;
  value: string;
  onChange(value: string): void;
  /** What holds when nothing is typed. */
  otherwise?: string;
  help?: string;
}

/** A number, or nothing for what the server takes then. */
export function NumberField({ label, pointer, value, onChange, otherwise, help }: NumberFieldProps) {
  const { says } = useEditing();
  const wrong = says(pointer);
  return (
    <TextField
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      placeholder={otherwise}
      error={wrong !== undefined}
      helperText={wrong ?? help}
      slotProps={{
        htmlInput: { inputMode: "decimal", maxLength: 20, autoComplete: "off" },
        inputLabel: { shrink: true },
      }}
    />
  );
}
