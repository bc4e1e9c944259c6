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
import { useFocusGoesBack } from './focus-goes-back.ts'

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
 * Asks once before something is done that destroys, and has the focus on the button that does not. The dialog goes at
 * once, and is gone when it is done: one whose page goes while it is still there would leave the rest of the window
 * hidden from screen readers. It is there only while it is open, since what Fluent puts around it would be in the way of them.
 */
export function AskOnce({ open, ...asked }: AskOnceProps) {
  return open && <Asked {...asked} />
}

function Asked({ title, children, act, keep, onClose, onAct }: Omit<AskOnceProps, 'open'>) {
  useFocusGoesBack()
  return (
    <Dialog surfaceMotion={null} open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{keep}</Button>
            <Button
              appearance="primary"
              onClick={() => {
                onClose()
                setTimeout(onAct)
              }}
            >
              {act}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
