import { Alert, Box, Card, Stack, TextField, Typography } from "@mui/material";
import type { Dispatch, ReactNode, SetStateAction } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem";
import { bytes } from "../../app/times";
import { TargetSelector } from "../../ui/TargetSelector";
import { EditingProvider, NumberField, type Says } from "./fields";
import { DEFAULTS, type JobForm } from "./jobForm";
import { ParametersEditor } from "./ParametersEditor";
import { StepsEditor } from "./StepsEditor";

interface Props {
  form: JobForm;
  onChange: Dispatch<SetStateAction<JobForm>>;
  says: Says;
  /** What the server said against the whole. */
  problem?: ApiProblem;
  readOnly?: boolean;
}

/** The whole definition of a job. */
export function JobEditor({ form, onChange, says, problem, readOnly = false }: Props) {
  const { t } = useTranslation("jobs");
  // What a disabled group of fields does not stop is stopped here.
  const edit: typeof onChange = (change) => {
    if (!readOnly) {
      onChange(change);
    }
  };
  const set = (change: Partial<JobForm>) => edit((before) => ({ ...before, ...change }));
  return (
    <EditingProvider value={{ says, readOnly }}>
      <Box
        role="group"
        aria-label={t("editor.label")}
        sx={{
          minWidth: 0,
          display: "grid",
          gap: 2,
          gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 3fr) minmax(0, 2fr)" },
          alignItems: "start",
        }}
      >
        <Fields disabled={readOnly}>
          {problem && (
            <Alert severity="error">
              {problem.isOffline ? t("editor.offline") : problem.message}
              {problem.requestId && ` (${problem.requestId})`}
            </Alert>
          )}
          <Part title={t("editor.about")}>
            <TextField
              label={t("editor.name")}
              required
              value={form.name}
              onChange={(event) => set({ name: event.target.value })}
              error={says("/name") !== undefined}
              helperText={says("/name") ?? t("editor.nameHelp")}
              slotProps={{ htmlInput: { maxLength: 128 } }}
            />
            <TextField
              label={t("editor.description")}
              multiline
              minRows={2}
              maxRows={8}
              value={form.description}
              onChange={(event) => set({ description: event.target.value })}
              error={says("/description") !== undefined}
              helperText={says("/description")}
              slotProps={{ htmlInput: { maxLength: 4000 } }}
            />
          </Part>
          <Box component="section">
            <Typography variant="h2" sx={{ marginBottom: 1 }}>
              {t("steps.title")}
            </Typography>
            <StepsEditor
              steps={form.steps}
              onChange={(change) => edit((before) => ({ ...before, steps: change(before.steps) }))}
            />
          </Box>
        </Fields>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <Card component="section" sx={{ padding: 2 }}>
            <TargetSelector
              value={form.targets}
              onChange={(targets) => set({ targets })}
              error={says("/targets/selector") ?? says("/targets/ids") ?? says("/targets")}
            />
          </Card>
          <Fields disabled={readOnly}>
            <Part title={t("parameters.title")}>
              <ParametersEditor
                parameters={form.parameters}
                onChange={(change) => edit((before) => ({ ...before, parameters: change(before.parameters) }))}
              />
            </Part>
            <Limits form={form} set={set} />
          </Fields>
        </Stack>
      </Box>
    </EditingProvider>
  );
}

function Fields({ disabled, children }: { disabled: boolean; children: ReactNode }) {
  return (
    <Stack component="fieldset" disabled={disabled} sx={{ gap: 2, minWidth: 0, border: 0, margin: 0, padding: 0 }}>
      {children}
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card component="section" sx={{ padding: 2, display: "grid", gap: 2, minWidth: 0 }}>
      <Typography variant="h2">{title}</Typography>
      {children}
    </Card>
  );
}

function Limits({ form, set }: { form: JobForm; set(change: Partial<JobForm>): void }) {
  const { t } = useTranslation("jobs");
  const most = Number(form.maxBytes);
  return (
    <Part title={t("limits.title")}>
      <Box
        sx={{
          display: "grid",
          columnGap: 1.5,
          rowGap: 2,
          gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" },
          alignItems: "start",
        }}
      >
        <NumberField
          label={t("limits.parallelism")}
          pointer="/strategy/parallelism"
          value={form.parallelism}
          onChange={(parallelism) => set({ parallelism })}
          otherwise={String(DEFAULTS.parallelism)}
          help={t("limits.parallelismHelp")}
        />
        <NumberField
          label={t("limits.timeout")}
          pointer="/timeoutSeconds"
          value={form.timeoutSeconds}
          onChange={(timeoutSeconds) => set({ timeoutSeconds })}
          otherwise={String(DEFAULTS.timeoutSeconds)}
          help={t("limits.timeoutHelp")}
        />
        <NumberField
          label={t("limits.output")}
          pointer="/output/maxBytes"
          value={form.maxBytes}
          onChange={(maxBytes) => set({ maxBytes })}
          otherwise={t("limits.all")}
          help={most >= 1024 ? t("limits.outputOf", { size: bytes(most) }) : t("limits.outputHelp")}
        />
        <NumberField
          label={t("limits.retention")}
          pointer="/retention/days"
          value={form.retentionDays}
          onChange={(retentionDays) => set({ retentionDays })}
          otherwise={t("limits.configured")}
          help={t("limits.retentionHelp")}
        />
      </Box>
    </Part>
  );
}
