import { Box, Button, Tab, Tabs } from "@mui/material";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Play, Trash2 } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { useFeedback } from "../../ui/Feedback";
import { Lines, Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { useUrlState } from "../../ui/useUrlState";
import { ChangesTab } from "./ChangesTab";
import { CommandTab } from "./CommandTab";
import { ConnectionTab } from "./ConnectionTab";
import { createTarget, deleteTarget, getTarget, inputOf, type Target, testTarget, useTargetsChanged } from "./data";
import { HostKeyTab } from "./HostKeyTab";
import { HOST_KEY_LOOKS, hostKeyState } from "./look";
import { Mark } from "./Mark";
import { selectorOfNames } from "./selector";

const TargetExecutions = lazy(() => import("../executions/TargetExecutions"));

/** One host: how it is signed in to, its key, commands on it alone, what ran on it and what was changed of it. */
export default function TargetPage() {
  const { t } = useTranslation("targets");
  const { id = "" } = useParams();
  const query = useQuery({ queryKey: ["targets", "one", id], queryFn: () => getTarget(id) });
  if (!query.data) {
    return (
      <Page title={t("title")} parents={[{ label: t("title"), to: "/targets" }]}>
        <Outcome query={query} permission="target:read">
          {() => null}
        </Outcome>
      </Page>
    );
  }
  return <Loaded key={id} target={query.data} query={query} />;
}

type Query = Parameters<typeof Outcome<Target>>[0]["query"];

function Loaded({ target, query }: { target: Target; query: Query }) {
  const { t } = useTranslation("targets");
  const can = useCan();
  const [tab, setTab] = useUrlState("tab", "connection", false);
  const client = useQueryClient();
  const changed = useTargetsChanged();
  const test = useMutation({
    mutationFn: () => testTarget(target.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ["targets"] }),
  });
  const remove = useRemove(target, changed);
  const selector = selectorOfNames([target.name]);
  const runAt = can("job:run") && selector ? `/run?selector=${encodeURIComponent(selector)}` : undefined;
  const tabs = [
    "connection",
    "hostKeyTab",
    ...(can("job:run") ? ["command"] : []),
    ...(can("execution:read") ? ["executions"] : []),
    ...(can("audit:read") ? ["changes"] : []),
  ];
  const shown = tabs.includes(tab) ? tab : "connection";
  const state = target.hostKey && test.data?.category === "host_key_changed" ? "differs" : hostKeyState(target);
  return (
    <Page
      title={target.name}
      parents={[{ label: t("title"), to: "/targets" }]}
      beside={<Mark {...HOST_KEY_LOOKS[state]}>{`${t("column.hostKey")}: ${t(`hostKey.${state}`)}`}</Mark>}
      lead={
        <Box component="span" sx={{ ...mono, overflowWrap: "anywhere" }}>
          {target.host}:{target.port}
        </Box>
      }
      actions={
        <>
          {runAt && (
            <Button component={Link} to={runAt} startIcon={<Play size={16} />}>
              {t("page.run")}
            </Button>
          )}
          {can("target:write") && (
            <Button color="error" startIcon={<Trash2 size={16} />} onClick={remove}>
              {t("page.delete")}
            </Button>
          )}
        </>
      }
    >
      <Tabs value={shown} onChange={(_, next: string) => setTab(next)} aria-label={t("page.tabs")}>
        {tabs.map((name) => (
          <Tab key={name} value={name} id={`tab-${name}`} aria-controls={`panel-${name}`} label={t(`page.${name}`)} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`panel-${shown}`} aria-labelledby={`tab-${shown}`}>
        <Outcome query={query}>
          {() => (
            <>
              {shown === "connection" && (
                <ConnectionTab target={target} test={test} onKeys={() => setTab("hostKeyTab")} />
              )}
              {shown === "hostKeyTab" && <HostKeyTab target={target} test={test} />}
              {shown === "command" && <CommandTab target={target} />}
              {shown === "executions" && (
                <Suspense fallback={<Lines />}>
                  <TargetExecutions target={target} runAt={runAt} />
                </Suspense>
              )}
              {shown === "changes" && <ChangesTab target={target} />}
            </>
          )}
        </Outcome>
      </Box>
    </Page>
  );
}

/** Asks, deletes, and leads back to the list, where it can be made again. */
function useRemove(target: Target, changed: () => Promise<void>) {
  const { t } = useTranslation("targets");
  const { confirm, tell, fail } = useFeedback();
  const navigate = useNavigate();
  return async () => {
    const sure = await confirm({
      title: t("page.deleteTitle", { name: target.name }),
      text: t("page.deleteText"),
      action: t("page.delete"),
      destructive: true,
    });
    if (!sure) {
      return;
    }
    try {
      await deleteTarget(target.id);
    } catch (error) {
      fail(error);
      return;
    }
    navigate("/targets");
    await changed();
    const again = { ...inputOf(target), ...(target.hostKey ? { hostKey: target.hostKey } : {}) };
    tell(t("page.deleted", { name: target.name }), () => createTarget(again).then(changed, fail));
  };
}
