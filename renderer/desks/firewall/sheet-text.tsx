import { makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { CallResult } from '../../../shared/contract/contract.ts'
import type { ToldFormat } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { scriptBytes } from '../../../shared/management/script-file.ts'
import { ScriptText } from '../../ui/script-text.tsx'
import { Tabs } from '../../ui/tabs.tsx'

const useStyles = makeStyles({ root: { marginTop: tokens.spacingVerticalL } })

type SheetTextProps = { preview: CallResult<'firewall.preview'>; format: ToldFormat }

/** A sheet as text, to be read, copied and saved; one for a firewall with what takes it back. */
export function SheetText({ preview, format }: SheetTextProps) {
  const styles = useStyles()
  const [part, setPart] = useState<'apply' | 'rollback'>('apply')
  const { apply, rollback } = preview
  const text = (which: 'apply' | 'rollback', words: string) => (
    <ScriptText
      text={which === 'apply' ? apply : rollback}
      name={`postern-${format.id}-${which}.${format.extension}`}
      what={t`${words}, ${format.name}`}
      bytes={format.extension === 'ps1' ? scriptBytes : utf8}
    />
  )
  if (rollback === '') {
    return (
      <div className={styles.root}>
        <ScriptText text={apply} name={`postern-rules.${format.extension}`} what={format.name} bytes={utf8} />
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
          { id: 'apply', name: t`Apply`, draw: () => text('apply', t`what is applied`) },
          { id: 'rollback', name: t`Roll back`, draw: () => text('rollback', t`what takes it back`) },
        ]}
      />
    </div>
  )
}

/** As it is: a byte order mark would be the first thing that a firewall reads. */
function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
