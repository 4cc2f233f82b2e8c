import { Box, Button, Typography } from "@mui/material";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { CommandLine } from "../../ui/CommandLine";

/** The same from a terminal and from a program, to copy. */
export function CopyLines({ cli, curl }: { cli: string; curl: string }) {
  const { t } = useTranslation("run");
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Box sx={{ minWidth: 0 }}>
      <Button
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        endIcon={open ? <ChevronUp size={16} /> : <ChevronDown size={16} />}
        onClick={() => setOpen(!open)}
      >
        {t("copy.title")}
      </Button>
      {open && (
        <Box id={id} sx={{ display: "grid", gap: 1, marginTop: 1, minWidth: 0 }}>
          <Typography variant="body2" color="textSecondary">
            {t("copy.cli")}
          </Typography>
          <CommandLine command={cli} />
          <Typography variant="body2" color="textSecondary">
            {t("copy.curl")}
          </Typography>
          <CommandLine command={curl} />
        </Box>
      )}
    </Box>
  );
}
