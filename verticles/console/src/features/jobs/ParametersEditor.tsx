import {
  Box,
  Button,
  Card,
  Checkbox,
  FormControlLabel,
  IconButton,
  MenuItem,
  Stack,
  TextField,
  Tooltip,
  Typography,
} from "@mui/material";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { useEditing } from "./fields";
import { newParameter, PARAMETER_TYPES, type ParameterForm, type ParameterType } from "./jobForm";

interface Props {
  parameters: ParameterForm[];
  onChange(change: (parameters: ParameterForm[]) => ParameterForm[]): void;
}

/** What is asked at the start of a run, and given to each step as a variable of its environment. */
export function ParametersEditor({ parameters, onChange }: Props) {
  const { t } = useTranslation("jobs");
  const { readOnly } = useEditing();
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Typography color="textSecondary" variant="body2">
        {t("parameters.text")}
      </Typography>
      {parameters.map((parameter, index) => (
        <ParameterCard
          key={parameter.key}
          parameter={parameter}
          at={`/parameters/${index}`}
          onChange={(change) =>
            onChange((before) => before.map((one) => (one.key === parameter.key ? { ...one, ...change } : one)))
          }
          onRemove={() => onChange((before) => before.filter((one) => one.key !== parameter.key))}
        />
      ))}
      {!readOnly && (
        <Box>
          <Button
            startIcon={<Plus size={16} />}
            variant="outlined"
            disabled={parameters.length >= 100}
            onClick={() => onChange((before) => [...before, newParameter()])}
          >
            {t("parameters.add")}
          </Button>
        </Box>
      )}
    </Stack>
  );
}

interface CardProps {
  parameter: ParameterForm;
  at: string;
  onChange(change: Partial<ParameterForm>): void;
  onRemove(): void;
}

function ParameterCard({ parameter, at, onChange, onRemove }: CardProps) {
  const { t } = useTranslation("jobs");
  const { says, readOnly } = useEditing();
  const remove = t("parameters.remove", { name: parameter.name });
  return (
    <Card sx={{ padding: 1.5, display: "grid", gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: "flex-start", flexWrap: "wrap" }}>
        <TextField
          label={t("parameters.name")}
          value={parameter.name}
          onChange={(event) => onChange({ name: event.target.value })}
          error={says(`${at}/name`) !== undefined}
          helperText={says(`${at}/name`)}
          sx={{ flex: "1 1 100px" }}
          slotProps={{ htmlInput: { maxLength: 128, spellCheck: false, style: mono } }}
        />
        <TextField
          select
          label={t("parameters.type")}
          value={parameter.type}
          onChange={(event) => onChange({ type: event.target.value as ParameterType, default: undefined })}
          sx={{ flex: "0 1 112px" }}
          slotProps={{ select: { readOnly } }}
        >
          {PARAMETER_TYPES.map((type) => (
            <MenuItem key={type} value={type}>
              {t(`type.${type}`)}
            </MenuItem>
          ))}
        </TextField>
        <FormControlLabel
          control={
            <Checkbox checked={parameter.required} onChange={(event) => onChange({ required: event.target.checked })} />
          }
          label={t("parameters.required")}
          sx={{ marginInline: 0 }}
        />
        {!readOnly && (
          <Tooltip title={remove}>
            <IconButton aria-label={remove} onClick={onRemove} sx={{ marginInlineStart: "auto", marginTop: 0.5 }}>
              <Trash2 size={16} />
            </IconButton>
          </Tooltip>
        )}
      </Stack>
      {parameter.type === "choice" && (
        <TextField
          label={t("parameters.choices")}
          multiline
          minRows={2}
          maxRows={8}
          value={parameter.choices.join("\n")}
          onChange={(event) => onChange({ choices: event.target.value === "" ? [] : event.target.value.split("\n") })}
          error={says(`${at}/choices`) !== undefined}
          helperText={says(`${at}/choices`) ?? t("parameters.choicesHelp")}
        />
      )}
      <Default parameter={parameter} wrong={says(`${at}/default`)} onChange={(value) => onChange({ default: value })} />
      <TextField
        label={t("parameters.description")}
        value={parameter.description}
        onChange={(event) => onChange({ description: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
    </Card>
  );
}

interface DefaultProps {
  parameter: ParameterForm;
  wrong: string | undefined;
  onChange(value: string | undefined): void;
}

function Default({ parameter, wrong, onChange }: DefaultProps) {
  const { t } = useTranslation("jobs");
  const { readOnly } = useEditing();
  const choices =
    parameter.type === "boolean" ? ["true", "false"] : parameter.type === "choice" ? parameter.choices : undefined;
  // What is no choice any more is shown, so that it can be seen what is wrong.
  const shown = [...new Set([...(choices ?? []), ...(parameter.default === undefined ? [] : [parameter.default])])];
  return (
    <TextField
      select={choices !== undefined}
      label={t("parameters.default")}
      value={parameter.default ?? ""}
      onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      error={wrong !== undefined}
      helperText={wrong}
      slotProps={{
        inputLabel: { shrink: true },
        select: { displayEmpty: true, readOnly },
        htmlInput: parameter.type === "number" ? { inputMode: "decimal" } : { maxLength: 65_536 },
      }}
    >
      {choices && [
        <MenuItem key="" value="">
          {t("parameters.none")}
        </MenuItem>,
        ...shown.map((choice) => (
          <MenuItem key={`=${choice}`} value={choice}>
            {choice}
          </MenuItem>
        )),
      ]}
    </TextField>
  );
}
