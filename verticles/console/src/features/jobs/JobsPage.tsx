import { Box, Button, Chip, IconButton, InputAdornment, Stack, TextField, Tooltip, Typography } from "@mui/material";
import { Briefcase, Folder, Play, Plus, Search, SearchX } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, take } from "../../api/client";
import { type Pages, usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { TimeText } from "../../ui/TimeText";
import { useUrlState } from "../../ui/useUrlState";
import { foldersOf, matches } from "./folders";
import { NextDue, Outcomes } from "./JobCells";
import type { Job } from "./jobForm";
import { RunDialog } from "./RunDialog";

const PART = 200;

/** All jobs: what became of them last, when they are due, and how to run them. */
export default function JobsPage() {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const [typed, setTyped] = useUrlState("q");
  const [folder, setFolder] = useUrlState("folder", "", false);
  const [running, setRunning] = useState<string>();
  const all: Pages<Job> = usePages(["jobs", "list"], (cursor) =>
    take(api.GET("/jobs", { params: { query: { limit: PART, cursor } } })),
  );
  const narrowed = typed.trim() !== "" || folder !== "";
  useAllParts(all, narrowed);
  const pages = useMemo(
    () => ({ ...all, items: all.items.filter((job) => matches(job.name, folder, typed.trim())) }),
    [all, folder, typed],
  );
  const create = can("job:write") && (
    <Button component={Link} to="/jobs/new" variant="contained" startIcon={<Plus size={16} />}>
      {t("new.title")}
    </Button>
  );
  return (
    <Page title={t("title")} actions={create}>
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <TextField
          label={t("list.search")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          type="search"
          sx={{ maxWidth: 360 }}
          slotProps={{
            htmlInput: { maxLength: 128 },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <Search size={16} aria-hidden />
                </InputAdornment>
              ),
            },
          }}
        />
        <Folders names={all.items.map((job) => job.name)} chosen={folder} onChoose={setFolder} />
      </Stack>
      <DataTable
        label={t("title")}
        columns={useColumns(setRunning)}
        pages={pages}
        rowKey={(job) => job.id}
        nameOf={(job) => job.name}
        href={(job) => `/jobs/${job.id}`}
        permission="job:read"
        empty={
          narrowed && all.items.length > 0 ? (
            <Empty
              icon={SearchX}
              title={t("list.noMatch")}
              action={
                <Button component={Link} to="/jobs" variant="outlined">
                  {t("list.clear")}
                </Button>
              }
            />
          ) : (
            <Empty
              icon={Briefcase}
              title={t("list.empty")}
              text={t("list.emptyText")}
              action={create}
              cli="opsconductor job apply -f restart.yaml"
            />
          )
        }
      />
      <RunDialog jobId={running ?? ""} open={running !== undefined} onClose={() => setRunning(undefined)} />
    </Page>
  );
}

/** Names are looked through here, so all of them have to be here: the server finds whole names alone. */
function useAllParts(pages: Pages<Job>, wanted: boolean) {
  const { hasNextPage, isFetching, isError, fetchNextPage } = pages.query;
  useEffect(() => {
    if (wanted && hasNextPage && !isFetching && !isError) {
      void fetchNextPage();
    }
  }, [wanted, hasNextPage, isFetching, isError, fetchNextPage]);
}

function useColumns(onRun: (id: string) => void): Column<Job>[] {
  const { t } = useTranslation("jobs");
  const can = useCan();
  return [
    {
      key: "name",
      label: t("list.name"),
      width: "minmax(140px, 2.2fr)",
      render: (job) => (
        <Tooltip title={job.description ?? ""}>
          <Typography component="span" sx={{ fontWeight: 560 }}>
            {job.name}
          </Typography>
        </Tooltip>
      ),
    },
    {
      key: "last",
      label: t("list.last"),
      width: "124px",
      render: (job) => <Outcomes jobId={job.id} />,
    },
    {
      key: "targets",
      label: t("list.targets"),
      width: "minmax(120px, 1.4fr)",
      wideOnly: true,
      render: (job) =>
        "ids" in job.targets ? (
          t("list.picked", { count: job.targets.ids.length })
        ) : (
          <code>{job.targets.selector}</code>
        ),
    },
    { key: "next", label: t("list.next"), width: "130px", wideOnly: true, render: (job) => <NextDue jobId={job.id} /> },
    {
      key: "updated",
      label: t("list.updated"),
      width: "minmax(130px, 1fr)",
      wideOnly: true,
      render: (job) => (
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
            render: (job: Job) => (
              <Tooltip title={t("run.title", { name: job.name })}>
                <IconButton aria-label={t("run.title", { name: job.name })} onClick={() => onRun(job.id)}>
                  <Play size={16} />
                </IconButton>
              </Tooltip>
            ),
          },
        ]
      : []),
  ];
}

const MOST_FOLDERS = 24;

function Folders(props: { names: string[]; chosen: string; onChoose(folder: string): void }) {
  const { names, chosen, onChoose } = props;
  const { t } = useTranslation("jobs");
  const folders = foldersOf(names).slice(0, MOST_FOLDERS);
  if (folders.length === 0) {
    return null;
  }
  return (
    <Box role="group" aria-label={t("list.folders")} sx={{ display: "flex", flexWrap: "wrap", gap: 0.75 }}>
      {folders.map(({ folder, count }) => (
        <Chip
          key={folder}
          icon={<Folder size={14} aria-hidden />}
          label={`${folder} ${count}`}
          clickable
          variant={folder === chosen ? "filled" : "outlined"}
          color={folder === chosen ? "primary" : "default"}
          aria-pressed={folder === chosen}
          onClick={() => onChoose(folder === chosen ? "" : folder)}
        />
      ))}
    </Box>
  );
}
