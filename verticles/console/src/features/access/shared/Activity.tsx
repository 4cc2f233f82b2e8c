import { Box, Stack, TextField } from "@mui/material";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Page, Schemas } from "../../../api/client";
import { usePages } from "../../../api/queries";
import { mono } from "../../../app/theme";
import { useZone } from "../../../app/times";
import { plusDays, startOfDay } from "../../../app/zones";
import { type Column, DataTable } from "../../../ui/DataTable";
import { Empty } from "../../../ui/Outcome";
import { TimeText } from "../../../ui/TimeText";
import { useUrlState } from "../../../ui/useUrlState";
import { pageOf, resourceName } from "./events";
import { Filter } from "./Filter";

type Event = Schemas["Event"];
export const CATEGORIES = ["sign_in", "token", "execution", "inventory", "administration", "denial"] as const;
export type Category = (typeof CATEGORIES)[number];

export interface ActivityQuery {
  limit: number;
  cursor?: string;
  from?: string;
  to?: string;
  category?: Category;
}

interface Props {
  owner: string;
  fetchPage(query: ActivityQuery): Promise<Page<Event>>;
  permission?: string;
  cli: string;
}

/** What somebody did, newest first. */
export function Activity({ owner, fetchPage, permission, cli }: Props) {
  const { t } = useTranslation("access");
  const [category, setCategory] = useUrlState("category");
  const [from, setFrom] = useUrlState("from");
  const [to, setTo] = useUrlState("to");
  const { zone } = useZone();
  const after = startOf(from, zone);
  const before = startOf(to, zone, 1);
  const chosen = CATEGORIES.find((one) => one === category);
  const pages = usePages<Event>(["activity", owner, category, after, before], (cursor) =>
    fetchPage({
      limit: 100,
      ...(cursor ? { cursor } : {}),
      ...(chosen ? { category: chosen } : {}),
      ...(after ? { from: after } : {}),
      ...(before ? { to: before } : {}),
    }),
  );
  const columns: Column<Event>[] = [
    { key: "time", label: t("activity.time"), width: "150px", render: (event) => <TimeText at={event.time} /> },
    {
      key: "type",
      label: t("activity.what"),
      width: "minmax(0, 1fr)",
      render: (event) => (
        <Box component="span" sx={mono}>
          {event.type}
        </Box>
      ),
    },
    {
      key: "resource",
      label: t("activity.about"),
      width: "minmax(0, 1.4fr)",
      wideOnly: true,
      render: (event) => resourceName(event),
    },
  ];
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1 }}>
        <Filter
          label={t("activity.category")}
          value={category}
          onChange={setCategory}
          all={t("all")}
          options={CATEGORIES.map((value) => ({ value, label: t(`activity.categories.${value}`) }))}
          width={180}
        />
        <DayField label={t("activity.from")} value={from} onChange={setFrom} />
        <DayField label={t("activity.to")} value={to} onChange={setTo} />
      </Stack>
      <DataTable
        label={t("activity.title")}
        columns={columns}
        pages={pages}
        rowKey={(event) => event.id}
        href={pageOf}
        nameOf={(event) => `${event.type} ${resourceName(event)}`}
        permission={permission}
        empty={<Empty icon={History} title={t("activity.none")} text={t("activity.noneText")} cli={cli} />}
      />
    </Stack>
  );
}

function DayField(props: { label: string; value: string; onChange(value: string): void }) {
  return (
    <TextField
      type="date"
      label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      sx={{ width: { xs: "calc(50% - 4px)", sm: 160 } }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

/** When a day begins in a zone; undefined for what is no day. */
function startOf(day: string, zone: string, later = 0): string | undefined {
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`))
    ? undefined
    : new Date(startOfDay(plusDays(day, later), zone)).toISOString();
}
