import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { JudgedList } from '../../../shared/ews/judged-list.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import { scriptFileName } from '../../../shared/management/script-file.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { RemedyId } from '../../../shared/remedies/remedy.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { ScriptText } from '../../ui/script-text.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'
import { useEwsStyles } from './ews-styles.ts'
import type { ListScript } from './mailboxes-store.ts'
import { partWords } from './plan-view.tsx'
import { useMailboxes } from './use-mailboxes.ts'

const useStyles = makeStyles({
  first: { marginTop: tokens.spacingVerticalXS },
  script: { marginTop: tokens.spacingVerticalM },
})

type ListScriptPartProps = {
  list: JudgedList
  /** One remedy alone; all that change mailboxes, without it. */
  remedy: RemedyId | null
  /** After what the file is called. */
  named: RemedyId | undefined
  part: ScriptPart
}

/** One part of the script for the lot, read from Postern as it is shown; or why there is none. */
export function ListScriptPart({ list, remedy, named, part }: ListScriptPartProps) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const read = useScript(list, remedy, part)
  if (!read) return <Working size="medium" pixels={32} />
  if ('sentence' in read) {
    return (
      <>
        <Note text={read.sentence} />
        {[...new Set(list.groups.flatMap(({ remedy }) => remedy ?? []))].map((id) => (
          <ShowChange key={id} id={id} />
        ))}
      </>
    )
  }
  const { text, changes, notes, others } = read
  return (
    <>
      <p className={ews.prose}>
        {listPartWords[part]} {t`It holds ${counted(changes, 'change')}.`}
      </p>
      {keyed(notes).map(({ key, item }) => (
        <Note key={key} text={item} />
      ))}
      {others.map((id) => (
        <First key={id} id={id} part={part} />
      ))}
      <div className={styles.script}>
        <ScriptText text={text} name={scriptFileName('mailboxes', named ?? '', part)} what={partWords[part].what} />
      </div>
    </>
  )
}

function useScript(list: JudgedList, remedy: RemedyId | null, part: ScriptPart): ListScript | undefined {
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
  return read
}

function Note({ text }: { text: string }) {
  const ews = useEwsStyles()
  return (
    <p className={ews.note}>
      <VerdictIcon verdict="unknown" />
      <span>
        <Breakable text={text} />
      </span>
    </p>
  )
}

/** A change of the organisation's own settings, which has a script of its own. */
function First({ id, part }: { id: RemedyId; part: ScriptPart }) {
  const ews = useEwsStyles()
  const { title } = remedies[id]
  return (
    <div className={ews.note}>
      <VerdictIcon verdict="warn" />
      <div>
        {part === 'undo'
          ? t`${title}: this is no setting of a mailbox. It has an undo of its own, which goes last.`
          : t`${title}: this is no setting of a mailbox. It has a script of its own, which goes first.`}
        <ShowChange id={id} />
      </div>
    </div>
  )
}

function ShowChange({ id }: { id: RemedyId }) {
  const styles = useStyles()
  const show = useSession((state) => state.show)
  return (
    <div className={styles.first}>
      <Button
        size="small"
        onClick={() => show({ kind: 'step', step: 'ews', part: id })}
      >{t`Show the change: ${remedies[id].title}`}</Button>
    </div>
  )
}

const listPartWords: Readonly<Record<ScriptPart, string>> = {
  preview: t`Says for each mailbox what it would do (-WhatIf), and changes nothing. Save it as a file and run that in the Exchange Management Shell.`,
  apply: t`Makes the changes, mailbox by mailbox. What is refused is in the log, and the others are changed all the same.`,
  undo: t`Puts back what was read before, in the opposite order. Keep it with the log.`,
}
