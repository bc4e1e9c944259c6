import { counted, t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { type Again, againWords, stillWaitingFor } from '../store/verified.ts'
import { LookAt } from './look-at.tsx'

type WhatWaitedProps = {
  check: string
  /** What became of it, where somebody looked again. */
  again: Again | undefined
  className?: string | undefined
  tabIndex?: 0 | -1 | undefined
}

/** Once a finding is seen to pass, what was not reached for its sake can be looked at. */
export function WhatWaited({ check, again, className, tabIndex }: WhatWaitedProps) {
  const run = useSession((state) => state.run)
  const verifications = useSession((state) => state.verifications)
  if (!run || !again || againWords(again).verdict !== 'pass') return null
  const waited = stillWaitingFor(check, run, verifications)
  if (waited.length === 0) return null
  return (
    <LookAt className={className} checks={waited} tabIndex={tabIndex}>
      {t`Look at the ${counted(waited.length, 'check')} that waited for it`}
    </LookAt>
  )
}
