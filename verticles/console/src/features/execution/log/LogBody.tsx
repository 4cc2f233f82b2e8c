import { Box, Button } from "@mui/material";
import { Archive, ArrowDown, CircleSlash, LoaderCircle, ServerOff, Unplug } from "lucide-react";
import { type RefObject, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Empty } from "../../../ui/Outcome";
import type { Feed } from "../feed";
import { type Execution, useFeedStatus, usePhase } from "../useExecution";
import type { Marks } from "./highlight";
import { type LogHandle, LogView } from "./LogView";
import type { Place } from "./links";
import type { LineView } from "./TaskLines";

interface Props {
  execution: Execution;
  feed: Feed;
  view: LineView;
  narrow: boolean;
  /** How many targets there are. */
  targets: number;
  wrap: boolean;
  colours: boolean;
  times: boolean;
  fontSize: number;
  running: boolean;
  follows: boolean;
  onFollows(follows: boolean): void;
  marks: Marks | undefined;
  current: number;
  pick(place: Place): void;
  handle: RefObject<LogHandle | null>;
  retry(): void;
}

/** The lines, or why there are none. */
export function LogBody({ execution, targets, handle, retry, running, ...log }: Props) {
  const { t } = useTranslation("execution");
  const { feed, view, follows, onFollows } = log;
  const status = useFeedStatus(feed);
  const phase = usePhase(feed, execution);
  const count = useSyncExternalStore(feed.subscribeLines, () => view.count);
  const seen = useRef(count);
  if (follows || count < seen.current) {
    seen.current = count;
  }
  if (phase === "refused" && count === 0) {
    const expired = status.refused?.code === "log_expired";
    return (
      <Empty
        icon={Archive}
        title={t(expired ? "log.expired" : "log.refused")}
        text={expired ? t("log.expiredText") : status.refused?.message}
        action={
          !expired && (
            <Button variant="outlined" onClick={retry}>
              {t("log.retry")}
            </Button>
          )
        }
      />
    );
  }
  if (count === 0) {
    return <Nothing execution={execution} phase={phase} targets={targets} narrow={log.narrow} />;
  }
  const fresh = count - seen.current;
  return (
    <>
      <LogView {...log} running={running} ref={handle} />
      {running && !follows && fresh > 0 && (
        <Button
          variant="contained"
          startIcon={<ArrowDown size={16} />}
          onClick={() => {
            onFollows(true);
            handle.current?.focus();
          }}
          sx={{ position: "absolute", bottom: 16, left: "50%", transform: "translateX(-50%)", boxShadow: 3 }}
        >
          {t("log.fresh", { count: fresh })}
        </Button>
      )}
    </>
  );
}

function Nothing({
  execution,
  phase,
  targets,
  narrow,
}: {
  execution: Execution;
  phase: string;
  targets: number;
  narrow: boolean;
}) {
  const { t } = useTranslation("execution");
  if (execution.counts.total === 0 && targets === 0) {
    return <Empty icon={ServerOff} title={t("log.noTargets")} text={t("log.noTargetsText")} />;
  }
  if (phase === "complete") {
    return (
      <Empty icon={CircleSlash} title={t(narrow ? "log.nothingHere" : "log.nothing")} text={t("log.nothingText")} />
    );
  }
  if (phase === "disconnected") {
    return <Empty icon={Unplug} title={t("phase.disconnected")} text={t("phase.disconnectedText")} />;
  }
  return (
    <Box role="status">
      <Empty
        icon={LoaderCircle}
        title={t(phase === "catchingUp" ? "log.fetching" : "log.notYet")}
        text={phase === "catchingUp" ? undefined : t(`log.notYetText`)}
        cli={phase === "catchingUp" ? undefined : `opsconductor executions logs ${execution.id} -f`}
      />
    </Box>
  );
}
