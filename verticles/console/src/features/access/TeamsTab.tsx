import { Box, Button, Stack } from "@mui/material";
import { Plus, UsersRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { SearchField } from "../../ui/SearchField";
import { TimeText } from "../../ui/TimeText";
import { useUrlState } from "../../ui/useUrlState";
import { TeamDialog } from "./TeamDialog";

type Team = Schemas["Team"];

/** Teams, to which people belong and which grants name. */
export function TeamsTab() {
  const { t } = useTranslation("access");
  const can = useCan();
  const [name, setName] = useUrlState("name");
  const [adding, setAdding] = useState(false);
  const pages = usePages<Team>(["teams", "list", name], (cursor) =>
    take(
      api.GET("/teams", {
        params: { query: { limit: 200, ...(cursor ? { cursor } : {}), ...(name ? { name } : {}) } },
      }),
    ),
  );
  const columns: Column<Team>[] = [
    { key: "name", label: t("team.name"), width: "minmax(0, 1.5fr)", render: (team) => team.name },
    {
      key: "description",
      label: t("description"),
      width: "minmax(0, 2fr)",
      wideOnly: true,
      render: (team) => team.description ?? "",
    },
    { key: "members", label: t("team.members"), width: "100px", align: "end", render: (team) => team.members },
    {
      key: "created",
      label: t("column.created"),
      width: "130px",
      wideOnly: true,
      render: (team) => <TimeText at={team.createdAt} form="date" />,
    },
  ];
  const add = can("team:write") && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t("team.add")}
    </Button>
  );
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1 }}>
        <SearchField label={t("team.search")} value={name} onChange={setName} />
        <Box sx={{ flex: 1 }} />
        {add}
      </Stack>
      <DataTable
        label={t("tab.teams")}
        columns={columns}
        pages={pages}
        rowKey={(team) => team.id}
        href={(team) => `/access/teams/${team.id}`}
        nameOf={(team) => team.name}
        permission="team:read"
        empty={
          <Empty
            icon={UsersRound}
            title={name ? t("team.noneFound") : t("team.none")}
            text={name ? t("noneFoundText") : t("team.noneText")}
            action={!name && add}
            cli="opsconductor team add Web"
          />
        }
      />
      {adding && <TeamDialog onClose={() => setAdding(false)} />}
    </Stack>
  );
}
