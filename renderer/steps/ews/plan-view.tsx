import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { type ScriptPart, scriptParts } from '../../../shared/management/script.ts'
import { scriptFileName } from '../../../shared/management/script-file.ts'
import type { Plan, Remedy } from '../../../shared/remedies/remedy.ts'
import { remedyScripts } from '../../../shared/remedies/remedy-scripts.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { ScriptText } from '../../ui/script-text.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useEwsStyles } from './ews-styles.ts'

const useStyles = makeStyles({ script: { marginTop: tokens.spacingVerticalM } })

/** What people call each part of a script, and what it is for. */
export const partWords: Readonly<Record<ScriptPart, { name: string; what: string; sentence: string }>> = {
  preview: {
    name: t`Preview`,
    what: t`the preview`,
    sentence: t`Says what it would do (-WhatIf) and changes nothing. Run it first, in the Exchange Management Shell.`,
  },
  apply: {
    name: t`Apply`,
    what: t`the script that applies it`,
    sentence: t`Makes the change. It stops at the first command that is refused.`,
  },
  undo: {
    name: t`Undo`,
    what: t`the script that undoes it`,
    sentence: t`Puts back what was read before, in the opposite order. Keep it with the change.`,
  },
}

type PlanViewProps = { remedy: Remedy; plan: Plan; organisation: string }

/** What a plan changes, from what to what, and its script in three parts. */
export function PlanView({ remedy, plan, organisation }: PlanViewProps) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const [part, setPart] = useState<ScriptPart>('preview')
  // One moment for all three parts: they belong together.
  const scripts = useMemo(
    () => remedyScripts(remedy, plan, { organisation, madeAt: new Date().toISOString() }),
    [remedy, plan, organisation],
  )
  return (
    <>
      <h3 className={ews.subheading}>{t`What changes`}</h3>
      <PlainTable
        label={t`What changes`}
        head={[t`Where`, t`Setting`, t`From`, t`To`]}
        rows={plan.changes.map(({ where, setting, from, to }) => [where, setting, from, to])}
      />
      {keyed(plan.notes ?? []).map(({ key, item }) => (
        <p key={key} className={ews.note}>
          <VerdictIcon verdict="unknown" />
          <span>
            <Breakable text={item} />
          </span>
        </p>
      ))}
      <h3 className={ews.subheading}>{t`The script`}</h3>
      <Tabs<ScriptPart>
        label={t`Parts of the script`}
        chosen={part}
        onChoose={setPart}
        tabs={scriptParts.map((id) => ({
          id,
          name: partWords[id].name,
          draw: () => (
            <>
              <p className={ews.prose}>{partWords[id].sentence}</p>
              <div className={styles.script}>
                <ScriptText text={scripts[id]} name={scriptFileName(remedy.id, id)} what={partWords[id].what} />
              </div>
            </>
          ),
        }))}
      />
    </>
  )
}
