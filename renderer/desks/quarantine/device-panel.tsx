import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect, useId, useRef } from 'react'
import { nameOfIdentity } from '../../../shared/ews/mailbox-index.ts'
import { t } from '../../../shared/language/translate.ts'
import { useClient } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { useFocusGoesBack } from '../../ui/focus-goes-back.ts'
import { Working } from '../../ui/working.tsx'
import { useAsked } from './decide-asked.ts'
import { DecideNote } from './decide-note.tsx'
import { useTurn } from './decide-turn.ts'
import { DevicePanelBody } from './device-panel-body.tsx'

const useStyles = makeStyles({
  panel: {
    boxSizing: 'border-box',
    width: '440px',
    flexShrink: 0,
    overflowY: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 1150px)': { width: '376px' },
    '@media (min-width: 1600px)': { width: '600px' },
    // There is no room beside the table any more.
    '@media (max-width: 800px)': { position: 'absolute', inset: 0, width: '100%', borderLeft: 'none' },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
  body: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXXXL}` },
})

/** Beside the table: everything known of a device, why it stands where it stands, and what can be decided about it. */
export function DevicePanel({ deviceKey, onClose }: { deviceKey: string; onClose(): void }) {
  const styles = useStyles()
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
      className={styles.panel}
      aria-labelledby={titleId}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <header className={styles.head}>
        <h2 id={titleId} ref={title} tabIndex={-1} className={styles.title}>
          <Breakable
            text={
              value
                ? t`${value.row.name || value.row.deviceId || value.row.type} of ${nameOfIdentity(value.row.user)}`
                : t`Device`
            }
          />
        </h2>
        <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={t`Close the device`} onClick={onClose} />
      </header>
      <div className={styles.body}>
        {problem !== undefined && <DecideNote verdict="unknown" text={problem} />}
        {value === undefined && problem === undefined && <Working size="medium" pixels={32} />}
        {value && <DevicePanelBody key={deviceKey} told={value} />}
      </div>
    </aside>
  )
}
