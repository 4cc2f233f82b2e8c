import { Alert, Box, FormControlLabel, Switch, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { Outcome } from "../../ui/Outcome";
import type { useSelectedTargets } from "../../ui/selection";
import { TargetNames, TargetSelector } from "../../ui/TargetSelector";
import { EditingProvider, NumberField, type Says } from "./fields";
import { DEFAULTS, type Job } from "./jobForm";
import type { RunChoice } from "./runValues";

interface Props {
  job: Job;
  choice: RunChoice;
  onChange(choice: RunChoice): void;
  /** Which targets it is going to run on. */
  selected: ReturnType<typeof useSelectedTargets>;
  says: Says;
}

/** On which targets a job runs this once, and on how many of them at once. */
export function RunTargets({ job, choice, onChange, selected, says }: Props) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  return (
    <Box sx={{ display: "grid", gap: 1.25 }}>
      {choice.targets ? (
        <TargetSelector
          label={t("run.targets")}
          value={choice.targets}
          onChange={(targets) => onChange({ ...choice, targets })}
          error={says("/targets") ?? says("/targets/selector") ?? says("/targets/ids")}
        />
      ) : (
        <OwnTargets job={job} selected={selected} />
      )}
      {can("target:run") && (
        <FormControlLabel
          control={
            <Switch
              checked={choice.targets !== undefined}
              onChange={(_, other) => onChange({ ...choice, targets: other ? job.targets : undefined })}
            />
          }
          label={t("run.otherTargets")}
        />
      )}
      <EditingProvider value={{ says, readOnly: false }}>
        <NumberField
          label={t("limits.parallelism")}
          pointer="/strategy/parallelism"
          value={choice.parallelism}
          onChange={(parallelism) => onChange({ ...choice, parallelism })}
          otherwise={String(job.strategy.parallelism ?? DEFAULTS.parallelism)}
          help={t("limits.parallelismHelp")}
        />
      </EditingProvider>
    </Box>
  );
}

function OwnTargets({ job, selected }: Pick<Props, "job" | "selected">) {
  const { t } = useTranslation("jobs");
  const count = selected.data?.targets.length;
  return (
    <Box sx={{ display: "grid", gap: 0.75 }}>
      <Typography variant="h3">
        {count === undefined
          ? t("run.targets")
          : t(selected.data?.more ? "run.targetsMore" : "run.targetsOf", { count })}
      </Typography>
      {"selector" in job.targets && <code style={mono}>{job.targets.selector}</code>}
      <Outcome query={selected} permission="target:read">
        {(found) => (
          <>
            {found.targets.length === 0 && <Alert severity="warning">{t("run.noTargets")}</Alert>}
            {found.unknown.length > 0 && (
              <Alert severity="warning">{t("run.unknown", { count: found.unknown.length })}</Alert>
            )}
            <TargetNames targets={found.targets} />
          </>
        )}
      </Outcome>
    </Box>
  );
}
