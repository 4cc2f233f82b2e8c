import { Box, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { valuesOf } from "../values";
import { Facts } from "./Facts";

interface Props {
  parameters: Schemas["Parameter"][];
  values: Record<string, string>;
}

/** The parameters with the values that reach the targets. */
export function Values({ parameters, values }: Props) {
  const { t } = useTranslation("execution");
  const all = valuesOf(parameters, values);
  if (all.length === 0) {
    return null;
  }
  return (
    <div>
      <Typography variant="h3" component="h3" sx={{ marginBottom: 0.75 }}>
        {t("details.parameters")}
      </Typography>
      <Facts
        facts={all.map(({ name, value, description, isDefault }) => [
          name,
          <span key={name}>
            {value === undefined ? t("details.noValue") : value === "" ? t("details.emptyText") : <code>{value}</code>}
            <Box component="span" sx={{ color: "text.secondary" }}>
              {isDefault && ` · ${t("details.default")}`}
              {description && ` · ${description}`}
            </Box>
          </span>,
        ])}
      />
    </div>
  );
}
