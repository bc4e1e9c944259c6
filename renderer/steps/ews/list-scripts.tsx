import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { JudgedList } from '../../../shared/ews/judged-list.ts'
import { t } from '../../../shared/language/translate.ts'
import { type ScriptPart, scriptParts } from '../../../shared/management/script.ts'
import { scriptFileName } from '../../../shared/management/script-file.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { RemedyId } from '../../../shared/remedies/remedy.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { ScriptText } from '../../ui/script-text.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'
import { useEwsStyles } from './ews-styles.ts'
import type { ListScript } from './mailboxes-store.ts'
import { partWords } from './plan-view.tsx'
import { useMailboxes } from './use-mailboxes.ts'

const useStyles = makeStyles({
  write: { marginTop: tokens.spacingVerticalM },
  tabs: { marginTop: tokens.spacingVerticalM },
})

const EVERY = 'every'

/** One script for all mailboxes of the list that can be mended, in batches, with a log; written when it is asked for. */
export function ListScripts({ list }: { list: JudgedList }) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const [wanted, setWanted] = useState(false)
  const [remedy, setRemedy] = useState<RemedyId | null>(null)
  const [part, setPart] = useState<ScriptPart>('preview')
  const offered = [...new Set(list.groups.flatMap(({ remedy }) => remedy ?? []))]
  if (offered.length === 0) return null
  const named = remedy ?? (offered.length === 1 ? offered[0] : undefined)
  return (
    <section className={ews.section} aria-labelledby="ews-list-scripts">
      <h2 id="ews-list-scripts" className={ews.heading}>{t`One script for the lot`}</h2>
      <p
        className={ews.prose}
      >{t`It works in batches, goes on where one mailbox is refused, and writes a log beside itself that says what was changed, from what to what. Its undo puts back what was read of each mailbox.`}</p>
      {offered.length > 1 && (
        <RadioGroup
          aria-label={t`What the script mends`}
          value={remedy ?? EVERY}
          onChange={(_, { value }) => setRemedy(value === EVERY ? null : (value as RemedyId))}
        >
          <Radio value={EVERY} label={t`All that can be mended`} />
          {offered.map((id) => (
            <Radio key={id} value={id} label={remedies[id].title} />
          ))}
        </RadioGroup>
      )}
      {wanted ? (
        <div className={styles.tabs}>
          <Tabs<ScriptPart>
            label={t`Parts of the script for the lot`}
            chosen={part}
            onChoose={setPart}
            tabs={scriptParts.map((id) => ({
              id,
              name: partWords[id].name,
              draw: () => (
                <Written key={`${list.listId} ${remedy} ${id}`} list={list} remedy={remedy} named={named} part={id} />
              ),
            }))}
          />
        </div>
      ) : (
        <Button className={styles.write} onClick={() => setWanted(true)}>{t`Write the script`}</Button>
      )}
    </section>
  )
}

type WrittenProps = {
  list: JudgedList
  remedy: RemedyId | null
  /** After what the file is called. */
  named: RemedyId | undefined
  part: ScriptPart
}

/** One part of the script, read from Postern as it is shown. */
function Written({ list, remedy, named, part }: WrittenProps) {
  const ews = useEwsStyles()
  const script = useMailboxes((state) => state.script)
  const [read, setRead] = useState<ListScript>()
  useEffect(() => {
    const gone = new AbortController()
    setRead(undefined)
    // Whoever is gone does not hear what comes.
    const told = (said: ListScript) => !gone.signal.aborted && list && setRead(said)
    script(remedy, part, gone.signal).then(told, (error) => told({ sentence: problemSentence(error) }))
    return () => gone.abort()
  }, [script, list, remedy, part])
  if (!read) return <Working size="medium" pixels={32} />
  if ('sentence' in read) {
    return (
      <p className={ews.note}>
        <VerdictIcon verdict="unknown" />
        <span>
          <Breakable text={read.sentence} />
        </span>
      </p>
    )
  }
  return (
    <>
      <p className={ews.prose}>{listPartWords[part]}</p>
      <ScriptText text={read.text} name={scriptFileName('mailboxes', named ?? '', part)} what={partWords[part].what} />
    </>
  )
}

const listPartWords: Readonly<Record<ScriptPart, string>> = {
  preview: t`Says for each mailbox what it would do (-WhatIf), and changes nothing. Save it as a file and run that in the Exchange Management Shell.`,
  apply: t`Makes the changes, mailbox by mailbox. What is refused is in the log, and the others are changed all the same.`,
  undo: t`Puts back what was read before, in the opposite order. Keep it with the log.`,
}
