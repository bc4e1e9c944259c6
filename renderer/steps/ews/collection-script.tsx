import { makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { CollectionRequest } from '../../../shared/management/collection-request.ts'
import { collectionScriptText } from '../../../shared/management/collection-script.ts'
import { scriptFileName } from '../../../shared/management/script-file.ts'
import { useSession } from '../../store/session-context.tsx'
import { ScriptText } from '../../ui/script-text.tsx'

const useStyles = makeStyles({ root: { marginTop: tokens.spacingVerticalM } })

/** The read-only script that an administrator runs by hand. */
export function CollectionScript({ uses, statistics }: Pick<CollectionRequest, 'uses' | 'statistics'>) {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation?.name ?? '')
  const account = useSession((state) => state.organisation?.account?.username)
  const [madeAt] = useState(() => new Date().toISOString())
  const text = collectionScriptText({ uses, statistics, organisation, account, madeAt })
  return (
    <div className={styles.root}>
      <ScriptText
        text={text}
        name={scriptFileName('collection')}
        what={t`the script that reads the configuration`}
        folded
      />
    </div>
  )
}
