import { Box, Button, Tab, Tabs } from "@mui/material";
import { Copy, Play, Trash2 } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { api, take } from "../../api/client";
import { queryClient } from "../../api/queries";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { Lines, Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { TimeText } from "../../ui/TimeText";
import { useUrlState } from "../../ui/useUrlState";
import { JobDefinition } from "./JobDefinition";
import { formOf, type Job, type JobForm, sameDefinition } from "./jobForm";
import { useJob } from "./jobQueries";
import { RunDialog } from "./RunDialog";

const ExecutionsTab = lazy(() => import("./ExecutionsTab"));
const SchedulesTab = lazy(() => import("./SchedulesTab"));
const VersionsTab = lazy(() => import("./VersionsTab"));
const AccessTab = lazy(() => import("./AccessTab"));
const YamlTab = lazy(() => import("./YamlTab"));

const TABS = ["definition", "executions", "schedules", "versions", "access", "yaml"] as const;
const LOOK_AGAIN = 30_000;

/** A job: what it does, what became of it, when it is due, what it was before. */
export default function JobPage() {
  const { t } = useTranslation("jobs");
  const { id = "" } = useParams();
  const query = useJob(id, { refetch: LOOK_AGAIN });
  if (query.data) {
    return <JobView key={id} job={query.data} />;
  }
  return (
    <Page title={t("job")} parents={[{ label: t("title"), to: "/jobs" }]}>
      <Outcome query={query} permission="job:read">
        {() => null}
      </Outcome>
    </Page>
  );
}

/** What is edited, and of which version it was made. */
export interface Draft {
  base: Job;
  form: JobForm;
}

function draftOf(job: Job): Draft {
  return { base: job, form: formOf(job) };
}

function edited({ base, form }: Draft): boolean {
  return !sameDefinition(form, formOf(base));
}

function JobView({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const [tab, setTab] = useUrlState("tab", "definition", false);
  const [running, setRunning] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(job));
  const remove = useRemoval(job, () => setDraft(draftOf(job)));
  const shown = TABS.find((name) => name === tab) ?? "definition";
  const open = (next: string) => setTab(next);
  return (
    <Page
      title={job.name}
      parents={[{ label: t("title"), to: "/jobs" }]}
      lead={
        <>
          {t("version", { version: job.version })} · <TimeText at={job.updatedAt} form="relative" />
          {job.updatedBy && ` · ${job.updatedBy}`}
        </>
      }
      actions={
        <>
          {can("job:write") && (
            <>
              <Button component={Link} to={`/jobs/new?from=${job.id}`} startIcon={<Copy size={16} />}>
                {t("duplicate")}
              </Button>
              <Button color="error" startIcon={<Trash2 size={16} />} onClick={remove}>
                {t("delete.action")}
              </Button>
            </>
          )}
          {can("job:run") && (
            <Button variant="contained" startIcon={<Play size={16} />} onClick={() => setRunning(true)}>
              {t("run.open")}
            </Button>
          )}
        </>
      }
    >
      <Tabs value={shown} onChange={(_, next: string) => open(next)} aria-label={job.name}>
        {TABS.map((name) => (
          <Tab key={name} value={name} id={`tab-${name}`} aria-controls="tab-panel" label={t(`tabs.${name}`)} />
        ))}
      </Tabs>
      <Box role="tabpanel" id="tab-panel" aria-labelledby={`tab-${shown}`} sx={{ minWidth: 0 }}>
        <Suspense fallback={<Lines />}>
          {/* It stays while another tab is looked at, so that nothing typed is lost. */}
          <Box hidden={shown !== "definition"}>
            <JobDefinition current={job} draft={draft} onDraft={setDraft} />
          </Box>
          {shown === "executions" && <ExecutionsTab job={job} onRun={() => setRunning(true)} />}
          {shown === "schedules" && <SchedulesTab job={job} />}
          {shown === "versions" && (
            <VersionsTab
              current={job}
              onRestored={(saved) => setDraft((before) => (edited(before) ? before : draftOf(saved)))}
            />
          )}
          {shown === "access" && <AccessTab job={job} />}
          {shown === "yaml" && (
            <YamlTab
              form={draft.form}
              onImport={(form) => {
                setDraft((before) => ({ ...before, form }));
                open("definition");
              }}
            />
          )}
        </Suspense>
      </Box>
      <RunDialog jobId={job.id} open={running} onClose={() => setRunning(false)} unsaved={edited(draft)} />
    </Page>
  );
}

/** Asks by the job's name, deletes it, and goes to the list; what was not saved of it is gone, too, and not asked about. */
function useRemoval(job: Job, onGone: () => void) {
  const { t } = useTranslation("jobs");
  const { confirm, tell, fail } = useFeedback();
  const navigate = useNavigate();
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (gone) {
      navigate("/jobs", { replace: true });
    }
  }, [gone, navigate]);
  return async () => {
    const yes = await confirm({
      title: t("delete.title", { name: job.name }),
      text: t("delete.text"),
      action: t("delete.confirm", { name: job.name }),
      destructive: true,
    });
    if (!yes) {
      return;
    }
    try {
      await take(api.DELETE("/jobs/{id}", { params: { path: { id: job.id } } }));
      tell(t("delete.done", { name: job.name }));
      onGone();
      setGone(true);
      void queryClient.invalidateQueries({ queryKey: ["jobs", "list"] });
      void queryClient.invalidateQueries({ queryKey: ["jobs", "names"] });
    } catch (error) {
      fail(error);
    }
  };
}
