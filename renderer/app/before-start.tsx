import { Button, makeStyles, Switch, tokens } from '@fluentui/react-components'
import { Info20Regular } from '@fluentui/react-icons/svg/info'
import { useId, useRef, useState } from 'react'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { TraceText } from '../ui/trace-text.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS, flexShrink: 0 },
  words: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end' },
  switch: { marginBlock: '-6px' },
  caption: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  panel: {
    position: 'absolute',
    top: '100%',
    right: tokens.spacingHorizontalXXL,
    zIndex: 2,
    boxSizing: 'border-box',
    width: '440px',
    maxWidth: `calc(100% - 2 * ${tokens.spacingHorizontalXXL})`,
    maxHeight: 'calc(100vh - 120px)',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow16,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    ':focus-visible': { outline: 'none' },
  },
  only: { margin: 0 },
  more: { margin: `${tokens.spacingVerticalM} 0 0` },
})

/** Beside Start, before anything is sent: what the run may leave on a server, and the switch that leaves it out. */
export function BeforeStart() {
  const styles = useStyles()
  const captionId = useId()
  const panelId = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const organisation = useSession((state) => state.organisation)
  const traces = useSession((state) => state.traces)
  const connected = useSession((state) => state.connected)
  const leaveNoTrace = useSession((state) => state.leaveNoTrace)
  if (!organisation?.account) return null
  const leave = organisation.activeSync?.leaveNoTrace ?? false
  return (
    <div className={styles.root}>
      <div className={styles.words}>
        <Switch
          className={styles.switch}
          label={t`Leave no trace`}
          labelPosition="before"
          checked={leave}
          disabled={!connected}
          aria-describedby={captionId}
          onChange={(_, { checked }) => void leaveNoTrace(checked)}
        />
        <p id={captionId} className={styles.caption}>
          {traces.length > 0 ? t`The run leaves a mobile device behind` : t`Nothing stays on a server`}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape and a focus that leaves close what is open, from wherever in it */}
      <div
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return
          event.preventDefault()
          setOpen(false)
          button.current?.focus()
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
        }}
      >
        <Button
          ref={button}
          appearance="subtle"
          icon={<Info20Regular />}
          aria-label={t`What a run leaves on a server`}
          aria-expanded={open}
          aria-controls={open ? panelId : undefined}
          onClick={() => setOpen(!open)}
        />
        {open && (
          <section
            id={panelId}
            tabIndex={-1}
            className={styles.panel}
            aria-label={t`What a run leaves on a server, in full`}
          >
            {traces.map((trace) => (
              <TraceText key={trace.undo} lead={t`The run may leave behind`} trace={trace} />
            ))}
            <p className={traces.length > 0 ? styles.more : styles.only}>{explanation(leave, traces.length > 0)}</p>
          </section>
        )}
      </div>
    </div>
  )
}

function explanation(leave: boolean, trace: boolean): string {
  if (leave)
    return t`No mobile device is signed in, so nothing stays on a server. Whether a device is let in is not known then.`
  if (trace)
    return t`“Leave no trace” leaves this out; whether a device is let in, and what it may sync, is not known then.`
  return t`No password is kept, so no mobile device is signed in, and nothing stays on a server.`
}
