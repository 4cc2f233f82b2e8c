import { Box, Link } from "@mui/material";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import type { Schemas } from "../../../api/client";
import { mono } from "../../../app/theme";
import { useObjectName } from "./names";

type GrantObject = Schemas["GrantObject"];

const PAGES: Partial<Record<GrantObject["type"], string>> = {
  target: "/targets/",
  job: "/jobs/",
  execution: "/executions/",
  schedule: "/schedules/",
};

/** What a grant or a scope is about. */
export function ObjectName({ object }: { object: GrantObject | undefined }) {
  const { t } = useTranslation("access");
  const name = useObjectName(object?.type, object?.id);
  if (!object) {
    return <>{t("object.everything")}</>;
  }
  const page = PAGES[object.type];
  return (
    <>
      {object.selector ? t(`thing.${object.type}`) : t(`object.one.${object.type}`)}{" "}
      {object.selector ? (
        <Box component="code" sx={mono}>
          {object.selector}
        </Box>
      ) : page ? (
        <Link component={RouterLink} to={page + object.id} underline="always">
          {name}
        </Link>
      ) : (
        name
      )}
    </>
  );
}
