import { Box, Button } from "@mui/material";
import { Bug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { Empty } from "../ui/Outcome";

/** Instead of a page that failed; also after an upgrade, when a part of the former release is there no more. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  const detail = error instanceof Error ? error.message : String(error);
  return (
    <Box component="section">
      <Empty
        icon={Bug}
        title={t("crash.title")}
        text={`${t("crash.text")} (${detail})`}
        action={
          <Button variant="contained" onClick={() => location.reload()}>
            {t("crash.reload")}
          </Button>
        }
      />
    </Box>
  );
}
