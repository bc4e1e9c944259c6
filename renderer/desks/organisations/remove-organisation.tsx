import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import type { OrganisationSummary } from '../../../shared/organisation/organisation-summary.ts'
import { counted } from '../../../shared/run/words.ts'

type RemoveOrganisationProps = {
  organisation: OrganisationSummary
  open: boolean
  close(): void
  remove(organisation: OrganisationSummary): void
}

/** Asks once before an organisation goes, with what goes with it. */
export function RemoveOrganisation({ organisation, open, close, remove }: RemoveOrganisationProps) {
  return (
    // It goes at once, so that what comes in its place can have the focus.
    <Dialog surfaceMotion={null} open={open} onOpenChange={(_, change) => !change.open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{titleOf(organisation)}</DialogTitle>
          <DialogContent>
            Nothing is changed on a server, and its file stays where it is. Until Postern ends, it can be brought back
            with its runs.
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>Keep it</Button>
            <Button
              appearance="primary"
              onClick={() => {
                close()
                remove(organisation)
              }}
            >
              Remove {organisation.organisation.name}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}

function titleOf({ organisation: { name }, runs }: OrganisationSummary): string {
  return runs === 0 ? `Remove ${name}?` : `Remove ${name} and its ${counted(runs, 'run')}?`
}
