import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { subjectOf, subjectOfList } from '../../../shared/ews/subject.ts'
import { t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { GiveMailboxes } from './give-mailboxes.tsx'
import { ListResult } from './list-result.tsx'
import { judgedFor } from './mailbox-words.ts'
import { useConfiguration } from './use-configuration.ts'
import { useFollowedMailboxes, useMailboxes } from './use-mailboxes.ts'

const useStyles = makeStyles({
  give: { marginTop: tokens.spacingVerticalM },
})

/** Many mailboxes at once: which of them the integration cannot work with, why, and one script for the lot. */
export function MailboxesPart({ organisation }: { organisation: Organisation }) {
  const ews = useEwsStyles()
  const list = useMailboxes((state) => state.list)
  useFollowedMailboxes()
  return (
    <>
      <section className={ews.section} aria-labelledby="ews-mailboxes">
        <h2 id="ews-mailboxes" className={ews.heading}>{t`Many mailboxes at once`}</h2>
        <p
          className={ews.prose}
        >{t`A list of the mailboxes that the service will serve is judged by Exchange’s configuration alone: which of them it cannot work with, which setting is in the way, and one script that mends them all. Nobody is asked, and nothing is sent.`}</p>
        <p className={ews.prose}>
          <Breakable text={judgedFor(subjectOfList(subjectOf(organisation)))} />
        </p>
        <NeedsConfiguration />
        {list ? (
          <Disclosure text={t`Judge another list`}>
            <GiveMailboxes />
          </Disclosure>
        ) : (
          <GiveMailboxes />
        )}
      </section>
      {list && <ListResult list={list} organisation={organisation} />}
    </>
  )
}

/** Without the mailboxes' own settings, nothing can be said of them. */
function NeedsConfiguration() {
  const styles = useStyles()
  const ews = useEwsStyles()
  const show = useSession((state) => state.show)
  const loaded = useConfiguration((state) => state.phase === 'loaded')
  const parts = useConfiguration((state) => state.kept?.parts)
  const count = parts?.find(({ part }) => part === 'casMailboxes')?.count
  if (!loaded) return null
  if (count !== undefined) {
    return (
      <p className={ews.note}>
        <VerdictIcon verdict="pass" />
        <span>{t`The configuration that was given has ${count.toLocaleString()} mailboxes.`}</span>
      </p>
    )
  }
  return (
    <>
      <p className={ews.note}>
        <VerdictIcon verdict="unknown" />
        <span>{t`The settings of the mailboxes (Get-CASMailbox) have not been given yet, so that each counts as not known.`}</span>
      </p>
      <Button
        className={styles.give}
        onClick={() => show({ kind: 'step', step: 'ews', part: 'configuration' })}
      >{t`Give the configuration`}</Button>
    </>
  )
}
