import { Box, Button } from "@mui/material";
import { Bug, CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { Empty } from "../ui/Outcome";

/** Whether the server answers at all, whatever it says. */
async function answers(): Promise<boolean> {
  return fetch("/health/live", { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/**
 * Instead of a page that failed; also after an upgrade, when a part of the former release is there no more, and when
 * the server is away and a part of the console cannot be fetched.
 */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  const detail = error instanceof Error ? error.message : String(error);
  const [away, setAway] = useState(!navigator.onLine);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    void answers().then((yes) => setAway(!yes));
  }, []);
  // Loading again while nobody answers would leave the console for an error of the browser.
  const again = async () => {
    setAsking(true);
    if (await answers()) {
      location.reload();
    } else {
      setAway(true);
      setAsking(false);
    }
  };
  return (
    <Box component="section">
      <Empty
        icon={away ? CloudOff : Bug}
        title={t(away ? "crash.away" : "crash.title")}
        text={away ? t("crash.awayText") : `${t("crash.text")} (${detail})`}
        action={
          <Button variant="contained" loading={asking} onClick={again}>
            {t(away ? "crash.again" : "crash.reload")}
          </Button>
        }
      />
    </Box>
  );
}
