import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import type { KeptLeftOut } from '../../../shared/management/kept-configuration.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { keptLeftOutWords, leftOutSentences } from './left-out-words.ts'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, maxWidth: '72ch' },
  file: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  objects: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalL,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** What was left out of files of which something is kept, beside what was read. */
export function LeftOutList({ leftOut }: { leftOut: readonly KeptLeftOut[] }) {
  const styles = useStyles()
  if (leftOut.length === 0) return null
  return (
    <ul className={styles.list} aria-label={t`What was left out`}>
      {leftOut.map((file) => (
        <li key={`${file.name} ${file.readAt}`} className={styles.file}>
          <VerdictIcon verdict="warn" />
          <div>
            <Breakable text={keptLeftOutWords(file)} />
            <Disclosure text={t`What could not be read`} of={file.name}>
              <ul className={styles.objects}>
                {keyed(leftOutSentences(file)).map(({ key, item }) => (
                  <li key={key}>
                    <Breakable text={item} />
                  </li>
                ))}
              </ul>
            </Disclosure>
          </div>
        </li>
      ))}
    </ul>
  )
}
