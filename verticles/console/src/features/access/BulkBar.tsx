import { Button, Menu, MenuItem, Stack, Typography } from "@mui/material";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { useCan } from "../../app/session";
import { BulkDialog } from "./BulkDialog";
import { BULK_ACTIONS, type BulkAction, MOST, needsTeam } from "./bulk";

interface Props {
  ids: string[];
  /** The same as the list shows, as far as a bulk change can say it. */
  filter: Schemas["BulkUsers"]["select"]["filter"] | undefined;
  onClear(): void;
}

type Select = Schemas["BulkUsers"]["select"];

/** What can be done to those who are selected, or to all that match the filter. */
export function BulkBar({ ids, filter, onClear }: Props) {
  const { t } = useTranslation(["access", "ui"]);
  const can = useCan();
  const [menu, setMenu] = useState<{ anchor: HTMLElement; select: Select } | null>(null);
  const [chosen, setChosen] = useState<{ action: BulkAction; select: Select } | null>(null);
  const actions = BULK_ACTIONS.filter((action) => !needsTeam(action) || can("team:write"));
  if (ids.length === 0 && !filter && !chosen) {
    return null;
  }
  return (
    <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1, alignItems: "center", minHeight: 34 }}>
      {ids.length > 0 ? (
        <>
          <Typography role="status">{t("ui:selected", { count: ids.length })}</Typography>
          <Button
            variant="outlined"
            endIcon={<ChevronDown size={15} />}
            aria-haspopup="menu"
            disabled={ids.length > MOST}
            onClick={(event) => setMenu({ anchor: event.currentTarget, select: { ids } })}
          >
            {t("bulk.change")}
          </Button>
          <Button onClick={onClear}>{t("bulk.clear")}</Button>
          {ids.length > MOST && <Typography color="textSecondary">{t("bulk.tooMany", { most: MOST })}</Typography>}
        </>
      ) : (
        filter && (
          <Button
            variant="outlined"
            endIcon={<ChevronDown size={15} />}
            aria-haspopup="menu"
            onClick={(event) => setMenu({ anchor: event.currentTarget, select: { filter } })}
          >
            {t("bulk.changeAll")}
          </Button>
        )
      )}
      <Menu anchorEl={menu?.anchor ?? null} open={menu !== null} onClose={() => setMenu(null)}>
        {actions.map((action) => (
          <MenuItem
            key={action}
            onClick={() => {
              if (menu) {
                setChosen({ action, select: menu.select });
              }
              setMenu(null);
            }}
          >
            {t(`bulk.action.${action}`)}
          </MenuItem>
        ))}
      </Menu>
      {chosen && <BulkDialog {...chosen} onClose={() => setChosen(null)} onDone={onClear} />}
    </Stack>
  );
}
