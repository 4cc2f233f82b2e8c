import { Autocomplete, FormControlLabel, Link, MenuItem, Switch, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { useJobNames } from "../../api/queries";
import { useCan, useMe } from "../../app/session";
import { useSettled } from "../../ui/selection";
import { TargetSelector } from "../../ui/TargetSelector";
import type { Draft, Value } from "./draft";
import { Row, Section } from "./fields";
import { useJob } from "./queries";

interface Props {
  draft: Draft;
  set(change: Partial<Draft>): void;
  wrong(pointer: string): string | undefined;
}

/** Which job it runs, with what, where and as whom. */
export function JobFields({ draft, set, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const can = useCan();
  const [typed, setTyped] = useState("");
  const names = useJobNames(true, useSettled(typed));
  const job = useJob(draft.jobId, can("job:read"));
  const parameters = job.data?.parameters ?? [];
  const options = [...names.keys()];
  return (
    <Section title={t("run.title")}>
      <Autocomplete
        options={draft.jobId && !names.has(draft.jobId) ? [draft.jobId, ...options] : options}
        value={draft.jobId || null}
        getOptionLabel={(id) => names.get(id) ?? job.data?.name ?? id}
        onChange={(_, jobId) => set({ jobId: jobId ?? "", parameters: {} })}
        onInputChange={(_, input, reason) => setTyped(reason === "input" ? input : "")}
        noOptionsText={t("field.noJobs")}
        renderInput={(params) => (
          <TextField
            {...params}
            required
            label={t("field.job")}
            error={Boolean(wrong("/jobId"))}
            helperText={wrong("/jobId") ?? t("field.jobHelp")}
          />
        )}
      />
      {draft.jobId !== "" && can("job:read") && (
        <Link component={RouterLink} to={`/jobs/${draft.jobId}`} target="_blank" sx={{ justifySelf: "start" }}>
          {t("run.openJob")}
        </Link>
      )}
      {parameters.length > 0 && (
        <>
          <Typography variant="h3">{t("run.parameters")}</Typography>
          <Row>
            {parameters.map((parameter) => (
              <ParameterField
                key={parameter.name}
                parameter={parameter}
                value={draft.parameters[parameter.name]}
                error={wrong(`/parameters/${parameter.name}`)}
                onChange={(value) => {
                  const { [parameter.name]: _, ...others } = draft.parameters;
                  set({ parameters: value === undefined ? others : { ...others, [parameter.name]: value } });
                }}
              />
            ))}
          </Row>
        </>
      )}
      {wrong("/parameters") && <Typography color="error">{wrong("/parameters")}</Typography>}
      <FormControlLabel
        control={
          <Switch
            checked={draft.targets !== null}
            onChange={(_, other) => set({ targets: other ? (job.data?.targets ?? { selector: "" }) : null })}
          />
        }
        label={t("field.otherTargets")}
      />
      {draft.targets && (
        <TargetSelector
          value={draft.targets}
          onChange={(targets) => set({ targets })}
          error={wrong("/targets") ?? wrong("/targets/selector") ?? wrong("/targets/ids")}
          label={t("field.targets")}
        />
      )}
      <RunAs draft={draft} set={set} wrong={wrong} />
    </Section>
  );
}

function RunAs({ draft, set, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const me = useMe();
  const can = useCan()("service-account:read");
  const accounts = useQuery({
    queryKey: ["service-accounts", "all"],
    queryFn: () => take(api.GET("/service-accounts", { params: { query: { limit: 500 } } })),
    enabled: can,
  });
  const items = accounts.data?.items ?? [];
  const known = draft.runAs === "" || items.some((account) => account.id === draft.runAs);
  const other = useQuery({
    queryKey: ["service-accounts", "one", draft.runAs],
    queryFn: () => take(api.GET("/service-accounts/{id}", { params: { path: { id: draft.runAs } } })),
    enabled: can && accounts.isSuccess && !known,
  });
  return (
    <TextField
      select
      label={t("field.runAs")}
      value={draft.runAs}
      disabled={!can && draft.runAs === ""}
      error={Boolean(wrong("/runAs"))}
      helperText={wrong("/runAs") ?? (can ? t("field.runAsHelp") : t("field.runAsForbidden"))}
      onChange={(event) => set({ runAs: event.target.value })}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      <MenuItem value="">{t("field.runAsSaver", { name: me.username })}</MenuItem>
      {!known && <MenuItem value={draft.runAs}>{other.data?.name ?? draft.runAs}</MenuItem>}
      {items.map((account) => (
        <MenuItem key={account.id} value={account.id}>
          {account.name}
        </MenuItem>
      ))}
    </TextField>
  );
}

interface ParameterProps {
  parameter: Schemas["Parameter"];
  value: Value | undefined;
  error?: string;
  onChange(value: Value | undefined): void;
}

/** One value by the type that the job says; left empty, it is what the job has by default. */
function ParameterField({ parameter, value, error, onChange }: ParameterProps) {
  const { t } = useTranslation("schedules");
  const { type, required, description } = parameter;
  const otherwise = parameter.default ?? undefined;
  const help =
    error ?? description ?? (otherwise === undefined ? undefined : t("run.default", { value: String(otherwise) }));
  const choices = type === "choice" ? (parameter.choices ?? []) : type === "boolean" ? ["true", "false"] : undefined;
  const read = (typed: string): Value | undefined => {
    if (typed === "") {
      return undefined;
    }
    if (type === "boolean") {
      return typed === "true";
    }
    return type === "number" && !Number.isNaN(Number(typed)) ? Number(typed) : typed;
  };
  return (
    <TextField
      select={choices !== undefined}
      label={parameter.name}
      value={value === undefined || value === null ? "" : String(value)}
      required={required === true && otherwise === undefined}
      error={Boolean(error)}
      helperText={help}
      placeholder={otherwise === undefined ? undefined : String(otherwise)}
      onChange={(event) => onChange(read(event.target.value))}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
    >
      {choices && [
        <MenuItem key="" value="">
          {otherwise === undefined ? t("run.noValue") : t("run.default", { value: String(otherwise) })}
        </MenuItem>,
        ...choices.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {choice}
          </MenuItem>
        )),
      ]}
    </TextField>
  );
}
