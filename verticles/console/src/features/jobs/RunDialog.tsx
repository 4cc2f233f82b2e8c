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
import { etag } from "../../api/etag";
import { useOnce } from "../../api/once";
import { type ApiProblem, asProblem } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { Outcome } from "../../ui/Outcome";
import { useSelectedTargets, useSettled } from "../../ui/selection";
import { CopyLines } from "../run/CopyLines";
import { curlLine, jobRunLine } from "../run/commandLines";
import { useSays } from "./fields";
import type { Job } from "./jobForm";
import { showWrong, useJob } from "./jobQueries";
import { RunTargets } from "./RunTargets";
import { RunValues } from "./RunValues";
import { defaultsOf, type RunChoice, startOf, wrongChoice, wrongValues } from "./runValues";

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
  const [choice, setChoice] = useState<RunChoice>({ parallelism: "" });
  const settled = useSettled(choice.targets);
  const targets = useSelectedTargets(settled ?? job.targets);
  const wrongs = { ...wrongValues(job.parameters, form), ...wrongChoice(choice) };
  const says = useSays(tried ? wrongs : {}, problem);
  const body = startOf(job.parameters, form, choice);
  const count = settled === choice.targets && !targets.isError ? targets.data?.targets.length : undefined;
  const nameOf = (target: string) => targets.data?.targets.find(({ id }) => id === target)?.name ?? target;

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
      const execution = await take(
        api.POST("/jobs/{id}/executions", {
          params: { path: { id: job.id }, header: { "Idempotency-Key": once.keyOf(body), "If-Match": etag(job) } },
          body,
        }),
      );
      void queryClient.invalidateQueries({ queryKey: ["executions"] });
      onClose();
      navigate(`/executions/${execution.id}`);
    } catch (error) {
      const refused = asProblem(error);
      if (refused.status === 412) {
        // Nobody has seen here what would run now: it is shown first.
        await queryClient.invalidateQueries({ queryKey: ["jobs", "one", job.id] });
      } else {
        setProblem(refused);
      }
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
          <RunTargets job={job} choice={choice} onChange={setChoice} selected={targets} says={says} />
          <Typography variant="body2" color="textSecondary">
            {t("run.version", { version: job.version })}
          </Typography>
          <CopyLines cli={jobRunLine(job.name, body, nameOf)} curl={curlLine(`/jobs/${job.id}/executions`, body)} />
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
