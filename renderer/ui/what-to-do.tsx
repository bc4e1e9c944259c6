import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { Finding } from '../../shared/checks/finding.ts'
import { counted, t } from '../../shared/language/translate.ts'

import { isHeldBack, isOfferedAbove } from '../store/password-refusal.ts'
import type { RunView } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { isHeldUp, isOwnRun } from '../store/session-state.ts'
import { type Again, againWords, seenAgain, waitingFor } from '../store/verified.ts'
import { Breakable } from './breakable.tsx'
import { TryAgain } from './try-again.tsx'
import { VerifyCell } from './verify-cell.tsx'

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
})

type WhatToDoProps = {
  finding: Finding
  /** The run that is shown. */
  run: RunView
  /** What became of it, where somebody looked again. */
  again: Again | undefined
}

/** What to do about a finding, by hand, and the button that looks whether it is done. */
export function WhatToDo({ finding, run, again }: WhatToDoProps) {
  const styles = useStyles()
  const place = useSession((state) => state.place)
  const ours = useSession(isOwnRun)
  if (finding.verdict === 'pass' && !again) return null
  return (
    <section className={styles.root}>
      {finding.advice && (
        <>
          <h3 className={styles.label}>{finding.verdict === 'unknown' ? t`What would tell` : t`What to do`}</h3>
          <Breakable text={finding.advice} />
        </>
      )}
      {ours && isHeldBack(finding) && !isOfferedAbove(finding, place) && (
        <TryAgain deliberate={finding.check === 'sign-in/extended-protection'} />
      )}
      <VerifyCell className={finding.advice ? styles.verify : undefined} finding={finding} again={again} />
      {again && againWords(again).verdict === 'pass' && <WhatWaited check={finding.check} run={run} />}
    </section>
  )
}

/** What waited for this can be looked at now. */
function WhatWaited({ check, run }: { check: string; run: RunView }) {
  const styles = useStyles()
  const verify = useSession((state) => state.verify)
  const blocked = useSession(isHeldUp)
  const verifications = useSession((state) => state.verifications)
  const seen = seenAgain(run, verifications)
  const waited = waitingFor(check, run.findings).filter((one) => !seen.has(one))
  if (waited.length === 0) return null
  return (
    <Button
      size="small"
      className={styles.waiting}
      disabledFocusable={blocked}
      onClick={() => void verify(waited)}
    >{t`Look at the ${counted(waited.length, 'check')} that waited for it`}</Button>
  )
}
