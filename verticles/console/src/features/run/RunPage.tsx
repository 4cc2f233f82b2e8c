import { Alert, Box, Button, Stack } from "@mui/material";
import { BriefcaseBusiness, Play } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, take } from "../../api/client";
import { useOnce } from "../../api/once";
import { ApiProblem, asProblem } from "../../api/problem";
import { queryClient } from "../../api/queries";
import { untilNextPress } from "../../app/presses";
import { useCan, useMe } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { Failure, Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { isChosen, selected, useSelectedTargets, useSettled } from "../../ui/selection";
import { useUrlState } from "../../ui/useUrlState";
import { showWrong } from "../jobs/jobQueries";
import type { NewJobState } from "../jobs/NewJobPage";
import { type AdHocForm, jobOf, startOf, wrongsOf } from "./adHoc";
import { CopyLines } from "./CopyLines";
import { curlLine, execLine } from "./commandLines";
import { RecentRuns } from "./RecentRuns";
import { RunForm } from "./RunForm";
import { RunResult } from "./RunResult";
import { remember } from "./recent";
import { useAdHocForm } from "./useAdHocForm";
import { useTaken } from "./useTaken";

/** On more targets than these a run is asked for twice. */
const MANY = 20;
const RESULT = "run-result";

/** Runs a command or a script without a job, and shows what becomes of it. */
export default function RunPage() {
  const { t } = useTranslation("run");
  const can = useCan();
  if (!can("job:run")) {
    return (
      <Page title={t("title")}>
        <Failure problem={new ApiProblem(403, { code: "forbidden" })} permission="job:run" />
      </Page>
    );
  }
  return <TakingUp />;
}

/** `?from=` takes up what an execution ran, and so does a press in the list of runs. */
function TakingUp() {
  const [from, setFrom] = useUrlState("from");
  const [pressed, setPressed] = useState("");
  const [taken, setTaken] = useState<AdHocForm>();
  const id = pressed || from;
  if (!id) {
    return <Runner initial={taken} onTake={setPressed} />;
  }
  return (
    <TakeUp
      key={id}
      id={id}
      onTaken={(form) => {
        setTaken(form);
        setPressed("");
        if (from) {
          setFrom("");
        }
      }}
    />
  );
}

function TakeUp({ id, onTaken }: { id: string; onTaken(form: AdHocForm): void }) {
  const { t } = useTranslation("run");
  const query = useTaken(id);
  const done = useEffectEvent(onTaken);
  useEffect(() => {
    if (query.data) {
      done(query.data);
    }
  }, [query.data]);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Outcome query={query} permission="execution:read">
        {() => null}
      </Outcome>
    </Page>
  );
}

