import { Button } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { EmptyDesk } from '../../ui/empty-desk.tsx'

/** The desk of runs before the first run. */
export function NoRunsKept() {
  const showStart = useSession((state) => state.showStart)
  return (
    <EmptyDesk
      title={t`No run is kept yet`}
      buttons={<Button appearance="primary" onClick={showStart}>{t`Look at an organisation`}</Button>}
    >{t`Each run is kept here with everything it gathered, so that you can come back to it, see what changed since, and judge it by newer checks. A run of another machine can be brought in as a file.`}</EmptyDesk>
  )
}
