import { Button, Link, Stack } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../../api/client";
import { etag } from "../../../api/etag";
import { resume } from "../../../api/session";
import { useCan, useMe } from "../../../app/session";
import { useFeedback } from "../../../ui/Feedback";
import { Outcome } from "../../../ui/Outcome";
import { TimeText } from "../../../ui/TimeText";
import { refresh } from "../shared/names";
import { RolesField } from "../shared/pickers";
import { Refused } from "../shared/Refused";
import { Facts, Section } from "../shared/Section";
import { Tags } from "../shared/Tag";
import { useAct, useRequest } from "../shared/useRequest";

type User = Schemas["User"];

/** Who it is, and what they may do. */
export function ProfileTab({ user }: { user: User }) {
  const { t } = useTranslation("access");
  const can = useCan();
  return (
    <Stack sx={{ gap: 2, maxWidth: 860 }}>
      <Section title={t("user.about")}>
        <Facts
          facts={[
            [t("user.name"), user.username],
            [t("user.email"), user.email ?? t("user.noEmail")],
            [t("column.created"), <TimeText key="created" at={user.createdAt} />],
            [t("user.id"), <code key="id">{user.id}</code>],
          ]}
        />
      </Section>
      {can("user:write") && can("role:read") ? (
        <RolesSection user={user} />
      ) : (
        <Section title={t("user.roles")}>
          <Tags names={user.roles} none={t("user.noRoles")} />
        </Section>
      )}
      {can("team:read") && <TeamsSection user={user} />}
      <Section title={t("user.access")} text={t("user.accessText")}>
        <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 2 }}>
          {can("grant:read") && (
            <Link component={RouterLink} to={`/access?tab=grants&subject=${user.id}`}>
              {t("user.grants")}
            </Link>
          )}
          {can("grant:read") && (
            <Link component={RouterLink} to={`/access?tab=why&who=user&user=${user.id}`}>
              {t("user.why")}
            </Link>
          )}
        </Stack>
      </Section>
    </Stack>
  );
}

function RolesSection({ user }: { user: User }) {
  const { t } = useTranslation("access");
  const me = useMe();
  const act = useAct();
  const { tell, confirm } = useFeedback();
  // What is edited belongs to the version that was seen, not to one that came meanwhile.
  const [draft, setDraft] = useState<{ roles: string[]; base: User } | null>(null);
  const { busy, problem, attempt, forget } = useRequest();
  const roles = draft?.roles ?? user.roles;
  const change = (wanted: string[], ifMatch: string) =>
    take(
      api.PATCH("/users/{id}", {
        params: { path: { id: user.id }, header: { "If-Match": ifMatch } },
        body: { roles: wanted },
      }),
    );
  const again = async () => {
    await refresh("user", "users");
    if (user.id === me.id) {
      await resume();
    }
  };
  const save = async (ifMatch: string) => {
    const before = draft?.base.roles ?? user.roles;
    const lost = before.filter((role) => !roles.includes(role));
    const own = user.id === me.id && lost.length > 0;
    const sure =
      !own ||
      (await confirm({
        title: t("user.ownRolesTitle"),
        text: t("user.ownRolesText"),
        names: lost,
        action: t("user.ownRolesDo"),
        destructive: true,
      }));
    if (sure) {
      await attempt(
        () => change(roles, ifMatch),
        async () => {
          setDraft(null);
          tell(t("user.rolesSaved", { name: user.username }), () => act(() => change(before, "*"), again));
          await again();
        },
      );
    }
  };
  return (
    <Section title={t("user.roles")} text={t("user.rolesText")}>
      <Stack sx={{ gap: 2 }}>
        <Refused
          problem={problem}
          fields={["/roles"]}
          stale={{
            load: () => {
              forget();
              setDraft(null);
              return refresh("user");
            },
            overwrite: () => save("*"),
          }}
        />
        <RolesField
          label={t("user.roles")}
          value={roles}
          onChange={(next) => setDraft({ roles: next, base: draft?.base ?? user })}
          error={problem?.errors.find((error) => error.pointer?.startsWith("/roles"))?.detail}
        />
        {draft && (
          <Stack sx={{ flexDirection: "row", gap: 1 }}>
            <Button variant="contained" loading={busy} onClick={() => save(etag(draft.base))}>
              {t("save")}
            </Button>
            <Button
              disabled={busy}
              onClick={() => {
                forget();
                setDraft(null);
              }}
            >
              {t("discard")}
            </Button>
          </Stack>
        )}
      </Stack>
    </Section>
  );
}

function TeamsSection({ user }: { user: User }) {
  const { t } = useTranslation("access");
  const teams = useQuery({
    queryKey: ["teams", "of", user.id],
    queryFn: () => take(api.GET("/teams", { params: { query: { member: user.id, limit: 500 } } })),
  });
  return (
    <Section title={t("tab.teams")}>
      <Outcome query={teams} permission="team:read">
        {({ items }) =>
          items.length === 0 ? (
            <span>{t("user.noTeams")}</span>
          ) : (
            <Stack component="ul" sx={{ margin: 0, padding: 0, listStyle: "none", gap: 0.5 }}>
              {items.map((team) => (
                <li key={team.id}>
                  <Link component={RouterLink} to={`/access/teams/${team.id}`}>
                    {team.name}
                  </Link>
                </li>
              ))}
            </Stack>
          )
        }
      </Outcome>
    </Section>
  );
}
