import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Moment } from '../../ui/moment.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { OutcomeMark } from './outcome-mark.tsx'
import { trailSubject } from './trail-words.ts'

type Told = NonNullable<CallResult<'quarantine.decisions'>['default']>

/** The default of the organisation that was decided last, and what readings since say of it. */
export function DefaultSettled({ decision, outcome }: Told) {
  const decide = useDecideStyles()
  const { accessLevel, reason, ticket, decidedAt } = decision
  return (
    <section className={decide.section} aria-labelledby="settled-default">
      <h2 id="settled-default" className={decide.heading}>{t`The organisation’s default`}</h2>
      <p className={decide.prose}>
        <Breakable text={trailSubject({ kind: 'default', accessLevel })} />
        {'. '}
        <OutcomeMark kind={outcome?.kind ?? null} /> {outcome && <Breakable text={outcome.sentence} />}
      </p>
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
