import { Dialog, DialogTitle } from "@mui/material";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";

const RunningContext = createContext<(running: boolean) => void>(() => undefined);

/** While this is shown the dialog stays, so that nobody loses sight of what goes on. */
export function useKeepsOpen() {
  const keep = useContext(RunningContext);
  useEffect(() => {
    keep(true);
    return () => keep(false);
  }, [keep]);
}

interface Props {
  title: string;
  open: boolean;
  onClose(): void;
  wide?: boolean;
  children: ReactNode;
}

/** The frame of what is done with many. A click beside it does not close it, nor Escape while something goes on. */
export function BulkDialog({ title, open, onClose, wide = false, children }: Props) {
  const running = useRef(false);
  const keep = useRef((now: boolean) => {
    running.current = now;
  });
  return (
    <Dialog
      open={open}
      onClose={(_, reason) => reason === "escapeKeyDown" && !running.current && onClose()}
      fullWidth
      maxWidth={wide ? "lg" : "sm"}
      aria-labelledby="bulk-title"
    >
      <DialogTitle id="bulk-title">{title}</DialogTitle>
      <RunningContext.Provider value={keep.current}>{children}</RunningContext.Provider>
    </Dialog>
  );
}
