import { Alert, Button, Link, Stack } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useNavigate } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { useCan } from "../../app/session";
import { Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import { shellWord } from "../run/commandLines";
import { AccountDialog } from "./AccountDialog";
import { DisableDialog } from "./DisableDialog";
import { DeleteDialog } from "./shared/DeleteDialog";
import { refresh } from "./shared/names";
import { Facts, Section } from "./shared/Section";
import { Tags } from "./shared/Tag";
import { TokenDialog } from "./shared/TokenDialog";
import { TokenList } from "./shared/TokenList";
import { useAct } from "./shared/useRequest";

type Account = Schemas["ServiceAccount"];
type Open = "edit" | "disable" | "delete" | "token" | null;

/** One service account: what it may do, its tokens, and whether they are accepted. */
export function AccountView({ id }: { id: string }) {
  const { t } = useTranslation("access");
  const account = useQuery({
    queryKey: ["service-accounts", "one", id],
    queryFn: () => take(api.GET("/service-accounts/{id}", { params: { path: { id } } })),
  });
  return (
    <Stack sx={{ gap: 2 }}>
      <Link
        component={RouterLink}
        to="/access?tab=accounts"
        sx={{ display: "inline-flex", alignItems: "center", gap: 0.5, alignSelf: "flex-start" }}
      >
        <ArrowLeft size={15} aria-hidden />
        {t("account.all")}
      </Link>
      <Outcome query={account} permission="service-account:read">
        {(one) => <Content account={one} />}
      </Outcome>
    </Stack>
  );
}

function Content({ account }: { account: Account }) {
  const { t } = useTranslation("access");
  const can = useCan();
  const act = useAct();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>(null);
  const mayWrite = can("service-account:write");
  const path = { id: account.id };
  const params = { path, header: { "If-Match": etag(account) } };
  const change = (body: Schemas["ServiceAccountChange"]) =>
    take(api.PATCH("/service-accounts/{id}", { params: { path, header: { "If-Match": "*" } }, body }));
  const again = () => refresh("service-accounts");
  return (
    <>
      <Section
        title={account.name}
        text={account.description}
        actions={
          mayWrite && (
            <>
              <Button startIcon={<Pencil size={15} />} onClick={() => setOpen("edit")}>
                {t("edit")}
              </Button>
              {account.enabled ? (
                <Button onClick={() => setOpen("disable")}>{t("disable.action")}</Button>
              ) : (
                <Button onClick={() => act(() => change({ enabled: true }), again)}>{t("disable.enable")}</Button>
              )}
              <Button color="error" onClick={() => setOpen("delete")}>
                {t("delete")}
              </Button>
            </>
          )
        }
      >
        <Facts
          facts={[
            [t("column.state"), <StatusBadge key="state" state={account.enabled ? "enabled" : "disabled"} />],
            [
              t("account.team"),
              <Link key="team" component={RouterLink} to={`/access/teams/${account.teamId}`}>
                {account.teamName ?? account.teamId}
              </Link>,
            ],
            [t("user.roles"), <Tags key="roles" names={account.roles} none={t("user.noRoles")} />],
            [
              t("tab.grants"),
              <Link key="grants" component={RouterLink} to={`/access?tab=grants&subject=${account.id}`}>
                {t("account.grants")}
              </Link>,
            ],
            [t("column.created"), <TimeText key="created" at={account.createdAt} />],
            [t("createdBy"), account.createdBy ?? ""],
          ]}
        />
      </Section>
      {!account.enabled && <Alert severity="warning">{t("account.disabledText")}</Alert>}
      <Section
        title={t("token.list")}
        text={t("account.tokensText")}
        actions={
          mayWrite && (
            <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setOpen("token")}>
              {t("token.new")}
            </Button>
          )
        }
      >
        <TokenList
          owner={account.id}
          fetchPage={(cursor) =>
            take(
              api.GET("/service-accounts/{id}/tokens", {
                params: { path, query: { limit: 100, ...(cursor ? { cursor } : {}) } },
              }),
            )
          }
          permission="service-account:read"
          mayRevoke={mayWrite}
          empty={{
            text: t("account.noTokens"),
            cli: `opsconductor service-account token create ${shellWord(account.name)} pipeline -p job:read,job:run > token`,
          }}
        />
      </Section>
      {open === "edit" && <AccountDialog account={account} onClose={() => setOpen(null)} />}
      {open === "token" && (
        <TokenDialog
          create={(body) => take(api.POST("/service-accounts/{id}/tokens", { params: { path }, body }))}
          onCreated={() => refresh("tokens")}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "disable" && (
        <DisableDialog
          name={account.name}
          text={t("account.disableText")}
          disable={(cancelRunning) => change({ enabled: false, ...(cancelRunning ? { cancelRunning } : {}) })}
          onChanged={again}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "delete" && (
        <DeleteDialog
          name={account.name}
          title={t("account.deleteTitle")}
          text={t("account.deleteText")}
          remove={() => take(api.DELETE("/service-accounts/{id}", { params }))}
          stale={again}
          onDeleted={async () => {
            navigate("/access?tab=accounts", { replace: true });
            await refresh("service-accounts");
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
