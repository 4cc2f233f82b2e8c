import { IconButton } from "@mui/material";
import { Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session";
import type { Column } from "../../ui/DataTable";
import { TimeText } from "../../ui/TimeText";
import { INDENT, type JobRow, type TreeRow } from "./folders";
import { NextDue, Outcomes } from "./JobCells";
import type { ListedJob } from "./listedJobs";

/** How jobs stand in their list. */
export function useJobColumns(onRun: (id: string) => void): Column<TreeRow<ListedJob>>[] {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const columns: Column<JobRow<ListedJob>>[] = [
    {
      key: "name",
      label: t("list.name"),
      width: "minmax(140px, 2.2fr)",
      render: ({ job, name, depth }) => (
        <span title={job.description} style={{ fontWeight: 560, paddingInlineStart: depth * INDENT }}>
          {name}
        </span>
      ),
    },
    {
      key: "last",
      label: t("list.last"),
      width: "124px",
      render: ({ job }) => <Outcomes jobId={job.id} />,
    },
    {
      key: "targets",
      label: t("list.targets"),
      width: "minmax(120px, 1.4fr)",
      wideOnly: true,
      render: ({ job }) =>
        "ids" in job.targets ? (
          t("list.picked", { count: job.targets.ids.length })
        ) : (
          <code>{job.targets.selector}</code>
        ),
    },
    {
      key: "next",
      label: t("list.next"),
      width: "130px",
      wideOnly: true,
      render: ({ job }) => <NextDue jobId={job.id} />,
    },
    {
      key: "updated",
      label: t("list.updated"),
      width: "minmax(130px, 1fr)",
      wideOnly: true,
      render: ({ job }) => (
        <>
          <TimeText at={job.updatedAt} form="relative" />
          {job.updatedBy && ` · ${job.updatedBy}`}
        </>
      ),
    },
    ...(can("job:run")
      ? [
          {
            key: "run",
            label: "",
            width: "40px",
            align: "end" as const,
            render: ({ job }: JobRow<ListedJob>) => (
              <IconButton
                title={t("run.title", { name: job.name })}
                aria-label={t("run.title", { name: job.name })}
                onClick={() => onRun(job.id)}
              >
                <Play size={16} />
              </IconButton>
            ),
          },
        ]
      : []),
  ];
  return columns.map(({ render, ...column }) => ({
    ...column,
    render: (row: TreeRow<ListedJob>) => row.kind === "job" && render(row),
  }));
}