function Runner({ initial, onTake }: { initial?: AdHocForm; onTake(executionId: string): void }) {
  const { t } = useTranslation("run");
  const can = useCan();
  const navigate = useNavigate();
  const [form, setForm] = useAdHocForm(initial);
  const [execution, setExecution] = useUrlState("execution", "", false);
  const [tried, setTried] = useState(false);
  const [runs, setRuns] = useState(0);
  const { run, busy, problem, forget } = useRun((id) => {
    setExecution(id);
    setRuns((count) => count + 1);
  });
  // On a phone the result is far below what was typed.
  useEffect(() => {
    const result = runs > 0 && execution ? document.getElementById(RESULT) : null;
    const top = result?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight / 2) {
      result?.scrollIntoView({ block: "start" });
    }
  }, [runs, execution]);
  const wrongs = tried ? wrongsOf(form) : {};
  const says = (pointer: string) => {
    const wrong = wrongs[pointer];
    return wrong ? t(`wrong.${wrong.key}`, wrong.values ?? {}) : problem?.of(pointer);
  };
  const change = (changed: Partial<AdHocForm>) => {
    forget();
    setForm((before) => ({ ...before, ...changed }));
  };
  const start = () => {
    setTried(true);
    if (Object.keys(wrongsOf(form)).length > 0) {
      showWrong();
    } else {
      void run(form);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
      event.preventDefault();
      start();
    }
  };
  const saveAsJob = () => {
    const state: NewJobState = { job: jobOf(form) };
    navigate("/jobs/new", { state });
  };
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Box
        onKeyDown={onKeyDown}
        sx={{
          display: "grid",
          gap: 2,
          alignItems: "start",
          gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1fr)" },
        }}
      >
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          <RunForm form={form} onChange={change} says={says} onRun={start} />
          {problem && (
            <Alert severity="error">
              {problem.message}
              {problem.requestId && ` (${problem.requestId})`}
            </Alert>
          )}
          <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center" }}>
            <RunButton form={form} busy={busy} onClick={start} />
            {can("job:write") && (
              <Button startIcon={<BriefcaseBusiness size={16} />} onClick={saveAsJob}>
                {t("saveAsJob")}
              </Button>
            )}
          </Stack>
          <Copies form={form} />
        </Stack>
        <Stack sx={{ gap: 2, minWidth: 0 }}>
          {execution && (
            <Box id={RESULT} sx={{ scrollMarginTop: 8 }}>
              <RunResult key={execution} id={execution} />
            </Box>
          )}
          <RecentRuns onTake={onTake} />
        </Stack>
      </Box>
    </Page>
  );
}

const KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ ↵" : "Ctrl ↵";

function RunButton({ form, busy, onClick }: { form: AdHocForm; busy: boolean; onClick(): void }) {
  const { t } = useTranslation("run");
  const { data, isError } = useSelectedTargets(useSettled(form.targets));
  const known = data && !isError && !data.more && isChosen(form.targets);
  return (
    <Button variant="contained" size="medium" startIcon={<Play size={16} />} loading={busy} onClick={onClick}>
      {known ? t("runOn", { count: data.targets.length }) : t("run")}
      <Box component="kbd" aria-hidden sx={{ marginInlineStart: 1, opacity: 0.8, fontSize: "0.75rem" }}>
        {KEYS}
      </Box>
    </Button>
  );
}

function Copies({ form }: { form: AdHocForm }) {
  const { data } = useSelectedTargets(form.targets, "ids" in form.targets);
  const start = startOf(form);
  const nameOf = (id: string) => data?.targets.find((target) => target.id === id)?.name ?? id;
  return <CopyLines cli={execLine(start, nameOf)} curl={curlLine("/executions", start)} />;
}

/** Asks where it is many, and starts it once for each press. */
function useRun(onStarted: (executionId: string) => void) {
  const { t } = useTranslation("run");
  const me = useMe();
  const { confirm } = useFeedback();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const pressed = useRef(false);
  const once = useOnce();
  const agreed = async (form: AdHocForm) => {
    const { targets, more } = await queryClient.fetchQuery({
      queryKey: ["targets", "selected", form.targets],
      queryFn: ({ signal }) => selected(form.targets, signal),
    });
    const count = targets.length;
    return (
      count <= MANY ||
      confirm({
        title: t(more ? "many.titleMore" : "many.title", { count }),
        text: "selector" in form.targets ? form.targets.selector : undefined,
        names: targets.map((target) => target.name),
        count,
        action: t("runOn", { count }),
      })
    );
  };
  const run = async (form: AdHocForm) => {
    if (pressed.current) {
      return;
    }
    pressed.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      if (await agreed(form)) {
        const started = await take(
          api.POST("/executions", {
            params: { header: { "Idempotency-Key": once.keyOf(startOf(form)) } },
            body: startOf(form),
          }),
        );
        remember(me.id, { executionId: started.id, targets: form.targets });
        void queryClient.invalidateQueries({ queryKey: ["executions"] });
        onStarted(started.id);
        once.done();
        await untilNextPress();
      }
    } catch (error) {
      setProblem(asProblem(error));
      showWrong();
    } finally {
      pressed.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem, forget: () => setProblem(undefined) };
}
