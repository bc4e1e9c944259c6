import { Button } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { EmptyDesk } from '../../ui/empty-desk.tsx'

/** The desk of the watch before an organisation is named. */
export function NothingToWatch() {
  const showStart = useSession((state) => state.showStart)
  return (
    <EmptyDesk
      title={t`There is no organisation to watch yet`}
      buttons={<Button appearance="primary" onClick={showStart}>{t`Name an organisation`}</Button>}
    >{t`Once one is named, its run can be repeated from here, from every five minutes to once a day. You are told when it is no longer ready, when it is again, and when a certificate nears its end; not of what comes and goes by itself.`}</EmptyDesk>
  )
}
