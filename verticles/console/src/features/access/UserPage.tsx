import { Alert } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { useCan, useMe } from "../../app/session";
import { Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { StatusBadge } from "../../ui/StatusBadge";
import { shellWord } from "../run/commandLines";
import { Activity } from "./shared/Activity";
import { Section } from "./shared/Section";
import { TabBar, useTab } from "./shared/TabBar";
import { TokenList } from "./shared/TokenList";
import { ProfileTab } from "./user/ProfileTab";
import { SessionsTab } from "./user/SessionsTab";
import { SignInTab } from "./user/SignInTab";
import { UserActions } from "./user/UserActions";

type User = Schemas["User"];

const TABS = [
  { key: "profile", permission: "user:read" },
  { key: "signIn", permission: "user:read" },
  { key: "sessions", permission: "session:read" },
  { key: "tokens", permission: "token:read" },
  { key: "activity", permission: "audit:read" },
] as const;

/** One user: what they may do, how they sign in, and what they did. */
export default function UserPage() {
  const { t } = useTranslation("access");
  const { id = "" } = useParams();
  const user = useQuery({
    queryKey: ["user", id],
    queryFn: () => take(api.GET("/users/{id}", { params: { path: { id } } })),
  });
  const parents = [
    { label: t("title"), to: "/access" },
    { label: t("tab.users"), to: "/access?tab=users" },
  ];
  return (
    <Page
      title={user.data?.username ?? t("user.one")}
      parents={parents}
      beside={user.data && <StatusBadge state={user.data.enabled ? "enabled" : "disabled"} />}
      actions={user.data && <UserActions user={user.data} />}
    >
      <Outcome query={user} permission="user:read">
        {(one) => <Content key={one.id} user={one} />}
      </Outcome>
    </Page>
  );
}

function Content({ user }: { user: User }) {
  const { t } = useTranslation("access");
  const can = useCan();
  const me = useMe();
  const open = useTab(TABS.map((tab) => tab.key));
  const offered = TABS.filter((tab) => tab.key === open || can(tab.permission));
  const path = { id: user.id };
  return (
    <>
      {user.id === me.id && <Alert severity="info">{t("user.isYou")}</Alert>}
      {!can("user:write") && <Alert severity="info">{t("readOnly", { permission: "user:write" })}</Alert>}
      <TabBar label={user.username} open={open} tabs={offered.map(({ key }) => ({ key, label: t(`user.tab.${key}`) }))}>
        {open === "profile" && <ProfileTab user={user} />}
        {open === "signIn" && <SignInTab user={user} />}
        {open === "sessions" && <SessionsTab user={user} />}
        {open === "tokens" && (
          <Section title={t("token.list")}>
            <TokenList
              owner={user.id}
              fetchPage={(cursor) =>
                take(
                  api.GET("/users/{id}/tokens", {
                    params: { path, query: { limit: 100, ...(cursor ? { cursor } : {}) } },
                  }),
                )
              }
              permission="token:read"
              mayRevoke={can("token:revoke") || user.id === me.id}
              empty={{ text: t("user.noTokens") }}
            />
          </Section>
        )}
        {open === "activity" && (
          <Activity
            owner={user.id}
            fetchPage={(query) => take(api.GET("/users/{id}/activity", { params: { path, query } }))}
            permission="audit:read"
            cli={`opsconductor user activity ${shellWord(user.username)}`}
          />
        )}
      </TabBar>
    </>
  );
}
