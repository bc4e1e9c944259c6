import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useSession } from '../../store/session-context.tsx'

/** Forgets the password that is kept, after asking once: what is forgotten has to be typed again. */
export function ForgetPassword({ username }: { username: string }) {
  const [open, setOpen] = useState(false)
  const connected = useSession((state) => state.connected)
  const forget = useSession((state) => state.forgetPassword)
  return (
    <>
      <Button disabledFocusable={!connected} onClick={() => setOpen(true)}>
        Forget the password
      </Button>
      {open && (
        <Dialog open onOpenChange={() => setOpen(false)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>Forget the password of {username}?</DialogTitle>
              <DialogContent>
                Postern lets go of it, in its own keychain entry too, and it has to be typed again for the next sign-in.
                A place that the organisation’s file names is left as it is, and not read again until Postern is started
                anew. What became of earlier sign-ins stays known.
              </DialogContent>
              <DialogActions>
                <Button onClick={() => setOpen(false)}>Keep it</Button>
                <Button
                  appearance="primary"
                  onClick={() => {
                    setOpen(false)
                    void forget()
                  }}
                >
                  Forget the password
                </Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </>
  )
}
