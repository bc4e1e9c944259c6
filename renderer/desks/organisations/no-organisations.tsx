import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { EmptyDesk } from '../../ui/empty-desk.tsx'

/** The desk of organisations before the first. `more` is another way than naming one. */
export function NoOrganisations({ create, more }: { create(): void; more: ReactNode }) {
  return (
    <EmptyDesk
      title={t`No organisation is kept yet`}
      buttons={
        <>
          <Button appearance="primary" onClick={create}>{t`Name an organisation`}</Button>
          {more}
        </>
      }
    >{t`An organisation is a mail domain with its servers, a test mailbox and the account to look as. Who looks after several keeps them here side by side, switches between them, and hands them on as files without a password.`}</EmptyDesk>
  )
}
