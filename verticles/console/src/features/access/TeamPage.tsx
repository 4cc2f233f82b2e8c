import { Alert, Button, IconButton, Link, Stack, Tooltip } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Pencil, UserMinus, UsersRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useNavigate, useParams } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { useFeedback } from "../../ui/Feedback";
import { Empty, Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { StatusBadge } from "../../ui/StatusBadge";
import { shellWord } from "../run/commandLines";
import { DeleteDialog } from "./shared/DeleteDialog";
import { refresh } from "./shared/names";
import { UserPicker } from "./shared/pickers";
import { Section } from "./shared/Section";
import { Tags } from "./shared/Tag";
import { useAct } from "./shared/useRequest";
import { TeamDialog } from "./TeamDialog";

type User = Schemas["User"];
type Team = Schemas["Team"];

/** One team: who is in it, and what it owns. */
export default function TeamPage() {
  const { t } = useTranslation("access");
  const { id = "" } = useParams();
  const team = useQuery({
    queryKey: ["teams", "one", id],
    queryFn: () => take(api.GET("/teams/{id}", { params: { path: { id } } })),
  });
  const parents = [
    { label: t("title"), to: "/access" },
    { label: t("tab.teams"), to: "/access?tab=teams" },
  ];
  return (
    <Page
      title={team.data?.name ?? t("team.one")}
      parents={parents}
      lead={team.data?.description}
      actions={team.data && <Actions team={team.data} />}
    >
      <Outcome query={team} permission="team:read">
        {(one) => <Content team={one} />}
      </Outcome>
    </Page>
  );
}

function Actions({ team }: { team: Team }) {
  const { t } = useTranslation("access");
  const can = useCan();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  if (!can("team:write")) {
    return null;
  }
  const params = { path: { id: team.id }, header: { "If-Match": etag(team) } };
  return (
    <>
      <Button variant="outlined" startIcon={<Pencil size={15} />} onClick={() => setOpen("edit")}>
        {t("edit")}
      </Button>
      <Button color="error" onClick={() => setOpen("delete")}>
        {t("delete")}
      </Button>
      {open === "edit" && <TeamDialog team={team} onClose={() => setOpen(null)} />}
      {open === "delete" && (
        <DeleteDialog
          name={team.name}
          title={t("team.deleteTitle")}
          text={t("team.deleteText", { count: team.members })}
          remove={() => take(api.DELETE("/teams/{id}", { params }))}
          stale={() => refresh("teams")}
          onDeleted={async () => {
            navigate("/access?tab=teams", { replace: true });
            await refresh("teams", "grants", "choice");
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Content({ team }: { team: Team }) {
  const { t } = useTranslation("access");
  const can = useCan();
  const mayWrite = can("team:write");
  const { tell } = useFeedback();
  const act = useAct();
  const [added, setAdded] = useState(0);
  const pages = usePages<User>(["teams", "members", team.id], (cursor) =>
    take(
      api.GET("/teams/{id}/members", {
        params: { path: { id: team.id }, query: { limit: 200, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  );
  const params = (userId: string) => ({ params: { path: { id: team.id, userId } } });
  const put = (userId: string) => take(api.PUT("/teams/{id}/members/{userId}", params(userId)));
  const drop = (userId: string) => take(api.DELETE("/teams/{id}/members/{userId}", params(userId)));
  const again = () => refresh("teams", "users");

  const add = (userId: string, name: string) =>
    act(
      () => put(userId),
      () => {
        setAdded((count) => count + 1);
        tell(t("team.memberAdded", { name }), () => act(() => drop(userId), again));
        return again();
      },
    );
  const remove = (user: User) =>
    act(
      () => drop(user.id),
      () => {
        tell(t("team.memberRemoved", { name: user.username }), () => act(() => put(user.id), again));
        return again();
      },
    );
  const columns: Column<User>[] = [
    { key: "name", label: t("user.name"), width: "minmax(0, 1.5fr)", render: (user) => user.username },
    {
      key: "roles",
      label: t("user.roles"),
      width: "minmax(0, 1.5fr)",
      wideOnly: true,
      render: (user) => <Tags names={user.roles} none={t("user.noRoles")} wraps={false} />,
    },
    {
      key: "state",
      label: t("column.state"),
      width: "120px",
      render: (user) => <StatusBadge state={user.enabled ? "enabled" : "disabled"} />,
    },
  ];
  if (mayWrite) {
    columns.push({
      key: "actions",
      label: "",
      width: "44px",
      align: "end",
      render: (user) => (
        <Tooltip title={t("team.remove")}>
          <IconButton onClick={() => remove(user)} aria-label={t("team.removeOf", { name: user.username })}>
            <UserMinus size={16} />
          </IconButton>
        </Tooltip>
      ),
    });
  }
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 2 }}>
        {can("grant:read") && (
          <Link component={RouterLink} to={`/access?tab=grants&subject=${team.id}`}>
            {t("team.grants")}
          </Link>
        )}
        {can("service-account:read") && (
          <Link component={RouterLink} to={`/access?tab=accounts&team=${team.id}`}>
            {t("team.accounts")}
          </Link>
        )}
      </Stack>
      {!mayWrite && <Alert severity="info">{t("readOnly", { permission: "team:write" })}</Alert>}
      <Section title={t("team.membersOf", { count: team.members })}>
        <Stack sx={{ gap: 2 }}>
          {mayWrite && can("user:read") && (
            <Stack sx={{ maxWidth: 360 }}>
              <UserPicker
                key={added}
                label={t("team.addMember")}
                value=""
                onChange={(id, name) => id && void add(id, name)}
              />
            </Stack>
          )}
          <DataTable
            label={t("team.members")}
            columns={columns}
            pages={pages}
            rowKey={(user) => user.id}
            href={can("user:read") ? (user) => `/access/users/${user.id}` : undefined}
            nameOf={(user) => user.username}
            permission="team:read"
            empty={
              <Empty
                icon={UsersRound}
                title={t("team.noMembers")}
                cli={`opsconductor team join ${shellWord(team.name)} ann bob`}
              />
            }
          />
        </Stack>
      </Section>
    </Stack>
  );
}
