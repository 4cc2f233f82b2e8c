import { Button, Stack } from "@mui/material";
import { Briefcase, FoldVertical, Plus, SearchX, UnfoldVertical } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Pages, usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { SearchField } from "../../ui/SearchField";
import { useUrlState } from "../../ui/useUrlState";
import { FolderHead } from "./FolderHead";
import { foldersOf, matches, type TreeRow, treeOf } from "./folders";
import { useJobColumns } from "./jobColumns";
import { type ListedJob, partOfJobs } from "./listedJobs";
import { RunDialog } from "./RunDialog";
import { useClosedFolders } from "./useClosedFolders";

type Row = TreeRow<ListedJob>;

/** So long the first jobs have to be drawn before the others come; milliseconds. */
const AFTER_FIRST = 300;

/** All jobs: what became of them last, when they are due, and how to run them. */
export default function JobsPage() {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const [sought, setSought] = useUrlState("q");
  const [closed, setClosed] = useClosedFolders();
  const [running, setRunning] = useState<string>();
  const all: Pages<ListedJob> = usePages(["jobs", "list"], partOfJobs);
  const narrowed = sought !== "";
  const folders = useMemo(() => foldersOf(all.items.map((job) => job.name)), [all.items]);
  useAllParts(all);
  const found = useMemo(
    () => (narrowed ? all.items.filter((job) => matches(job.name, sought)) : all.items),
    [all.items, narrowed, sought],
  );
  const rows = useMemo(
    () =>
      narrowed ? found.map((job): Row => ({ kind: "job", job, name: job.name, depth: 0 })) : treeOf(found, closed),
    [found, narrowed, closed],
  );
  const toggle = (folder: string) => {
    const next = new Set(closed);
    if (!next.delete(folder)) {
      next.add(folder);
    }
    setClosed(next);
  };
  const someOpen = folders.some((folder) => !closed.has(folder));
  const create = can("job:write") && (
    <Button component={Link} to="/jobs/new" variant="contained" startIcon={<Plus size={16} />}>
      {t("new.title")}
    </Button>
  );
  return (
    <Page title={t("title")} actions={create}>
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <SearchField label={t("list.search")} value={sought} onChange={setSought} />
        {folders.length > 0 && !narrowed && (
          <Button
            startIcon={someOpen ? <FoldVertical size={16} /> : <UnfoldVertical size={16} />}
            onClick={() => setClosed(new Set(someOpen ? folders : []))}
          >
            {t(someOpen ? "list.closeAll" : "list.openAll")}
          </Button>
        )}
      </Stack>
      <DataTable
        label={t("title")}
        columns={useJobColumns(setRunning)}
        pages={{ items: rows, query: all.query }}
        rowKey={(row) => (row.kind === "folder" ? `${row.folder}/` : row.job.id)}
        nameOf={(row) => (row.kind === "folder" ? row.folder : row.job.name)}
        href={(row) => (row.kind === "folder" ? undefined : `/jobs/${row.job.id}`)}
        whole={(row) => row.kind === "folder" && <FolderHead row={row} onToggle={() => toggle(row.folder)} />}
        counted={t(all.query.hasNextPage ? "list.atLeast" : "list.count", { count: found.length })}
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

/** Folders are counted and names looked through here, so all of them have to be here: the server finds whole names alone. */
function useAllParts(pages: Pages<ListedJob>) {
  const { hasNextPage, isFetching, isError, fetchNextPage, data } = pages.query;
  const isFirst = data?.pages.length === 1;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) {
      const timer = setTimeout(() => void fetchNextPage(), isFirst ? AFTER_FIRST : 0);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [hasNextPage, isFetching, isError, fetchNextPage, isFirst]);
}
