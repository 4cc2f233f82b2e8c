import { Dialog, DialogTitle } from "@mui/material";
import type { ReactNode } from "react";

interface Props {
  title: string;
  open: boolean;
  onClose(): void;
  wide?: boolean;
  children: ReactNode;
}

/** The frame of what is done with many. A click beside it does not close it: that would stop what goes on. */
export function BulkDialog({ title, open, onClose, wide = false, children }: Props) {
  return (
    <Dialog
      open={open}
      onClose={(_, reason) => reason === "escapeKeyDown" && onClose()}
      fullWidth
      maxWidth={wide ? "lg" : "sm"}
      aria-labelledby="bulk-title"
    >
      <DialogTitle id="bulk-title">{title}</DialogTitle>
      {children}
    </Dialog>
  );
}
