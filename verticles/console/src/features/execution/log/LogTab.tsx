import { Box, Button, Drawer, IconButton, Stack, Tooltip, useMediaQuery, useTheme } from "@mui/material";
import { ArrowDownToLine, Clock, Keyboard, Server, WrapText } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyText } from "../../../ui/clipboard";
import { useFeedback } from "../../../ui/Feedback";
import { isFinal } from "../../../ui/states";
import type { Feed } from "../feed";
import { TargetList } from "../TargetList";
import { filterTasks, neighbour, type Task, wentWrong } from "../tasks";
import type { ChangeAddress } from "../useAddress";
import { type Execution, usePhase, usePreferences } from "../useExecution";
import { useKeys } from "../useKeys";
import { DownloadMenu } from "./DownloadMenu";
import { nextError } from "./errors";
import { HitList } from "./HitList";
import { KeysDialog } from "./KeysDialog";
import { LogBody } from "./LogBody";
import type { LogHandle } from "./LogView";
import { type Place, placeOfHit, readPlace, writePlace } from "./links";
import { PhaseChip } from "./PhaseChip";
import { SearchBar, Switch } from "./SearchBar";
import { useCurrentLine } from "./useCurrentLine";
import { useSearch } from "./useSearch";

interface Props {
  execution: Execution;
  feed: Feed;
  tasks: Task[];
  get(name: string): string;
  change: ChangeAddress;
  retry(): void;
}

const FONT = 13;

/** The line of the address as it is now: keys may be pressed faster than the page is drawn. */
function lineNow(): string {
  return new URLSearchParams(window.location.search).get("line") ?? "";
}

