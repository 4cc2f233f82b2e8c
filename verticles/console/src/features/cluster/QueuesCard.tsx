import { Box, Card, Table, TableBody, TableCell, TableHead, TableRow, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { TimeText } from "../../ui/TimeText";
import type { Node } from "./NodeCard";
import { type QueueRow, queuesOf } from "./queues";

/** What waits in the whole cluster. */
export function QueuesCard({ nodes }: { nodes: Node[] }) {
  const { t } = useTranslation("cluster");
  return (
    <Card component="section" aria-labelledby="queues" sx={{ padding: 2 }}>
      <Typography variant="h2" id="queues">
        {t("queues.title")}
      </Typography>
      <Typography color="textSecondary">{t("queues.text")}</Typography>
      <Table size="small" sx={{ marginTop: 1, "& td, & th": { paddingInline: { xs: 0.5, sm: 1.5 } } }}>
        <TableHead>
          <TableRow>
            <TableCell>{t("queues.what")}</TableCell>
            <TableCell align="right">{t("queues.length")}</TableCell>
            <TableCell align="right">{t("queues.since")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {queuesOf(nodes).map((row) => (
            <Queue key={`${row.groups[0]}/${row.name}/${row.node}`} row={row} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Queue({ row }: { row: QueueRow }) {
  const { t } = useTranslation("cluster");
  const { name, groups, node, length, capacity, oldestAt } = row;
  const detail = node ?? (name === "events" ? groups.join(", ") : "");
  return (
    <TableRow sx={{ "&:last-child td, &:last-child th": { borderBottom: 0 } }}>
      <TableCell component="th" scope="row">
        {t(`queues.of.${name}`, { defaultValue: `${groups[0]}/${name}` })}
        {detail && (
          <Box component="span" sx={{ ...mono, display: "block", color: "text.secondary", overflowWrap: "anywhere" }}>
            {detail}
          </Box>
        )}
      </TableCell>
      <TableCell align="right" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {capacity === undefined ? t("queues.count", { length }) : t("queues.part", { length, capacity })}
      </TableCell>
      <TableCell align="right">{oldestAt ? <TimeText at={oldestAt} form="relative" /> : "–"}</TableCell>
    </TableRow>
  );
}
