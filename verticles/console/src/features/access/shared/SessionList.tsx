import { Box, Button } from "@mui/material";
import { MonitorSmartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Page, Schemas } from "../../../api/client";
import { usePages } from "../../../api/queries";
import { type Column, DataTable } from "../../../ui/DataTable";
import { Empty } from "../../../ui/Outcome";
import { TimeText } from "../../../ui/TimeText";
import { deviceOf } from "./device";
import { Tag } from "./Tag";

type Session = Schemas["Session"];

interface Props {
  owner: string;
  fetchPage(cursor: string | undefined): Promise<Page<Session>>;
  permission?: string;
  /** Ends one; absent where only all can be ended. */
  end?(session: Session): void;
  cli: string;
}

/** Where somebody is signed in. */
export function SessionList({ owner, fetchPage, permission, end, cli }: Props) {
  const { t } = useTranslation("access");
  const pages = usePages<Session>(["sessions", owner], fetchPage);
  const columns: Column<Session>[] = [
    {
      key: "device",
      label: t("session.device"),
      width: "minmax(0, 2fr)",
      render: (session) => (
        <Box component="span" title={session.device}>
          {deviceOf(session.device) ?? t("session.unknown")}
        </Box>
      ),
    },
    {
      key: "address",
      label: t("session.address"),
      width: "minmax(110px, 1fr)",
      wideOnly: true,
      render: (session) => session.lastAddress ?? session.address ?? "",
    },
    {
      key: "first",
      label: t("session.first"),
      width: "170px",
      wideOnly: true,
      render: (session) => <TimeText at={session.firstSeenAt} />,
    },
    {
      key: "last",
      label: t("session.last"),
      width: "minmax(116px, 1fr)",
      render: (session) =>
        session.current ? (
          <Tag tone="info">{t("session.current")}</Tag>
        ) : (
          <TimeText at={session.lastSeenAt} form="relative" />
        ),
    },
  ];
  if (end) {
    columns.push({
      key: "actions",
      label: "",
      width: "68px",
      align: "end",
      render: (session) => (
        <Button
          color="error"
          onClick={() => end(session)}
          aria-label={t("session.endOf", { device: deviceOf(session.device) ?? t("session.unknown") })}
        >
          {t("session.end")}
        </Button>
      ),
    });
  }
  return (
    <DataTable
      label={t("session.list")}
      columns={columns}
      pages={pages}
      rowKey={(session) => session.id}
      nameOf={(session) => deviceOf(session.device) ?? t("session.unknown")}
      permission={permission}
      empty={<Empty icon={MonitorSmartphone} title={t("session.none")} text={t("session.noneText")} cli={cli} />}
    />
  );
}
