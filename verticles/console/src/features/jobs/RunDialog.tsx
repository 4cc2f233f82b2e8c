import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from "@mui/material";
import { Play } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, take } from "../../api/client";
import { useOnce } from "../../api/once";
import { type ApiProblem, asProblem } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { mono } from "../../app/theme";
import { Outcome } from "../../ui/Outcome";
import { useSelectedTargets } from "../../ui/selection";
import { TargetNames } from "../../ui/TargetSelector";
import { CopyLines } from "../run/CopyLines";
import { curlLine, jobRunLine } from "../run/commandLines";
import { useSays } from "./fields";
import { DEFAULTS, type Job } from "./jobForm";
import { isCurrent, showWrong, useJob } from "./jobQueries";
import { RunValues } from "./RunValues";
import { defaultsOf, valuesOf, wrongValues } from "./runValues";

interface Props {
  jobId: string;
  open: boolean;
  onClose(): void;
  /** There are changes of the job that a run does not take. */
  unsaved?: boolean;
}

/** Starts a job: its parameters, and on which targets exactly. Leads to the execution. */
export function RunDialog({ jobId, open, onClose, unsaved = false }: Props) {
  const id = useId();
  return (
    <Dialog open={open} onClose={onClose} maxWidth="sm" fullWidth aria-labelledby={id}>
      {open && <Loaded jobId={jobId} titleId={id} onClose={onClose} unsaved={unsaved} />}
    </Dialog>
  );
}

interface LoadedProps extends Required<Pick<Props, "jobId" | "onClose" | "unsaved">> {
  titleId: string;
}

function Loaded({ jobId, titleId, onClose, unsaved }: LoadedProps) {
  const { t } = useTranslation("jobs");
  const query = useJob(jobId);
  return (
    <>
      <DialogTitle id={titleId}>{t("run.title", { name: query.data?.name ?? "" })}</DialogTitle>
      <Outcome query={query} permission="job:read">
        {(job) => <Form job={job} onClose={onClose} unsaved={unsaved} />}
      </Outcome>
    </>
  );
}

function Form({ job, onClose, unsaved }: Pick<LoadedProps, "onClose" | "unsaved"> & { job: Job }) {
  const { t } = useTranslation("jobs");
  const navigate = useNavigate();
  const [form, setForm] = useState(() => defaultsOf(job.parameters));
  const [opened] = useState(job.version);
  const [version, setVersion] = useState(job.version);
  if (version !== job.version) {
    setVersion(job.version);
    setForm({ ...defaultsOf(job.parameters), ...form });
  }
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const once = useOnce();
  const targets = useSelectedTargets(job.targets);
  const wrongs = wrongValues(job.parameters, form);
  const says = useSays(tried ? wrongs : {}, problem);
  const values = valuesOf(job.parameters, form);
  const body = Object.keys(values).length > 0 ? { parameters: values } : {};
  const count = targets.data?.targets.length;

  const start = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setProblem(undefined);
    if (Object.keys(wrongs).length > 0) {
      showWrong("[role=dialog]");
      return;
    }
    setBusy(true);
    try {
      // What runs is what the job is at that moment; nobody has seen another version here.
      if (!(await isCurrent(job))) {
        setBusy(false);
        return;
      }
      const execution = await take(
        api.POST("/jobs/{id}/executions", {
          params: { path: { id: job.id }, header: { "Idempotency-Key": once.keyOf(body) } },
          body,
        }),
      );
      void queryClient.invalidateQueries({ queryKey: ["executions"] });
      onClose();
      navigate(`/executions/${execution.id}`);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };

  return (
    <Box component="form" onSubmit={start} noValidate sx={{ display: "contents" }}>
      <DialogContent>
        <Stack sx={{ gap: 2 }}>
          {job.version !== opened && (
            <Alert severity="warning">{t("run.otherVersion", { version: job.version, opened })}</Alert>
          )}
          {unsaved && <Alert severity="warning">{t("run.unsaved", { version: job.version })}</Alert>}
          {problem && (
            <Alert severity="error">
              {problem.message}
              {problem.requestId && ` (${problem.requestId})`}
            </Alert>
          )}
          {job.parameters.length > 0 && (
            <RunValues parameters={job.parameters} form={form} onChange={setForm} says={says} />
          )}
          <Box sx={{ display: "grid", gap: 0.75 }}>
            <Typography variant="h3">
              {count === undefined
                ? t("run.targets")
                : t(targets.data?.more ? "run.targetsMore" : "run.targetsOf", { count })}
            </Typography>
            {"selector" in job.targets && <code style={mono}>{job.targets.selector}</code>}
            <Outcome query={targets} permission="target:read">
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
            <Typography variant="body2" color="textSecondary">
              {t("run.strategy", {
                parallelism: job.strategy.parallelism ?? DEFAULTS.parallelism,
                version: job.version,
              })}
            </Typography>
          </Box>
          <CopyLines cli={jobRunLine(job.name, values)} curl={curlLine(`/jobs/${job.id}/executions`, body)} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t("back")}</Button>
        <Button type="submit" variant="contained" loading={busy} disabled={count === 0} startIcon={<Play size={16} />}>
          {count === undefined || targets.data?.more ? t("run.start") : t("run.startOn", { count })}
        </Button>
      </DialogActions>
    </Box>
  );
}
