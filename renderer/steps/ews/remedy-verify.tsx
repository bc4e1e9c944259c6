import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { useMemo } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Remedy } from '../../../shared/remedies/remedy.ts'
import { useSession } from '../../store/session-context.tsx'
import { canVerify, isHeldUp } from '../../store/session-state.ts'
import { againWords, triedAgain } from '../../store/verified.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'
import { useEwsStyles } from './ews-styles.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    minHeight: '32px',
    marginTop: tokens.spacingVerticalM,
  },
  working: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
})

/** Looks again at what the remedy mends, and only at that; what it came to stands beside it. */
export function RemedyVerify({ remedy }: { remedy: Remedy }) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const run = useSession((state) => state.run)
  const verifications = useSession((state) => state.verifications)
  const verify = useSession((state) => state.verify)
  const possible = useSession(canVerify)
  const blocked = useSession(isHeldUp)
  const verifying = useSession((state) => remedy.verify.some((check) => state.verifying?.checks.includes(check)))
  const tried = useMemo(() => run && triedAgain(run, verifications), [run, verifications])
  const outcomes = remedy.verify.flatMap((check) => {
    const again = tried?.get(check)
    return again ? [{ check, again, ...againWords(again) }] : []
  })
  const act = outcomes.length > 0 ? t`Verify again` : t`Verify`
  return (
    <>
      <h3 className={ews.subheading}>{t`Verify`}</h3>
      <p className={ews.prose}>
        {possible
          ? t`When the change is made, only what it mends is looked at again: ${remedy.verify.join(', ')}.`
          : t`When a run of this organisation has ended, Postern looks again at what the change mends, and only at that.`}
      </p>
      {possible && (
        <div className={styles.line}>
          <Button
            icon={<ArrowSync20Regular />}
            disabledFocusable={blocked}
            aria-label={t`${act}: ${remedy.title}`}
            onClick={() => void verify(remedy.verify)}
          >
            {act}
          </Button>
          {verifying && (
            <span className={styles.working}>
              <Working size="extra-tiny" pixels={16} />
              {t`Verifying…`}
            </span>
          )}
        </div>
      )}
      <div role="status">
        {outcomes.length > 0 && !verifying && (
          <ul className={styles.list} aria-label={t`What verifying came to`}>
            {outcomes.map(({ check, again, verdict, words }) => (
              <li key={check} className={ews.note}>
                <VerdictIcon verdict={verdict} />
                <span>
                  {words}. <Breakable text={'finding' in again ? again.finding.title : check} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
