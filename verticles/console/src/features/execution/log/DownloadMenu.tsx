import { Divider, IconButton, ListItemText, Menu, MenuItem, Tooltip } from "@mui/material";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../../api/client";
import { problemOf } from "../../../api/problem";
import { useFeedback } from "../../../ui/Feedback";
import type { Execution } from "../useExecution";

type Format = "text" | "ndjson";

/** The name that the server gives a file. */
function nameIn(header: string | null): string | undefined {
  return /filename="?([^";]+)"?/.exec(header ?? "")?.[1];
}

/** Saves the output as a file, of all targets or of one. */
export function DownloadMenu({
  execution,
  target,
}: {
  execution: Execution;
  target: { id: string; name: string } | undefined;
}) {
  const { t } = useTranslation("execution");
  const { tell, fail } = useFeedback();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (format: Format, of?: { id: string; name: string }) => {
    setAnchor(null);
    setBusy(true);
    try {
      const { data, response } = await api.GET("/executions/{id}/output", {
        params: { path: { id: execution.id }, query: { format, ...(of ? { target: of.id } : {}) } },
        parseAs: "blob",
      });
      if (!response.ok || !(data instanceof Blob)) {
        throw await problemOf(response);
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(data);
      link.download =
        nameIn(response.headers.get("Content-Disposition")) ??
        `${execution.id}${of ? `-${of.name}` : ""}.${format === "text" ? "log" : "ndjson"}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      tell(t("download.saved", { name: link.download }));
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Tooltip title={t("download.label")}>
        <IconButton
          aria-label={t("download.label")}
          aria-haspopup="menu"
          loading={busy}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Download size={18} />
        </IconButton>
      </Tooltip>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => save("text")}>
          <ListItemText primary={t("download.text")} secondary={t("download.textMeans")} />
        </MenuItem>
        <MenuItem onClick={() => save("ndjson")}>
          <ListItemText primary={t("download.ndjson")} secondary={t("download.ndjsonMeans")} />
        </MenuItem>
        {target && <Divider />}
        {target && (
          <MenuItem onClick={() => save("text", target)}>
            <ListItemText primary={t("download.one", { name: target.name })} secondary={t("download.textMeans")} />
          </MenuItem>
        )}
      </Menu>
    </>
  );
}
