import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect, useId, useRef } from 'react'
import { nameOfIdentity } from '../../../shared/ews/mailbox-index.ts'
import { t } from '../../../shared/language/translate.ts'
import { withUnseen } from '../../../shared/run/unseen.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { useDrawerStyles } from '../../ui/drawer-styles.ts'
import { useFocusGoesBack } from '../../ui/focus-goes-back.ts'
import { Working } from '../../ui/working.tsx'
import { DecideNote } from './decide-note.tsx'
import { useTurn } from './decide-turn.ts'
import { DevicePanelBody } from './device-panel-body.tsx'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  title: { flexGrow: 1 },
})

/** Beside the table: everything known of a device, why it stands where it stands, and what can be decided about it. */
export function DevicePanel({ deviceKey, onClose }: { deviceKey: string; onClose(): void }) {
  const styles = useStyles()
  const drawer = useDrawerStyles()
  const client = useClient()
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  useFocusGoesBack()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another device is read from its beginning
  useEffect(() => title.current?.focus(), [deviceKey])
  const { value, problem } = useAsked(deviceKey, useTurn(), (signal) =>
    client.call('quarantine.device', { key: deviceKey }, signal),
  )
  return (
    <aside
      className={drawer.drawer}
      aria-labelledby={titleId}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <header className={mergeClasses(drawer.head, styles.line)}>
        <h2 id={titleId} ref={title} tabIndex={-1} className={mergeClasses(drawer.title, styles.title)}>
          <Breakable
            text={
              value
                ? withUnseen(
                    t`${value.row.name || value.row.deviceId || value.row.type} of ${nameOfIdentity(value.row.user)}`,
                  )
                : t`Device`
            }
          />
        </h2>
        <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={t`Close the device`} onClick={onClose} />
      </header>
      <div className={drawer.body}>
        {problem !== undefined && <DecideNote verdict="unknown" text={problem} />}
        {value === undefined && problem === undefined && <Working size="medium" pixels={32} />}
        {value && <DevicePanelBody key={deviceKey} told={value} />}
      </div>
    </aside>
  )
}
