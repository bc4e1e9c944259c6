import { makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CallArgument } from '../../../shared/contract/contract.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { type ScriptPart, scriptParts } from '../../../shared/management/script.ts'
import { scriptFileName } from '../../../shared/management/script-file.ts'
import { partWords } from '../../steps/ews/plan-view.tsx'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { keyed } from '../../ui/keyed.ts'
import { ScriptText } from '../../ui/script-text.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Working } from '../../ui/working.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { readScript } from './tray-pages.ts'

const useStyles = makeStyles({ script: { marginTop: tokens.spacingVerticalM } })

const sentences: Readonly<Record<ScriptPart, string>> = {
  preview: partWords.preview.sentence,
  apply: t`Reads each list, and adds to it or takes from it: whatever else is on the list stays. That it was made stands in the trail.`,
  undo: partWords.undo.sentence,
}

type ScriptOf = CallArgument<'quarantine.script'>['of']

/** The script in three parts, each made when it is looked at. `named`: after what its files are called. */
export function TrayScript({ of, named }: { of: ScriptOf; named: string }) {
  const [part, setPart] = useState<ScriptPart>('preview')
  return (
    <Tabs<ScriptPart>
      label={t`Parts of the script`}
      chosen={part}
      onChoose={setPart}
      tabs={scriptParts.map((id) => ({
        id,
        name: partWords[id].name,
        draw: () => <ScriptOfPart key={id} of={of} part={id} named={named} />,
      }))}
    />
  )
}

/** One part of it. */
export function ScriptOfPart({ of, part, named }: { of: ScriptOf; part: ScriptPart; named: string }) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const client = useClient()
  const { value, problem } = useAsked(JSON.stringify([of, part]), 0, () => readScript(client, of, part))
  if (problem !== undefined) return <DecideNote verdict="unknown" text={problem} />
  if (value === undefined) return <Working size="tiny" pixels={24} />
  if ('sentence' in value) return <DecideNote verdict="unknown" text={value.sentence} />
  const { text, changes, notes } = value
  return (
    <>
      <p className={decide.prose}>
        {sentences[part]} {t`It holds ${counted(changes, 'change')}.`}
      </p>
      {keyed(notes).map(({ key, item }) => (
        <DecideNote key={key} verdict="unknown" text={item} />
      ))}
      <div className={styles.script}>
        <ScriptText text={text} name={scriptFileName('quarantine', named, part)} what={partWords[part].what} />
      </div>
    </>
  )
}
