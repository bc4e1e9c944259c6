import { Button } from '@fluentui/react-components'
import { counted, t } from '../../shared/language/translate.ts'
import type { FindingFold } from '../../shared/run/finding-groups.ts'
import { isAskedAbove } from '../store/password-place.ts'
import type { Place } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { isOwnRun } from '../store/session-state.ts'
import { LookAt } from './look-at.tsx'

const signIn: Place = { kind: 'step', step: 'sign-in' }

type FoldActionProps = { fold: FindingFold; className: string; tabIndex: 0 | -1 }

/** What can be done about all findings of a fold at once, if anything can. */
export function FoldAction({ fold, className, tabIndex }: FoldActionProps) {
  const show = useSession((state) => state.show)
  const ours = useSession(isOwnRun)
  const held = useSession((state) => state.secret !== null)
  const askedAbove = useSession(({ place }) => isAskedAbove(place))
  const count = counted(fold.findings.length, 'check')
  if (fold.mended || (fold.verdict === 'unknown' && held)) {
    return (
      <LookAt className={className} tabIndex={tabIndex} checks={fold.findings.map(({ check }) => check)}>
        {fold.mended ? t`Look at the ${count} that waited` : t`Look at the ${count}`}
      </LookAt>
    )
  }
  if (fold.verdict !== 'unknown' || !ours || askedAbove) return null
  return (
    <Button size="small" className={className} tabIndex={tabIndex} onClick={() => show(signIn)}>
      {t`Type the password`}
    </Button>
  )
}
