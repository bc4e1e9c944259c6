import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Wrench16Regular } from '@fluentui/react-icons/svg/wrench'
import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import { remedyIds } from '../../shared/remedies/remedy.ts'
import { isHeldBack, isOfferedAbove } from '../store/password-refusal.ts'
import { useSession } from '../store/session-context.tsx'
import { isOwnRun } from '../store/session-state.ts'
import type { Again } from '../store/verified.ts'
import { Breakable } from './breakable.tsx'
import { titleIdOf } from './finding-row.tsx'
import { TryAgain } from './try-again.tsx'
import { useCanVerify, VerifyCell } from './verify-cell.tsx'
import { WhatWaited } from './what-waited.tsx'

const useStyles = makeStyles({
  root: {
    margin: `0 0 ${tokens.spacingVerticalL}`,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  label: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  verify: { marginTop: tokens.spacingVerticalM },
  waiting: { marginTop: tokens.spacingVerticalM },
  remedy: { display: 'flex', width: 'fit-content', marginTop: tokens.spacingVerticalM },
})

type WhatToDoProps = {
  finding: Finding
  /** What became of it, where somebody looked again. */
  again: Again | undefined
}

/** What to do about a finding, by hand or by a remedy, and the button that looks whether it is done. */
export function WhatToDo({ finding, again }: WhatToDoProps) {
  const styles = useStyles()
  const place = useSession((state) => state.place)
  const ours = useSession(isOwnRun)
  const canVerify = useCanVerify()
  if (finding.verdict === 'pass' && !again) return null
  return (
    <section className={styles.root}>
      {finding.advice && (
        <>
          <h3 className={styles.label}>{finding.verdict === 'unknown' ? t`What would tell` : t`What to do`}</h3>
          <Breakable text={finding.advice} />
        </>
      )}
      {ours && finding.remedy !== null && <ToRemedy id={finding.remedy} check={finding.check} />}
      {ours && isHeldBack(finding) && !isOfferedAbove(finding, place) && (
        <TryAgain deliberate={finding.check === 'sign-in/extended-protection'} />
      )}
      {(again || canVerify(finding)) && (
        <VerifyCell className={finding.advice ? styles.verify : undefined} finding={finding} again={again} />
      )}
      <WhatWaited className={styles.waiting} check={finding.check} again={again} />
    </section>
  )
}

/** The way to the change that mends it, where this Postern knows that. */
function ToRemedy({ id, check }: { id: string; check: string }) {
  const styles = useStyles()
  const show = useSession((state) => state.show)
  const part = remedyIds.find((one) => one === id)
  if (!part) return null
  return (
    <Button
      size="small"
      className={styles.remedy}
      icon={<Wrench16Regular />}
      aria-describedby={titleIdOf(check)}
      onClick={() => show({ kind: 'step', step: 'ews', part })}
    >{t`Show the change and its undo`}</Button>
  )
}