/** What all targets print, or one of them: followed, searched, linked to and downloaded. */
export function LogTab({ execution, feed, tasks, get, change, retry }: Props) {
  const { t } = useTranslation("execution");
  const wide = useMediaQuery(useTheme().breakpoints.up("md"));
  const { tell } = useFeedback();
  const { data: preferences } = usePreferences();
  const phase = usePhase(feed, execution);
  const [ended] = useState(() => isFinal(execution.state));
  const [follow, setFollow] = useState<boolean>();
  const [listed, setListed] = useState(false);
  const [help, setHelp] = useState(false);
  const handle = useRef<LogHandle>(null);
  const input = useRef<HTMLInputElement>(null);

  const target = get("target");
  const line = get("line");
  const wraps = get("wrap") === "" ? (preferences?.logWrap ?? false) : get("wrap") === "1";
  // What had ended already is read from its beginning.
  const running = !ended && phase !== "complete" && phase !== "refused";
  const follows = running && (follow ?? (line === "" && (preferences?.logFollow ?? true)));
  const chosen = tasks.find((task) => task.id === target);
  const asked = {
    q: get("q"),
    regex: get("regex") === "1",
    ignoreCase: get("case") !== "1",
    target: chosen?.target.id ?? "",
  };
  const search = useSearch(execution.id, asked, line);
  const view = target === "" ? feed.lines : feed.lines.ofTask(target);
  const current = useCurrentLine(feed, line, handle);
  const shown = filterTasks(tasks, get("find"), get("state"));

  const pick = useCallback(
    (place: Place) => {
      setFollow(false);
      change({ line: writePlace(place) });
    },
    [change],
  );
  const choose = (id: string) => {
    setListed(false);
    change({ target: id }, true);
  };
  const go = (step: 1 | -1) => {
    const hit = search.next(step, lineNow());
    if (hit) {
      pick(placeOfHit(hit));
    }
  };
  const pickLine = (index: number) => {
    if (index >= 0 && index < feed.lines.count) {
      const { source, number } = feed.lines.line(index);
      pick({ ...source, number });
    }
  };
  const from = () => {
    const place = readPlace(lineNow());
    return place ? view.positionOf(feed.lines.find(place, place.number)) : -1;
  };
  const step = (by: 1 | -1) => pickLine(view.at(from() < 0 ? (handle.current?.first() ?? 0) : from() + by));
  const toError = () => {
    const failed = new Set(tasks.filter((task) => wentWrong(task.state)).map((task) => task.id));
    const found = nextError(feed.lines, view, from(), failed);
    if (found < 0) {
      tell(t("log.noMoreErrors"));
    } else {
      pickLine(found);
    }
  };
  const beside = (by: 1 | -1) => {
    const next = neighbour(shown, target, by);
    if (next) {
      choose(next.id);
    }
  };
  const copyLink = () => {
    if (line !== "") {
      void copyText(window.location.href).then((copied) => copied && tell(t("log.linkCopied")));
    }
  };
  const toggleFollow = () => setFollow(!follows);
  const times = get("times") === "1";
  const toggleTimes = () => change({ times: times ? "" : "1" });
  const toggleWrap = () => change({ wrap: wraps ? "0" : "1" });

  useKeys(
    [
      [
        "/",
        () => {
          input.current?.focus();
          input.current?.select();
        },
      ],
      ["n", () => go(1)],
      ["N", () => go(-1)],
      ["e", toError],
      ["]", () => beside(1)],
      ["[", () => beside(-1)],
      ["j", () => step(1)],
      ["k", () => step(-1)],
      ["y", copyLink],
      ["f", toggleFollow],
      ["w", toggleWrap],
      ["t", toggleTimes],
      ["g", () => pickLine(view.at(0))],
      ["G", () => pickLine(view.at(view.count - 1))],
      ["?", () => setHelp(true)],
    ],
    preferences?.keyboardShortcuts ?? true,
  );

  const list = (
    <TargetList
      tasks={tasks}
      shown={shown}
      text={get("find")}
      state={get("state")}
      chosen={target}
      choose={choose}
      change={change}
    />
  );
  return (
    <Box sx={{ display: "flex", gap: 2, flex: 1, minHeight: { xs: 560, md: 300 } }}>
      {wide ? (
        <Box component="section" aria-label={t("targets.label")} sx={{ width: 272, flex: "none", minHeight: 0 }}>
          {list}
        </Box>
      ) : (
        <Drawer
          open={listed}
          onClose={() => setListed(false)}
          slotProps={{ paper: { "aria-label": t("targets.label"), sx: { width: 320, maxWidth: "90%", padding: 1.5 } } }}
        >
          {list}
        </Drawer>
      )}
      <Box
        component="section"
        aria-label={t("tabs.log")}
        sx={(theme) => ({
          flex: 1,
          minWidth: 0,
          display: "flex",
          flexDirection: "column",
          position: "relative",
          border: `1px solid ${theme.vars?.palette.divider}`,
          borderRadius: 1.25,
          overflow: "hidden",
          backgroundColor: theme.vars?.palette.background.paper,
        })}
      >
        <Stack
          direction="row"
          sx={(theme) => ({
            flexWrap: "wrap",
            alignItems: "center",
            gap: 0.75,
            padding: 0.75,
            borderBottom: `1px solid ${theme.vars?.palette.divider}`,
          })}
        >
          {!wide && (
            <Button variant="outlined" startIcon={<Server size={16} />} onClick={() => setListed(true)}>
              {chosen?.target.name ?? t("targets.all", { count: tasks.length })}
            </Button>
          )}
          <SearchBar asked={asked} search={search} change={change} go={go} input={input} />
          <Box sx={{ flex: 1 }} />
          <PhaseChip phase={phase} />
          {running && (
            <Switch label={t("log.follow")} on={follows} set={toggleFollow} icon={<ArrowDownToLine size={17} />} />
          )}
          <Switch label={t("log.times")} on={times} set={toggleTimes} icon={<Clock size={17} />} />
          <Switch label={t("log.wrap")} on={wraps} set={toggleWrap} icon={<WrapText size={17} />} />
          <DownloadMenu execution={execution} target={chosen?.target} />
          <Tooltip title={t("keys.title")}>
            <IconButton aria-label={t("keys.title")} onClick={() => setHelp(true)}>
              <Keyboard size={18} />
            </IconButton>
          </Tooltip>
        </Stack>
        {asked.q !== "" && <HitList search={search} pick={pick} />}
        <LogBody
          execution={execution}
          feed={feed}
          view={view}
          narrow={target !== ""}
          targets={tasks.length}
          retry={retry}
          wrap={wraps}
          times={times}
          colours={preferences?.logColors ?? true}
          fontSize={preferences?.logFontSize ?? FONT}
          running={running}
          follows={follows}
          onFollows={setFollow}
          marks={search.marks}
          current={current}
          pick={pick}
          handle={handle}
        />
      </Box>
      <KeysDialog open={help} close={() => setHelp(false)} />
    </Box>
  );
}
