import { makeStyles, tokens } from '@fluentui/react-components'
import { counted, t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { DecideNote } from './decide-note.tsx'
import { LeftoverList } from './leftover-list.tsx'
import { leftoverWords, unreadSentence } from './leftover-words.ts'
import type { Overview } from './quarantine-state.ts'

const useStyles = makeStyles({
  section: { maxWidth: '880px', ':not(:first-child)': { marginTop: tokens.spacingVerticalXXL } },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  prose: {
    margin: `${tokens.spacingVerticalXS} 0`,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, maxWidth: '72ch', overflowWrap: 'anywhere' },
})

/** What shows that another system decides about devices, and what is left of devices that are no longer there. */
export function SignsPart({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const { mdmSigns, leftovers } = overview
  const unread = unreadSentence(overview)
  const found = leftovers.filter(({ count }) => count > 0)
  return (
    <div>
      <section className={styles.section} aria-labelledby="quarantine-signs">
        <h2 id="quarantine-signs" className={styles.heading}>{t`Signs of a system that manages devices`}</h2>
        <p className={styles.prose}>
          {mdmSigns.length === 0
            ? t`None was seen in what was read. That does not show that there is none.`
            : t`None of them is a proof. Ask the team that manages devices before you decide: such a system may take off again what you put on.`}
        </p>
        {unread !== undefined && <DecideNote verdict="unknown" text={unread} />}
        {mdmSigns.map(({ id, title, evidence, ask }) => (
          <Disclosure key={id} text={title}>
            <ul className={styles.list}>
              {keyed(evidence).map(({ key, item }) => (
                <li key={key}>
                  <Breakable text={item} />
                </li>
              ))}
            </ul>
            <p className={styles.prose}>{t`To ask: ${ask}`}</p>
          </Disclosure>
        ))}
      </section>
      <section className={styles.section} aria-labelledby="quarantine-leftovers">
        <h2 id="quarantine-leftovers" className={styles.heading}>{t`Left over`}</h2>
        <p className={styles.prose}>
          {found.length === 0
            ? t`Nothing that is left over of devices was seen in what was read.`
            : t`What is left of devices that are no longer there, or will soon be in the way.`}
        </p>
        {unread !== undefined && <DecideNote verdict="unknown" text={unread} />}
        {found.map(({ kind, count }) => (
          <Disclosure key={kind} text={t`${leftoverWords[kind].title}: ${counted(count, 'entry', 'entries')}`}>
            <p className={styles.prose}>{leftoverWords[kind].why}</p>
            <LeftoverList kind={kind} />
          </Disclosure>
        ))}
      </section>
    </div>
  )
}
