import { Box, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { mono } from "../../app/theme";
import { bytes } from "../../app/times";
import { CopyButton } from "../../ui/CommandLine";
import { Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TASK_ORDER } from "../../ui/states";
import { TargetNames } from "../../ui/TargetSelector";

type Group = Schemas["OutputGroup"];

const NOW_AND_THEN = 2_500;

/** Targets that ended alike and printed the same, what went wrong first. */
export function OutputGroups({ id, final }: { id: string; final: boolean }) {
  const { t } = useTranslation("run");
  const query = useQuery({
    queryKey: ["executions", "summary", id],
    queryFn: () => take(api.GET("/executions/{id}/summary", { params: { path: { id } } })),
    refetchInterval: final ? false : NOW_AND_THEN,
  });
  const { refetch } = query;
  const asked = useRef(false);
  // What was asked just before the end does not know of the end.
  useEffect(() => {
    if (final && !asked.current) {
      asked.current = true;
      void refetch();
    }
  }, [final, refetch]);
  return (
    <Outcome query={query} permission="execution:read">
      {({ groups, moreGroups }) => (
        <Stack sx={{ gap: 1.5, minWidth: 0 }}>
          {[...groups].sort(byConcern).map((group) => (
            <OutputGroup key={`${group.state} ${group.exitCode} ${group.outputHash}`} group={group} />
          ))}
          {(moreGroups ?? 0) > 0 && (
            <Typography color="textSecondary">{t("groups.more", { count: moreGroups })}</Typography>
          )}
        </Stack>
      )}
    </Outcome>
  );
}

/** What needs a look comes first; among the same the larger group. */
function byConcern(one: Group, two: Group): number {
  const place = (group: Group) => TASK_ORDER.indexOf(group.state);
  return place(one) - place(two) || two.count - one.count;
}

function OutputGroup({ group }: { group: Group }) {
  const { t } = useTranslation("run");
  const { state, exitCode, count, targets, moreTargets = 0, stdoutBytes = 0, stderrBytes = 0, sample = "" } = group;
  const printed = stdoutBytes + stderrBytes;
  return (
    <Box
      component="section"
      aria-label={t("groups.label", { count })}
      sx={(theme) => ({
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1,
        overflow: "hidden",
        minWidth: 0,
      })}
    >
      <Box sx={{ display: "grid", gap: 1, padding: 1.25 }}>
        <Stack direction="row" sx={{ gap: 1.25, flexWrap: "wrap", alignItems: "center" }}>
          <StatusBadge state={state} />
          <Typography sx={{ fontWeight: 560 }}>{t("groups.targets", { count })}</Typography>
          {exitCode !== undefined && (
            <Typography color="textSecondary">{t("groups.exit", { code: exitCode })}</Typography>
          )}
          <Typography color="textSecondary" sx={{ marginInlineEnd: "auto" }}>
            {printed === 0 ? t("groups.silent") : t("groups.printed", { size: bytes(printed) })}
          </Typography>
          {sample && <CopyButton text={sample} label={t("groups.copy")} />}
        </Stack>
        <TargetNames targets={targets} />
        {moreTargets > 0 && <Typography variant="body2">{t("groups.moreTargets", { count: moreTargets })}</Typography>}
      </Box>
      {sample && (
        <Box
          component="pre"
          // It scrolls, which a keyboard has to reach.
          tabIndex={0}
          aria-label={t("groups.sample")}
          sx={(theme) => ({
            ...mono,
            margin: 0,
            padding: 1.25,
            maxHeight: 260,
            overflow: "auto",
            whiteSpace: "pre-wrap",
            overflowWrap: "anywhere",
            borderTop: `1px solid ${theme.vars?.palette.divider}`,
            color: theme.vars?.palette.log.text,
            backgroundColor: theme.vars?.palette.log.background,
          })}
        >
          {sample}
        </Box>
      )}
      {stdoutBytes > new TextEncoder().encode(sample).length && (
        <Typography variant="caption" color="textSecondary" sx={{ display: "block", padding: 1 }}>
          {t("groups.beginning", { size: bytes(stdoutBytes) })}
        </Typography>
      )}
    </Box>
  );
}
