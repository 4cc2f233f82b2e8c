import { Box, Button } from "@mui/material";
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, type Page, type Schemas, take } from "../../../api/client";
import { usePages } from "../../../api/queries";
import { type Column, DataTable } from "../../../ui/DataTable";
import { useFeedback } from "../../../ui/Feedback";
import { Empty } from "../../../ui/Outcome";
import { TimeText } from "../../../ui/TimeText";
import { refresh } from "./names";
import { Tag } from "./Tag";
import { useAct } from "./useRequest";

type Token = Schemas["Token"];

interface Props {
  /** Whose they are, as part of the key of the list. */
  owner: string;
  fetchPage(cursor: string | undefined): Promise<Page<Token>>;
  permission?: string;
  mayRevoke: boolean;
  empty: { text: string; cli?: string; action?: React.ReactNode };
}

const TONES = { active: "success", expired: "neutral", revoked: "error" } as const;

/** API tokens, never with their text. */
export function TokenList({ owner, fetchPage, permission, mayRevoke, empty }: Props) {
  const { t } = useTranslation("access");
  const { confirm, tell } = useFeedback();
  const act = useAct();
  const pages = usePages<Token>(["tokens", owner], fetchPage);

  const revoke = async (token: Token) => {
    const sure = await confirm({
      title: t("token.revokeTitle"),
      text: t("token.revokeText"),
      names: [token.name],
      action: t("token.revoke"),
      destructive: true,
    });
    if (sure) {
      await act(
        () => take(api.DELETE("/tokens/{id}", { params: { path: { id: token.id } } })),
        () => {
          tell(t("token.revoked", { name: token.name }));
          return refresh("tokens");
        },
      );
    }
  };
  const columns: Column<Token>[] = [
    { key: "name", label: t("token.name"), width: "minmax(0, 2fr)", render: (token) => token.name },
    {
      key: "state",
      label: t("column.state"),
      width: "90px",
      render: (token) => <Tag tone={TONES[token.state]}>{t(`token.state.${token.state}`)}</Tag>,
    },
    {
      key: "permits",
      label: t("token.permits"),
      width: "minmax(0, 2fr)",
      wideOnly: true,
      render: (token) => <Box title={permits(token).join(", ")}>{permits(token).join(", ")}</Box>,
    },
    {
      key: "used",
      label: t("token.lastUsed"),
      width: "150px",
      wideOnly: true,
      render: (token) =>
        token.lastUsedAt ? (
          <span title={token.lastUsedFrom}>
            <TimeText at={token.lastUsedAt} form="relative" />
          </span>
        ) : (
          t("never")
        ),
    },
    {
      key: "ends",
      label: t("token.ends"),
      width: "150px",
      wideOnly: true,
      render: (token) => (token.expiresAt ? <TimeText at={token.expiresAt} form="date" /> : t("token.noEnd")),
    },
    {
      key: "actions",
      label: "",
      width: "100px",
      align: "end",
      render: (token) =>
        mayRevoke && (
          <Button color="error" onClick={() => revoke(token)} aria-label={t("token.revokeOf", { name: token.name })}>
            {t("token.revoke")}
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      label={t("token.list")}
      columns={columns}
      pages={pages}
      rowKey={(token) => token.id}
      nameOf={(token) => token.name}
      permission={permission}
      empty={<Empty icon={KeyRound} title={t("token.none")} {...empty} />}
    />
  );
}

/** In short: what it may do everywhere, and on what else. */
function permits(token: Token): string[] {
  const scopes = (token.scopes ?? []).map(
    ({ object, permissions }) => `${permissions.join(" ")} @ ${object.type}:${object.selector ?? object.id}`,
  );
  return [...token.permissions, ...scopes];
}
