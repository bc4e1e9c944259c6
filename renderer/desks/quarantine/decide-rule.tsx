import { Button } from '@fluentui/react-components'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Working } from '../../ui/working.tsx'
import { DecideForm } from './decide-form.tsx'
import { DecideNote } from './decide-note.tsx'
import { chosenDevices, type DeviceSelection, sizeOf } from './decide-selection.ts'
import { useTurn } from './decide-turn.ts'
import { ruleSentence } from './decide-words.ts'

type Found = Extract<CallResult<'quarantine.narrowest-rule'>, { outcome: 'rule' }>
type DecideRuleProps = { selection: DeviceSelection; onDone(sentence: string): void; onCancel(): void }

/** The narrowest rule for the devices that are chosen, with whatever else it would match. */
export function DecideRule({ selection, onDone, onCancel }: DecideRuleProps) {
  const client = useClient()
  const name = JSON.stringify(selection)
  const { value, problem } = useAsked(`narrowest rule ${name}`, useTurn(), async (signal) =>
    client.call('quarantine.narrowest-rule', { devices: await chosenDevices(client, selection, signal) }, signal),
  )
  if (value === undefined && problem === undefined) return <Working size="tiny" pixels={24} />
  if (value?.outcome !== 'rule')
    return (
      <>
        <DecideNote verdict="unknown" text={problem ?? value?.sentence ?? ''} />
        <Button onClick={onCancel}>{t`Cancel`}</Button>
      </>
    )
  const { rule, covers, stillOutCount } = value
  const chosen = counted(sizeOf(selection), 'chosen device')
  const about = t`It is not about these devices alone: it holds in the whole organisation, for every device that says the same of itself, and for those that come later.`
  return (
    <DecideForm
      title={ruleSentence(rule)}
      what={
        stillOutCount < covers
          ? t`The narrowest device access rule that covers ${chosen}. ${about}`
          : t`The narrowest device access rule that covers ${chosen}, and it lets in none of them: something else decides before it. ${about}`
      }
      name={JSON.stringify([rule, name])}
      of={async () => ({ rule })}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Matches found={value} />
    </DecideForm>
  )
}

function Matches({ found: { sentences, others, otherCount, stillOut, stillOutCount } }: { found: Found }) {
  return (
    <>
      {keyed(sentences).map(({ key, item }) => (
        <DecideNote key={key} verdict={(key === 1 && otherCount > 0) || key === 2 ? 'warn' : 'skip'} text={item} />
      ))}
      {otherCount > 0 && <Rows text={t`What else it would match: ${counted(otherCount, 'device')}`} rows={others} />}
      {stillOutCount > 0 && (
        <Rows text={t`What it does not let in: ${counted(stillOutCount, 'device')}`} rows={stillOut} />
      )}
    </>
  )
}

function Rows({ text, rows }: { text: string; rows: Found['others'] }) {
  return (
    <Disclosure text={text}>
      <PlainTable
        label={text}
        head={[t`User`, t`Mailbox`, t`Device`, t`Type`, t`User agent`]}
        rows={rows.map(({ user, mailbox, deviceId, type, agent }) => [user, mailbox, deviceId, type, agent])}
      />
    </Disclosure>
  )
}
