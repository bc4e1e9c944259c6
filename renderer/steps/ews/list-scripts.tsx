import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { JudgedList } from '../../../shared/ews/judged-list.ts'
import { t } from '../../../shared/language/translate.ts'
import { type ScriptPart, scriptParts } from '../../../shared/management/script.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { RemedyId } from '../../../shared/remedies/remedy.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { ListScriptPart } from './list-script-part.tsx'
import { partWords } from './plan-view.tsx'

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
                <ListScriptPart
                  key={`${list.listId} ${remedy} ${id}`}
                  list={list}
                  remedy={remedy}
                  named={named}
                  part={id}
                />
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
