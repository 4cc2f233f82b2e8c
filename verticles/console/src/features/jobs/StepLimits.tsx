import { Box, Checkbox, FormControlLabel, MenuItem, TextField } from "@mui/material";
import { useTranslation } from "react-i18next";
import { NumberField, useEditing } from "./fields";
import { DEFAULTS, FAILURE_CLASSES, type FailureClass, LOST_POLICIES, type LostPolicy, type StepForm } from "./jobForm";

interface Props {
  step: StepForm;
  at: string;
  onChange(change: Partial<StepForm>): void;
}

/** How long a step may take, when it is tried again, and what happens when nobody hears of it any more. */
export function StepLimits({ step, at, onChange }: Props) {
  const { t } = useTranslation("jobs");
  const { says, readOnly } = useEditing();
  return (
    <Box
      sx={{
        display: "grid",
        gap: 1.5,
        marginTop: 1.5,
        gridTemplateColumns: { xs: "1fr", sm: "repeat(auto-fill, minmax(190px, 1fr))" },
        alignItems: "start",
      }}
    >
      <NumberField
        label={t("steps.timeout")}
        pointer={`${at}/timeoutSeconds`}
        value={step.timeoutSeconds}
        onChange={(timeoutSeconds) => onChange({ timeoutSeconds })}
        otherwise={String(DEFAULTS.stepTimeoutSeconds)}
      />
      <NumberField
        label={t("steps.patience")}
        pointer={`${at}/patienceSeconds`}
        value={step.patienceSeconds}
        onChange={(patienceSeconds) => onChange({ patienceSeconds })}
        otherwise={String(DEFAULTS.patienceSeconds)}
        help={t("steps.patienceHelp")}
      />
      <NumberField
        label={t("steps.attempts")}
        pointer={`${at}/retry/attempts`}
        value={step.attempts}
        onChange={(attempts) => onChange({ attempts })}
        otherwise={String(DEFAULTS.attempts)}
        help={t("steps.attemptsHelp")}
      />
      <NumberField
        label={t("steps.backoff")}
        pointer={`${at}/retry/backoffSeconds`}
        value={step.backoffSeconds}
        onChange={(backoffSeconds) => onChange({ backoffSeconds })}
        otherwise={String(DEFAULTS.backoffSeconds)}
      />
      <NumberField
        label={t("steps.factor")}
        pointer={`${at}/retry/factor`}
        value={step.factor}
        onChange={(factor) => onChange({ factor })}
        otherwise={String(DEFAULTS.factor)}
        help={t("steps.factorHelp")}
      />
      <TextField
        select
        label={t("steps.on")}
        value={step.on}
        onChange={(event) => onChange({ on: ([] as string[]).concat(event.target.value) as FailureClass[] })}
        helperText={t("steps.onHelp")}
        slotProps={{
          select: {
            multiple: true,
            readOnly,
            displayEmpty: true,
            renderValue: (chosen) =>
              (chosen as FailureClass[]).map((name) => t(`failure.${name}`)).join(", ") || t("steps.onUsual"),
          },
          inputLabel: { shrink: true },
        }}
      >
        {FAILURE_CLASSES.map((name) => (
          <MenuItem key={name} value={name}>
            {t(`failure.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t("steps.onLost")}
        value={step.onLost}
        onChange={(event) => onChange({ onLost: event.target.value as LostPolicy })}
        error={says(`${at}/onLost`) !== undefined}
        helperText={says(`${at}/onLost`) ?? t(`lost.${step.onLost}.help`)}
        slotProps={{ select: { readOnly } }}
      >
        {LOST_POLICIES.map((policy) => (
          <MenuItem key={policy} value={policy}>
            {t(`lost.${policy}.label`)}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        control={
          <Checkbox checked={step.idempotent} onChange={(event) => onChange({ idempotent: event.target.checked })} />
        }
        label={t("steps.idempotent")}
        sx={{ alignSelf: "center" }}
      />
    </Box>
  );
}
