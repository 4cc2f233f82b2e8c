import { Box, Tab, Tabs } from "@mui/material";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Lines, Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { StatusBadge } from "../../ui/StatusBadge";
import { isFinal } from "../../ui/states";
import { Actions } from "./Actions";
import { Announcer } from "./Announcer";
import type { Feed } from "./feed";
import { Lead } from "./Lead";
import { LogTab } from "./log/LogTab";
import { Progress } from "./Progress";
import { useAddress } from "./useAddress";
import { type Execution, useAhead, useExecution, useFeed, useTasks } from "./useExecution";

const HostsTab = lazy(() => import("./hosts/HostsTab"));
const TimelineTab = lazy(() => import("./timeline/TimelineTab"));
const DetailsTab = lazy(() => import("./details/DetailsTab"));

const TABS = ["log", "hosts", "timeline", "details"] as const;

/** One execution: what it prints, how its targets fare, and what it was. */
export default function ExecutionPage() {
  const { t } = useTranslation("execution");
  const { id = "" } = useParams();
  useAhead(id);
  const query = useExecution(id);
  const parents = [{ label: t("executions"), to: "/executions" }];
  if (!query.data) {
    return (
      <Page title={t("execution")} parents={parents}>
        <Outcome query={query} permission="execution:read">
          {() => null}
        </Outcome>
      </Page>
    );
  }
  return <Loaded key={id} execution={query.data} parents={parents} />;
}

function Loaded({ execution, parents }: { execution: Execution; parents: { label: string; to: string }[] }) {
  const { t } = useTranslation("execution");
  const [round, setRound] = useState(0);
  const feed = useFeed(execution.id, round);
  const title = execution.name ?? t("execution");
  return (
    <Page
      fills
      title={title}
      heading={<Name text={title} />}
      parents={parents}
      beside={
        <Box component="span" sx={{ display: { xs: "none", sm: "inline" } }}>
          <StatusBadge state={execution.state} />
        </Box>
      }
      lead={<Lead execution={execution} />}
      actions={
        <>
          {/* On a phone the state shares the line of what can be done. */}
          <Box component="span" sx={{ display: { sm: "none" } }}>
            <StatusBadge state={execution.state} />
          </Box>
          <Actions execution={execution} />
        </>
      }
    >
      {feed ? <Content execution={execution} feed={feed} retry={() => setRound((n) => n + 1)} /> : <Lines />}
    </Page>
  );
}

/** Commands are names too, and may be long. */
function Name({ text }: { text: string }) {
  return (
    <Box
      component="span"
      title={text}
      sx={{
        display: "-webkit-box",
        WebkitLineClamp: { xs: 1, sm: 2 },
        WebkitBoxOrient: "vertical",
        overflow: "hidden",
        wordBreak: { xs: "break-all", sm: "normal" },
      }}
    >
      {text}
    </Box>
  );
}

function Content({ execution, feed, retry }: { execution: Execution; feed: Feed; retry(): void }) {
  const { t } = useTranslation("execution");
  const [get, change] = useAddress();
  const { query, tasks } = useTasks(execution.id, feed, !isFinal(execution.state));
  const tab = TABS.find((each) => each === get("tab")) ?? "log";
  return (
    <>
      <Progress execution={execution} tasks={tasks} chosen={get("state")} change={change} />
      <Announcer execution={execution} feed={feed} />
      <Tabs
        value={tab}
        onChange={(_, next: string) => change({ tab: next === "log" ? "" : next }, true)}
        aria-label={t("tabs.label")}
        sx={{ marginTop: { xs: -1.5, sm: -1 } }}
      >
        {TABS.map((each) => (
          <Tab key={each} value={each} label={t(`tabs.${each}`)} id={`tab-${each}`} aria-controls={`panel-${each}`} />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        sx={{ flex: 1, minHeight: 0, display: "flex", flexDirection: "column" }}
      >
        <Suspense fallback={<Lines />}>
          {tab === "log" && (
            <LogTab execution={execution} feed={feed} tasks={tasks} get={get} change={change} retry={retry} />
          )}
          {tab === "hosts" && <HostsTab execution={execution} query={query} tasks={tasks} get={get} change={change} />}
          {tab === "timeline" && (
            <TimelineTab execution={execution} query={query} tasks={tasks} get={get} change={change} />
          )}
          {tab === "details" && <DetailsTab execution={execution} />}
        </Suspense>
      </Box>
    </>
  );
}
