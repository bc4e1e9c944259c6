import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import type { ReactNode } from 'react'

type AskOnceProps = {
  open: boolean
  /** The question, which names what it is about. */
  title: string
  /** What follows from it. */
  children: ReactNode
  /** The button that does it, and the one that does not. */
  act: string
  keep: string
  onClose(): void
  onAct(): void
}

/**
 * Asks once before something is done that destroys. The dialog goes at once, and is gone when it is done: one whose page
 * goes while it is still there would leave the rest of the window hidden from screen readers.
 */
export function AskOnce({ open, title, children, act, keep, onClose, onAct }: AskOnceProps) {
  return (
    <Dialog surfaceMotion={null} open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                onClose()
                setTimeout(onAct)
              }}
            >
              {act}
            </Button>
            <Button onClick={onClose}>{keep}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
