import { Button } from "@mui/material";
import { Save, Upload } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { api, take } from "../../api/client";
import { ApiProblem, asProblem } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { Failure, Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { anotherPage, useLeaveGuard } from "../../ui/useLeaveGuard";
import { jobOf } from "../run/adHoc";
import { useTaken } from "../run/useTaken";
import { useSays } from "./fields";
import { JobEditor } from "./JobEditor";
import { emptyJob, formOf, inputOf, type JobForm, type JobInput, sameDefinition } from "./jobForm";
import { showWrong, useJob } from "./jobQueries";
import { wrongsOf } from "./validation";

const ImportDialog = lazy(async () => ({ default: (await import("./YamlTab")).ImportDialog }));

/** What another page hands over, such as a command that was tried. */
export interface NewJobState {
  job: JobInput;
}

/** A new job: from nothing, from another one, or from what was run. */
export default function NewJobPage() {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const [params] = useSearchParams();
  const from = params.get("from");
  const { state } = useLocation() as { state: NewJobState | null };
  if (!can("job:write")) {
    return (
      <Page title={t("new.title")} parents={[{ label: t("title"), to: "/jobs" }]}>
        <Failure problem={new ApiProblem(403, { code: "forbidden" })} permission="job:write" />
      </Page>
    );
  }
  const execution = params.get("execution");
  if (execution) {
    return <OfExecution id={execution} />;
  }
  return from ? <CopyOf id={from} /> : <NewJob initial={state?.job ? formOf(state.job) : emptyJob()} />;
}

function CopyOf({ id }: { id: string }) {
  const { t } = useTranslation("jobs");
  const query = useJob(id);
  if (query.data) {
    return <NewJob initial={formOf({ ...query.data, name: t("new.copyOf", { name: query.data.name }) })} />;
  }
  return (
    <Page title={t("new.title")} parents={[{ label: t("title"), to: "/jobs" }]}>
      <Outcome query={query} permission="job:read">
        {() => null}
      </Outcome>
    </Page>
  );
}

/** What was run without a job becomes one. */
function OfExecution({ id }: { id: string }) {
  const { t } = useTranslation("jobs");
  const query = useTaken(id);
  const [initial, setInitial] = useState<JobForm>();
  useEffect(() => {
    if (query.data) {
      setInitial((before) => before ?? formOf(jobOf(query.data)));
    }
  }, [query.data]);
  if (initial) {
    return <NewJob initial={initial} />;
  }
  return (
    <Page title={t("new.title")} parents={[{ label: t("title"), to: "/jobs" }]}>
      <Outcome query={query} permission="execution:read">
        {() => null}
      </Outcome>
    </Page>
  );
}

function NewJob({ initial }: { initial: JobForm }) {
  const { t } = useTranslation("jobs");
  const { tell } = useFeedback();
  const navigate = useNavigate();
  const first = useRef(initial);
  const [form, setForm] = useState(initial);
  const [problem, setProblem] = useState<ApiProblem>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [importing, setImporting] = useState(false);
  const [created, setCreated] = useState<string>();
  const says = useSays(tried ? wrongsOf(form) : {}, problem);
  useLeaveGuard(() => created === undefined && !sameDefinition(form, first.current), anotherPage);

  useEffect(() => {
    if (created) {
      navigate(`/jobs/${created}`, { replace: true });
    }
  }, [created, navigate]);

  const save = async () => {
    setTried(true);
    setProblem(undefined);
    if (Object.keys(wrongsOf(form)).length > 0) {
      showWrong();
      return;
    }
    setBusy(true);
    try {
      const job = await take(api.POST("/jobs", { body: inputOf(form) }));
      void queryClient.invalidateQueries({ queryKey: ["jobs"] });
      tell(t("new.done", { name: job.name }));
      setCreated(job.id);
    } catch (error) {
      setProblem(asProblem(error));
      showWrong();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Page
      title={t("new.title")}
      parents={[{ label: t("title"), to: "/jobs" }]}
      actions={
        <>
          <Button startIcon={<Upload size={16} />} onClick={() => setImporting(true)}>
            {t("yaml.import")}
          </Button>
          <Button variant="contained" startIcon={<Save size={16} />} loading={busy} onClick={save}>
            {t("new.save")}
          </Button>
        </>
      }
    >
      <JobEditor form={form} onChange={setForm} says={says} problem={problem} />
      {importing && (
        <Suspense fallback={null}>
          <ImportDialog open onClose={() => setImporting(false)} onImport={setForm} />
        </Suspense>
      )}
    </Page>
  );
}
