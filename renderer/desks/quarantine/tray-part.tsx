import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { Tabs } from '../../ui/tabs.tsx'
import { TrailList } from './trail-list.tsx'
import { TrayDefault } from './tray-default.tsx'
import { TrayGathered } from './tray-gathered.tsx'
import { TraySettled } from './tray-settled.tsx'

type Part = 'gathered' | 'settled' | 'default' | 'trail'

/** What was decided: gathered in the tray with its script, seen done, the organisation’s default, and the trail of all of it. */
export function TrayPart() {
  const [part, setPart] = useState<Part>('gathered')
  return (
    <Tabs<Part>
      label={t`What was decided`}
      chosen={part}
      onChoose={setPart}
      tabs={[
        { id: 'gathered', name: t`In the tray`, draw: () => <TrayGathered /> },
        { id: 'settled', name: t`Seen done`, draw: () => <TraySettled /> },
        { id: 'default', name: t`The organisation’s default`, draw: () => <TrayDefault /> },
        { id: 'trail', name: t`Trail`, draw: () => <TrailList /> },
      ]}
    />
  )
}
