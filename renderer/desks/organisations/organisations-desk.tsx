import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { counted, t } from '../../../shared/language/translate.ts'
import type { OrganisationSummary } from '../../../shared/organisation/organisation-summary.ts'

import { organisationIn } from '../../steps/organisation/organisation-file-reader.ts'
import { organisationFileName, organisationFileText } from '../../store/organisation-file.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { isBusy } from '../../store/session-state.ts'
import { DeskFrame, DeskSentence } from '../../ui/desk-frame.tsx'
import { DropArea } from '../../ui/drop-area.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { ToldBar } from '../../ui/told-bar.tsx'
import { NoOrganisations } from './no-organisations.tsx'
import { OrganisationList } from './organisation-list.tsx'
import { createOrganisationsStore, type OrganisationsStore } from './organisations-store.ts'
import { RemoveOrganisation } from './remove-organisation.tsx'

const useStyles = makeStyles({ buttons: { display: 'flex', gap: tokens.spacingHorizontalM } })

/** Every organisation that is kept: switched between, brought in and handed on as files, and removed. */
export default function OrganisationsDesk() {
  const styles = useStyles()
  const client = useClient()
  const organisations = useSession((state) => state.organisations)
  const openId = useSession((state) => state.organisationId)
  const connected = useSession((state) => state.connected)
  const running = useSession((state) => isBusy(state))
  const readOrganisations = useSession((state) => state.readOrganisations)
  const openOrganisation = useSession((state) => state.openOrganisation)
  const newOrganisation = useSession((state) => state.newOrganisation)
  const show = useSession((state) => state.show)
  const [store] = useState(() => createOrganisationsStore(client, readOrganisations))
  const [asked, setAsked] = useState<OrganisationSummary | null>(null)
  const busy = running || !connected
  const { add, remove, tell, tellProblem } = store.getState()
  useEffect(() => {
    const gone = new AbortController()
    void readOrganisations()
    void store.getState().follow(gone.signal)
    return () => gone.abort()
  }, [store, readOrganisations])

  async function bringIn(file: File) {
    if (busy) return tellProblem(BUSY)
    const read = await organisationIn(file)
    if ('error' in read) tellProblem(read.error)
    else await add(read.organisation, file.name)
  }

  function save({ organisation }: OrganisationSummary) {
    const name = organisationFileName(organisation)
    saveFile(name, 'application/json', organisationFileText(organisation))
    tell(t`${name} is saved where your downloads go. No password is in it.`)
  }

  const importButton = (
    <FileButton
      label={t`Organisation file`}
      disabled={busy}
      onFiles={([file]) => file && void bringIn(file)}
    >{t`Import a file`}</FileButton>
  )
  return (
    <DropArea what={t`an organisation file`} onFiles={([file]) => file && void bringIn(file)}>
      <DeskFrame
        title={t`Organisations`}
        sentence={t`Each with its own servers, account and runs. A file of one is what “postern probe --org” reads; it never holds a password.`}
        actions={
          organisations.length > 0 && (
            <div className={styles.buttons}>
              {importButton}
              <Button
                icon={<Add20Regular />}
                disabledFocusable={busy}
                onClick={() => void newOrganisation()}
              >{t`New organisation`}</Button>
            </div>
          )
        }
      >
        <Told store={store} />
        {running && organisations.length > 0 && <DeskSentence>{BUSY}</DeskSentence>}
        {organisations.length === 0 ? (
          <NoOrganisations create={() => show({ kind: 'step', step: 'organisation' })} more={importButton} />
        ) : (
          <OrganisationList
            organisations={organisations}
            openId={openId}
            busy={busy}
            open={(id) => void openOrganisation(id)}
            edit={() => show({ kind: 'step', step: 'organisation' })}
            save={save}
            remove={setAsked}
          />
        )}
        {asked && (
          <RemoveOrganisation
            organisation={asked}
            close={() => setAsked(null)}
            remove={(organisation) => void remove(organisation)}
          />
        )}
      </DeskFrame>
    </DropArea>
  )
}

const BUSY = t`A run is under way. Another organisation can be opened when it has ended, or was stopped.`

/** What was just done and can be undone, and what went wrong. */
function Told({ store }: { store: OrganisationsStore }) {
  const { removed, told, undo, dismiss } = useStore(store)
  return (
    <ToldBar
      sentence={told?.sentence ?? (removed && removedSentence(removed))}
      isProblem={told?.isProblem ?? false}
      undo={removed && (() => void undo())}
      dismiss={dismiss}
    />
  )
}

function removedSentence({ organisation: { name }, runs }: OrganisationSummary): string {
  if (runs === 0) return t`${name} was removed.`
  return runs === 1 ? t`${name} and its run were removed.` : t`${name} and its ${counted(runs, 'run')} were removed.`
}
