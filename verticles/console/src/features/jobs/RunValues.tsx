import { Checkbox, FormControl, FormControlLabel, FormHelperText, MenuItem, Stack, TextField } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { looksSecret } from "../run/commandLines";
import type { Says } from "./fields";
import type { RunForm } from "./runValues";

type Parameter = Schemas["Parameter"];

interface Props {
  parameters: Parameter[];
  form: RunForm;
  onChange(form: RunForm): void;
  says: Says;
}

/** A field for each parameter, by its type. */
export function RunValues({ parameters, form, onChange, says }: Props) {
  return (
    <Stack sx={{ gap: 1.5, paddingTop: 0.75 }}>
      {parameters.map((parameter) => (
        <ValueField
          key={parameter.name}
          parameter={parameter}
          value={form[parameter.name]}
          wrong={says(`/parameters/${parameter.name}`)}
          onChange={(value) => onChange({ ...form, [parameter.name]: value })}
        />
      ))}
    </Stack>
  );
}

interface FieldProps {
  parameter: Parameter;
  value: string | undefined;
  wrong: string | undefined;
  onChange(value: string | undefined): void;
}

function ValueField({ parameter, value, wrong, onChange }: FieldProps) {
  const { t } = useTranslation("jobs");
  const { name, type, description, choices = [] } = parameter;
  const needed = parameter.required === true;
  if (type === "boolean" && value !== undefined) {
    return (
      <FormControl error={wrong !== undefined}>
        <FormControlLabel
          control={<Checkbox checked={value === "true"} onChange={(event) => onChange(String(event.target.checked))} />}
          label={name}
        />
        <FormHelperText sx={{ marginTop: 0 }}>{wrong ?? description}</FormHelperText>
      </FormControl>
    );
  }
  const options = type === "boolean" ? ["true", "false"] : type === "choice" ? choices : undefined;
  return (
    <TextField
      select={options !== undefined}
      label={name}
      required={needed}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      error={wrong !== undefined}
      helperText={wrong ?? description}
      type={type === "string" && looksSecret(name) ? "password" : "text"}
      slotProps={{
        htmlInput: {
          maxLength: 65_536,
          autoComplete: "off",
          spellCheck: false,
          ...(type === "number" ? { inputMode: "decimal" } : {}),
        },
      }}
    >
      {options && [
        ...(needed || (parameter.default !== undefined && parameter.default !== null)
          ? []
          : [
              <MenuItem key="" value="">
                {t("parameters.none")}
              </MenuItem>,
            ]),
        ...options.map((option) => (
          <MenuItem key={`=${option}`} value={option}>
            {option}
          </MenuItem>
        )),
      ]}
    </TextField>
  );
}
