import { makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CallResult } from '../../../shared/contract/contract.ts'
import type { ToldFormat } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { ScriptText } from '../../ui/script-text.tsx'
import { Tabs } from '../../ui/tabs.tsx'

const useStyles = makeStyles({ root: { marginTop: tokens.spacingVerticalL } })

type SheetTextProps = { preview: CallResult<'firewall.preview'>; format: ToldFormat }

/** A sheet as text, to be read, copied and saved; one for a firewall with what takes it back. */
export function SheetText({ preview, format }: SheetTextProps) {
  const styles = useStyles()
  const [part, setPart] = useState<'apply' | 'rollback'>('apply')
  const { apply, rollback, rollbackExtension = format.extension } = preview
  if (rollback === '') {
    return (
      <div className={styles.root}>
        <FileText text={apply} name={`postern-rules.${format.extension}`} what={format.name} />
      </div>
    )
  }
  return (
    <div className={styles.root}>
      <Tabs<'apply' | 'rollback'>
        label={t`Parts of the sheet`}
        chosen={part}
        onChoose={setPart}
        tabs={[
          {
            id: 'apply',
            name: t`Apply`,
            draw: () => (
              <FileText
                text={apply}
                name={`postern-${format.id}-apply.${format.extension}`}
                what={t`what is applied, ${format.name}`}
              />
            ),
          },
          {
            id: 'rollback',
            name: t`Roll back`,
            draw: () => (
              <FileText
                text={rollback}
                name={`postern-${format.id}-rollback.${rollbackExtension}`}
                what={t`what takes it back, ${format.name}`}
              />
            ),
          },
        ]}
      />
    </div>
  )
}

/**
 * A text that is saved as it was written: a byte order mark is in it where its reader needs one, and would be the first thing that a
 * firewall stumbles over where it does not. What is shown and copied has none.
 */
function FileText({ text, name, what }: { text: string; name: string; what: string }) {
  return (
    <ScriptText
      text={text.replace(/^\ufeff/, '')}
      name={name}
      what={what}
      bytes={() => new TextEncoder().encode(text)}
    />
  )
}
