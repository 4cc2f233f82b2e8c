import { Box, Button, Dialog } from "@mui/material";
import { KeyRound, Plus, RectangleEllipsis } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { useUrlState } from "../../ui/useUrlState";
import { useAllTargets } from "../targets/data";
import { Age } from "./Age";
import { usesByCredential } from "./age";
import { CredentialDrawer } from "./CredentialDrawer";
import { CredentialForm } from "./CredentialForm";
import type { Credential } from "./data";

/** With what OpsConductor signs in to hosts. Secrets go in here, and never come out. */
export default function SecretsPage() {
  const { t } = useTranslation("secrets");
  const can = useCan();
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useUrlState("open");
  const pages = usePages(["credentials", "list"], (cursor) =>
    take(api.GET("/credentials", { params: { query: { limit: 500, cursor } } })),
  );
  const targets = useAllTargets(can("target:read"));
  const uses = useMemo(() => targets.data && usesByCredential(targets.data.items), [targets.data]);
  const columns = useColumns(uses, targets.data?.complete === false);
  const may = can("credential:write");
  const adding = may && open === "add";
  const shown = pages.items.find(({ id }) => id === params.get("credential"));
  const usesOf = (credential: Credential) => uses && (uses.get(credential.id) ?? []);
  const close = () => setParams({}, { replace: true });
  const add = may && (
    <Button variant="contained" startIcon={<Plus size={17} />} onClick={() => setOpen("add")}>
      {t("add")}
    </Button>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <DataTable
        label={t("title")}
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        nameOf={({ name }) => name}
        href={({ id }) => `/secrets?credential=${id}`}
        permission="credential:read"
        empty={
          <Empty
            icon={KeyRound}
            title={t("emptyTitle")}
            text={t("emptyText")}
            action={add}
            cli="opsconductor credential add deploy --username deploy --key-file ~/.ssh/id_ed25519"
          />
        }
      />
      {shown && open !== "replace" && (
        <CredentialDrawer
          key={shown.id}
          credential={shown}
          uses={usesOf(shown)}
          partly={targets.data?.complete === false}
          onReplace={() => setOpen("replace")}
          onClose={close}
        />
      )}
      <Dialog
        open={adding || (may && open === "replace" && shown !== undefined)}
        onClose={() => setOpen("")}
        fullWidth
        maxWidth="sm"
        aria-labelledby="credential-title"
      >
        {adding && <CredentialForm onClose={() => setOpen("")} />}
        {may && open === "replace" && shown && (
          <CredentialForm credential={shown} uses={usesOf(shown)?.length} onClose={() => setOpen("")} />
        )}
      </Dialog>
    </Page>
  );
}

function useColumns(uses: ReturnType<typeof usesByCredential> | undefined, partly: boolean): Column<Credential>[] {
  const { t } = useTranslation("secrets");
  return useMemo(
    () => [
      {
        key: "name",
        label: t("name"),
        width: "minmax(0, 1.2fr)",
        render: ({ name }) => <span title={name}>{name}</span>,
      },
      {
        key: "type",
        label: t("type"),
        width: "120px",
        wideOnly: true,
        render: ({ type }) => {
          const Icon = type === "password" ? RectangleEllipsis : KeyRound;
          return (
            <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 0.75 }}>
              <Icon size={15} aria-hidden />
              {t(`types.${type}`)}
            </Box>
          );
        },
      },
      { key: "user", label: t("user"), width: "minmax(0, 0.8fr)", wideOnly: true, render: ({ username }) => username },
      {
        key: "fingerprint",
        label: t("fingerprint"),
        width: "minmax(0, 1.4fr)",
        wideOnly: true,
        render: ({ fingerprint }) => (
          <Box component="span" sx={mono} title={fingerprint}>
            {fingerprint ?? "–"}
          </Box>
        ),
      },
      {
        key: "version",
        label: t("version"),
        width: "70px",
        wideOnly: true,
        render: ({ version }) => version,
      },
      { key: "age", label: t("age"), width: "minmax(90px, 0.9fr)", render: ({ updatedAt }) => <Age at={updatedAt} /> },
      {
        key: "uses",
        label: t("uses"),
        width: "minmax(0, 1.2fr)",
        wideOnly: true,
        render: ({ id }) => {
          const names = uses?.get(id)?.map(({ name }) => name) ?? [];
          if (!uses) {
            return "–";
          }
          const count = t(partly ? "targetsAtLeast" : "targets", { count: names.length });
          return (
            <span title={names.slice(0, 40).join(", ")}>
              {names.length ? `${count}: ${names.slice(0, 5).join(", ")}` : count}
            </span>
          );
        },
      },
    ],
    [t, uses, partly],
  );
}
