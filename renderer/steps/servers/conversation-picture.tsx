import { Field, makeStyles, Select, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Conversation } from '../../store/conversations.ts'
import { WaterfallPicture } from '../../ui/waterfall-picture.tsx'

const useStyles = makeStyles({
  root: { maxWidth: '960px' },
  field: { maxWidth: '400px' },
  note: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** One conversation of the run, of the administrator's choice: where its time went, request by request. */
export function ConversationPicture({ conversations }: { conversations: readonly Conversation[] }) {
  const styles = useStyles()
  const [chosen, setChosen] = useState<string | null>(null)
  const [first] = conversations
  const conversation = conversations.find(({ id }) => id === chosen) ?? first
  if (!conversation) return <p className={styles.note}>{t`Nothing was sent over HTTP in this run.`}</p>
  const { exchanges, labels, lookUp, id } = conversation
  return (
    <div className={styles.root}>
      <Field label={t`Conversation`} className={styles.field}>
        <Select value={id} onChange={(_, { value }) => setChosen(value)}>
          {conversations.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      </Field>
      <WaterfallPicture key={id} exchanges={exchanges} labels={labels} lookUp={lookUp} />
      <p className={styles.note}>
        {lookUp
          ? t`A run asks DNS once for a name; its time stands here before the first request, where a client has it.`
          : t`This conversation began on a connection that was open already, so it took no time for DNS, TCP and TLS.`}
      </p>
    </div>
  )
}
