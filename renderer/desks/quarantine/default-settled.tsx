import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Moment } from '../../ui/moment.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { OutcomeMark } from './outcome-mark.tsx'
import { trailSubject } from './trail-words.ts'

const useStyles = makeStyles({
  root: { marginBottom: tokens.spacingVerticalXL },
  became: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
})

type Told = NonNullable<CallResult<'quarantine.decisions'>['default']>

/** The default of the organisation that was decided last, and what readings since say of it. */
export function DefaultSettled({ decision, outcome }: Told) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const { accessLevel, reason, ticket, decidedAt } = decision
  return (
    <section className={mergeClasses(decide.section, styles.root)} aria-labelledby="settled-default">
      <h2 id="settled-default" className={decide.heading}>{t`The organisation’s default`}</h2>
      <p className={decide.prose}>
        <Breakable text={trailSubject({ kind: 'default', accessLevel })} />
      </p>
      <div className={styles.became}>
        <OutcomeMark kind={outcome?.kind ?? null} />
        {outcome && (
          <span>
            <Breakable text={outcome.sentence} />
          </span>
        )}
      </div>
      <p className={decide.quiet}>
        <Breakable text={ticket ? t`${reason} (ticket ${ticket})` : reason} /> · {t`decided`}{' '}
        <Moment iso={decidedAt} show="both" />
        {outcome && (
          <>
            {' '}
            · {t`read`} <Moment iso={outcome.readAt} show="both" />
          </>
        )}
      </p>
    </section>
  )
}
