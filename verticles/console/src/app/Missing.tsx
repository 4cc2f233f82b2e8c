import { Button } from "@mui/material";
import { Signpost } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Empty } from "../ui/Outcome";
import { Page } from "../ui/Page";

/** For addresses at which there is no page. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Page title={t("missing.title")}>
      <Empty
        icon={Signpost}
        title={t("missing.text")}
        action={
          <Button component={Link} to="/" variant="outlined">
            {t("nav.home")}
          </Button>
        }
      />
    </Page>
  );
}
