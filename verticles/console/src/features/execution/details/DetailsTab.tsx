import { Box, Link, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { duration } from "../../../app/times";
import { CommandLine, CopyButton } from "../../../ui/CommandLine";
import { Outcome } from "../../../ui/Outcome";
import { TimeText } from "../../../ui/TimeText";
import { type Execution, useDefinition } from "../useExecution";
import { Definition } from "./Definition";
import { Facts } from "./Facts";

/** What it was, when it was, and the same from the command line. */
export default function DetailsTab({ execution }: { execution: Execution }) {
  const { t } = useTranslation("execution");
  const definition = useDefinition(execution);
  const { id, jobId, jobVersion, name, createdAt, startedAt, finishedAt, rerunOf, trigger, startedBy } = execution;
  return (
    <Box
      sx={{
        display: "grid",
        gap: 3,
        gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 2fr) minmax(0, 3fr)" },
        paddingBottom: 3,
      }}
    >
      <Box sx={{ display: "grid", gap: 3, alignContent: "start" }}>
        <Part title={t("details.facts")}>
          <Facts
            facts={[
              [t("details.id"), <Id key="id" id={id} />],
              [t("details.createdAt"), <TimeText key="at" at={createdAt} form="full" />],
              [t("details.startedAt"), startedAt && <TimeText at={startedAt} form="full" />],
              [t("details.finishedAt"), finishedAt && <TimeText at={finishedAt} form="full" />],
              [t("details.queued"), startedAt && duration(Date.parse(startedAt) - Date.parse(createdAt))],
              [t("details.ran"), startedAt && finishedAt && duration(Date.parse(finishedAt) - Date.parse(startedAt))],
              [t("details.by"), startedBy],
              [
                t("details.schedule"),
                trigger?.scheduleId && (
                  <Link underline="always" component={RouterLink} to={`/schedules/${trigger.scheduleId}`}>
                    {trigger.scheduleId}
                  </Link>
                ),
              ],
              [t("details.due"), trigger?.dueAt && <TimeText at={trigger.dueAt} form="full" />],
              [
                t("details.rerunOf"),
                rerunOf && (
                  <Link underline="always" component={RouterLink} to={`/executions/${rerunOf}`}>
                    {rerunOf}
                  </Link>
                ),
              ],
              [t("details.targets"), String(execution.counts.total ?? 0)],
            ]}
          />
        </Part>
        <Part title={t("details.cli")}>
          <Box sx={{ display: "grid", gap: 1, justifyItems: "start" }}>
            {[
              `opsconductor executions logs ${id} -f`,
              `opsconductor executions download ${id} -o output.log`,
              `opsconductor executions summary ${id}`,
              `opsconductor executions search ${id} PATTERN`,
              `opsconductor executions get ${id} -o json`,
            ].map((command) => (
              <CommandLine key={command} command={command} />
            ))}
          </Box>
        </Part>
      </Box>
      <Part title={t("details.definition")}>
        <Typography color="textSecondary" sx={{ marginBottom: 1.5 }}>
          {jobId ? (
            <>
              {t("details.frozen")}{" "}
              <Link underline="always" component={RouterLink} to={`/jobs/${jobId}?tab=versions`}>
                {jobVersion === undefined ? name : t("details.ofVersion", { name, version: jobVersion })}
              </Link>
            </>
          ) : (
            t("details.adHoc")
          )}
        </Typography>
        <Outcome query={definition} permission="execution:read">
          {(known) => <Definition definition={known} />}
        </Outcome>
      </Part>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ minWidth: 0 }}>
      <Typography variant="h2" sx={{ marginBottom: 1 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function Id({ id }: { id: string }) {
  return (
    <>
      <code>{id}</code> <CopyButton text={id} />
    </>
  );
}
