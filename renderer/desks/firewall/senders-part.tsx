import { Button } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { DriftLines } from './drift-lines.tsx'
import type { Overview } from './firewall-state.ts'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { NoteLine } from './note-line.tsx'
import { SourceCard } from './source-card.tsx'
import { SourceFormView } from './source-form.tsx'
import { useTakeFile } from './use-take-file.ts'

/** The lists of those who are to be let in: where each comes from, what it holds, and how it changed. */
export function SendersPart({ overview }: { overview: Overview }) {
  const firewall = useFirewallStyles()
  const connected = useSession((state) => state.connected)
  const adding = useFirewall((state) => state.adding)
  const add = useFirewall((state) => state.add)
  // What is said of its age is said of when the page was opened.
  const [now] = useState(() => Date.now())
  const takeFile = useTakeFile()
  const { sources } = overview

  function done(id: string | null): void {
    const { file } = adding ?? {}
    add(null)
    if (id !== null && file) void takeFile({ id, road: { kind: 'file' } }, file)
  }

  return (
    <div>
      <DriftLines sources={sources} />
      {sources.map((told) => (
        <SourceCard key={told.source.id} told={told} now={now} />
      ))}
      {adding === null ? (
        <div className={firewall.buttons}>
          <Button
            {...(sources.length === 0 && { appearance: 'primary' })}
            icon={<Add20Regular />}
            disabledFocusable={!connected}
            onClick={() => add({ road: 'vendor-api', file: null })}
          >{t`Add a list…`}</Button>
        </div>
      ) : (
        <section className={firewall.card} aria-labelledby="firewall-new-source">
          <h2 id="firewall-new-source" className={firewall.heading}>{t`A new list of senders`}</h2>
          {adding.file && (
            <NoteLine verdict="unknown" text={t`${adding.file.name} is read once it is said whose list it is.`} />
          )}
          <SourceFormView told={null} road={adding.road} onDone={done} />
        </section>
      )}
    </div>
  )
}
