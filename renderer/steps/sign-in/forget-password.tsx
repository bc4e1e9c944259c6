import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useSession } from '../../store/session-context.tsx'

/** Forgets the password that is kept, after asking once: what is forgotten has to be typed again. */
export function ForgetPassword({ username }: { username: string }) {
  const [open, setOpen] = useState(false)
  const connected = useSession((state) => state.connected)
  const forget = useSession((state) => state.forgetPassword)
  return (
    <Dialog open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button disabledFocusable={!connected}>Forget the password</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Forget the password of {username}?</DialogTitle>
          <DialogContent>
            Postern lets go of it, in its own keychain entry too, and it has to be typed again for the next sign-in. A
            place that the organisation’s file names is left as it is, and not read again until Postern is started anew.
            What became of earlier sign-ins stays known.
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>Keep it</Button>
            </DialogTrigger>
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
  )
}
