import { Box, Skeleton, Tooltip } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { useCan } from "../../app/session";
import { useTimes } from "../../app/times";
import { isFinal, lookOf } from "../../ui/states";
import { TimeText } from "../../ui/TimeText";
import { nextOf } from "./jobQueries";
import { useInSight } from "./useInSight";

const LAST = 10;
const FRESH = 30_000;

/** How the last runs of a job ended, the newest at the right. */
export function Outcomes({ jobId }: { jobId: string }) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const [ref, seen] = useInSight<HTMLDivElement>();
  const { data, isError } = useQuery({
    queryKey: ["executions", "ofJob", jobId, "last"],
    queryFn: () => take(api.GET("/executions", { params: { query: { jobId, limit: LAST } } })),
    enabled: seen && can("execution:read"),
    staleTime: FRESH,
    refetchInterval: (query) => (query.state.data?.items.some((one) => !isFinal(one.state)) ? 5_000 : FRESH),
  });
  const newestLast = [...(data?.items ?? [])].reverse();
  return (
    <Box ref={ref} sx={{ display: "flex", alignItems: "flex-end", height: 44, paddingBlock: 1.25, gap: "3px" }}>
      {!data && !isError && seen && <Skeleton width={90} height={20} />}
      {data && data.items.length === 0 && (
        <Box component="span" sx={{ color: "text.secondary", alignSelf: "center" }}>
          {t("list.neverRun")}
        </Box>
      )}
      {newestLast.map((execution) => (
        <Bar key={execution.id} execution={execution} />
      ))}
    </Box>
  );
}

/** Its height tells them apart too, not the colour alone. */
const HEIGHTS: Record<string, string> = { succeeded: "60%", cancelled: "40%" };

function Bar({ execution }: { execution: Schemas["Execution"] }) {
  const { t } = useTranslation("ui");
  const times = useTimes();
  const { tone, turns } = lookOf(execution.state);
  const words = `${t(`state.${execution.state}`)}, ${times.short(execution.createdAt)}`;
  return (
    <Tooltip title={words}>
      <Box
        component={Link}
        to={`/executions/${execution.id}`}
        aria-label={words}
        sx={(theme) => ({
          display: "flex",
          alignItems: "flex-end",
          height: "100%",
          width: 8,
          borderRadius: "2px",
          "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: 1 },
          "&::after": {
            content: '""',
            width: "100%",
            borderRadius: "2px",
            height: HEIGHTS[execution.state] ?? "100%",
            backgroundColor: theme.vars?.palette.tone[tone].solid,
            opacity: turns ? 0.6 : 1,
          },
        })}
      />
    </Tooltip>
  );
}

/** When the job runs by itself next. */
export function NextDue({ jobId }: { jobId: string }) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const [ref, seen] = useInSight<HTMLDivElement>();
  const { data } = useQuery({
    queryKey: ["schedules", "ofJob", jobId, "next"],
    queryFn: () => take(api.GET("/schedules", { params: { query: { jobId, limit: 100 } } })),
    enabled: seen && can("schedule:read"),
    staleTime: FRESH,
  });
  const next = data && nextOf(data.items);
  return (
    <Box ref={ref} sx={{ color: next ? undefined : "text.secondary" }}>
      {next?.nextDueAt ? (
        <TimeText at={next.nextDueAt} form="relative" />
      ) : data === undefined ? (
        ""
      ) : data.items.length > 0 ? (
        t("list.notDue")
      ) : (
        t("list.noSchedule")
      )}
    </Box>
  );
}
