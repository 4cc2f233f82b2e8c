import { Box, Button, Card, MenuItem, Radio, Stack, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { type Pages, usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { useFeedback } from "../../ui/Feedback";
import { Empty, Outcome } from "../../ui/Outcome";
import { TimeText } from "../../ui/TimeText";
import { useUrlState } from "../../ui/useUrlState";
import DefinitionDiff from "./DefinitionDiff";
import type { Job } from "./jobForm";
import { saveJob } from "./jobQueries";
import { definitionOf } from "./jobYaml";

interface Props {
  current: Job;
  onRestored(job: Job): void;
}

/** What the job was, how two of its versions differ, and how to take one up again. */
export default function VersionsTab({ current, onRestored }: Props) {
  const { t } = useTranslation("jobs");
  const can = useCan();
  const { id } = current;
  const [left, setLeft] = useUrlState("left", String(Math.max(1, current.version - 1)));
  const [right, setRight] = useUrlState("right", String(current.version));
  const pages: Pages<Job> = usePages(["jobs", "versions", id], (cursor) =>
    take(api.GET("/jobs/{id}/versions", { params: { path: { id }, query: { cursor } } })),
  );
  const restore = useRestore(current, onRestored);
  const columns: Column<Job>[] = [
    choosing("left", t("versions.left"), left, setLeft),
    choosing("right", t("versions.right"), right, setRight),
    {
      key: "version",
      label: t("versions.version"),
      width: "minmax(70px, 1fr)",
      render: (job) =>
        job.version === current.version ? t("versions.currentOne", { version: job.version }) : job.version,
    },
    {
      key: "at",
      label: t("versions.at"),
      width: "minmax(110px, 1fr)",
      render: (job) => <TimeText at={job.updatedAt} form="relative" />,
    },
    {
      key: "by",
      label: t("versions.by"),
      width: "minmax(100px, 1fr)",
      wideOnly: true,
      render: (job) => job.updatedBy ?? "",
    },
    ...(can("job:write")
      ? [
          {
            key: "restore",
            label: "",
            width: "minmax(90px, 130px)",
            align: "end" as const,
            render: (job: Job) =>
              job.version !== current.version && (
                <Button
                  onClick={() => restore(job)}
                  aria-label={t("versions.restoreOf", { version: job.version })}
                  sx={{ minHeight: 30 }}
                >
                  {t("versions.restore")}
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <Stack sx={{ gap: 2 }}>
      <DataTable
        label={t("tabs.versions")}
        columns={columns}
        pages={pages}
        rowKey={(job) => String(job.version)}
        nameOf={(job) => t("version", { version: job.version })}
        permission="job:read"
        empty={<Empty icon={History} title={t("versions.none")} />}
      />
      {current.version > 1 && (
        <Card component="section" sx={{ padding: 2, display: "grid", gap: 1.5, minWidth: 0 }}>
          <Stack direction="row" sx={{ gap: 1.5, alignItems: "center", flexWrap: "wrap" }}>
            <Typography variant="h2" sx={{ marginInlineEnd: "auto" }}>
              {t("versions.difference")}
            </Typography>
            <VersionChoice label={t("versions.left")} value={left} most={current.version} onChange={setLeft} />
            <VersionChoice label={t("versions.right")} value={right} most={current.version} onChange={setRight} />
          </Stack>
          <Difference id={id} left={Number(left)} right={Number(right)} />
        </Card>
      )}
    </Stack>
  );
}

function choosing(key: string, label: string, chosen: string, choose: (version: string) => void): Column<Job> {
  return {
    key,
    label,
    width: "64px",
    wideOnly: true,
    render: (job) => (
      <Radio
        checked={String(job.version) === chosen}
        onChange={() => choose(String(job.version))}
        slotProps={{ input: { "aria-label": `${label}: ${job.version}` } }}
        sx={{ padding: 0.5 }}
      />
    ),
  };
}

const MOST_CHOICES = 200;

function VersionChoice(props: { label: string; value: string; most: number; onChange(value: string): void }) {
  const { label, value, most, onChange } = props;
  const versions = Array.from({ length: Math.min(most, MOST_CHOICES) }, (_, n) => String(most - n));
  const known = versions.includes(value) ? versions : [value, ...versions];
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      sx={{ width: 110 }}
    >
      {known.map((version) => (
        <MenuItem key={version} value={version}>
          {version}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Difference({ id, left, right }: { id: string; left: number; right: number }) {
  const { t } = useTranslation("jobs");
  const one = useVersion(id, left);
  const two = useVersion(id, right);
  const failed = one.error ? one : two;
  const both = one.data && two.data ? { before: one.data, after: two.data } : undefined;
  return (
    <Outcome query={{ ...failed, data: both }} permission="job:read">
      {(versions) => (
        <Box sx={{ minWidth: 0 }}>
          <DefinitionDiff
            {...versions}
            beforeLabel={t("version", { version: left })}
            afterLabel={t("version", { version: right })}
          />
        </Box>
      )}
    </Outcome>
  );
}

/** A version never changes. */
function useVersion(id: string, version: number) {
  return useQuery({
    queryKey: ["jobs", "version", id, version],
    queryFn: () => take(api.GET("/jobs/{id}/versions/{version}", { params: { path: { id, version } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Saves what an earlier version said as a new one; undone by saving what was current. */
function useRestore(current: Job, onRestored: (job: Job) => void) {
  const { t } = useTranslation("jobs");
  const { confirm, tell, fail } = useFeedback();
  return async (old: Job) => {
    const yes = await confirm({
      title: t("versions.ask", { version: old.version, name: current.name }),
      text: t("versions.askText", { version: old.version, next: current.version + 1 }),
      action: t("versions.restore"),
    });
    if (!yes) {
      return;
    }
    try {
      const saved = await saveJob(current, definitionOf(old));
      onRestored(saved);
      tell(t("versions.restored", { version: old.version, next: saved.version }), () =>
        saveJob(saved, definitionOf(current)).then(onRestored, fail),
      );
    } catch (error) {
      fail(error);
    }
  };
}
