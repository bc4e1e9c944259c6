import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useSession } from '../store/session-context.tsx'
import { canVerify, isHeldUp } from '../store/session-state.ts'

type LookAtProps = {
  checks: readonly string[]
  className?: string | undefined
  tabIndex?: 0 | -1 | undefined
  children: ReactNode
}

/** Looks at checks that could not be looked at before, once that can be done. */
export function LookAt({ checks, className, tabIndex, children }: LookAtProps) {
  const verify = useSession((state) => state.verify)
  const possible = useSession(canVerify)
  const blocked = useSession(isHeldUp)
  if (!possible) return null
  return (
    <Button
      size="small"
      className={className}
      tabIndex={tabIndex}
      disabledFocusable={blocked}
      onClick={() => void verify(checks)}
    >
      {children}
    </Button>
  )
}
