import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { AskOnce } from '../../ui/ask-once.tsx'

/** Forgets the password that is kept, after asking once: what is forgotten has to be typed again. */
export function ForgetPassword({ username }: { username: string }) {
  const [asks, setAsks] = useState(false)
  const connected = useSession((state) => state.connected)
  const forget = useSession((state) => state.forgetPassword)
  return (
    <>
      <Button disabledFocusable={!connected} onClick={() => setAsks(true)}>{t`Forget the password…`}</Button>
      <AskOnce
        open={asks}
        title={t`Forget the password of ${username}?`}
        act={t`Forget the password`}
        keep={t`Keep it`}
        onClose={() => setAsks(false)}
        onAct={() => void forget()}
      >{t`Postern lets go of it, in its own keychain entry too, and it has to be typed again for the next sign-in. A place that the organisation’s file names is left as it is, and not read again until Postern is started anew. What became of earlier sign-ins stays known.`}</AskOnce>
    </>
  )
}
