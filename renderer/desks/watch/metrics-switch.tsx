import { Field, Input, MessageBar, MessageBarBody, makeStyles, Switch, tokens } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { Settings } from '../../../shared/settings/settings.ts'
import { useSession } from '../../store/session-context.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useWatch } from './watch-store.ts'

const useStyles = makeStyles({
  card: {
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalL },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
  },
  port: { width: '110px' },
  prose: { margin: 0, maxWidth: '80ch', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
  address: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    margin: `${tokens.spacingVerticalM} 0 0`,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase300,
  },
  bar: { marginTop: tokens.spacingVerticalM },
})

/** The switch that lets a Prometheus on this machine read how the runs came out, in words that say what that shows. */
export function MetricsSwitch() {
  const styles = useStyles()
  const id = useId()
  const connected = useSession((state) => state.connected)
  const settings = useWatch((state) => state.settings)
  const metrics = useWatch((state) => state.metrics)
  const serveMetrics = useWatch((state) => state.serveMetrics)
  const [typed, setTyped] = useState<string | null>(null)
  if (!settings) return null
  const { on, port } = settings.metrics
  const wanted = Settings.shape.metrics.safeParse({ on, port: Number(typed ?? port) })

  function takePort() {
    if (typed !== null && wanted.success && wanted.data.port !== port) void serveMetrics(wanted.data)
    if (wanted.success) setTyped(null)
  }

  return (
    <section className={styles.card} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>{t`Metrics for Prometheus`}</h2>
        <Field
          label={t`Port`}
          orientation="horizontal"
          validationState={wanted.success ? 'none' : 'error'}
          validationMessage={wanted.success ? undefined : t`A whole number from 1024 to 65535.`}
        >
          <Input
            className={styles.port}
            inputMode="numeric"
            disabled={!connected}
            value={typed ?? String(port)}
            onChange={(_, { value }) => setTyped(value)}
            onBlur={takePort}
            onKeyDown={({ key }) => key === 'Enter' && takePort()}
          />
        </Field>
        <Switch
          label={on ? t`On` : t`Off`}
          aria-label={t`Serve the metrics to this machine`}
          checked={on}
          disabled={!connected}
          onChange={(_, { checked }) => void serveMetrics({ on: checked, port })}
        />
      </div>
      <p
        className={styles.prose}
      >{t`Whoever is on this machine can read them, without a password: names of organisations and servers, verdicts, and when certificates end. No password and no account is among them, and no other machine can reach them.`}</p>
      {on && metrics.address !== null && (
        <p className={styles.address}>
          <span>{metrics.address}</span>
          <CopyButton text={metrics.address} what={t`the address of the metrics`} />
        </p>
      )}
      {on && metrics.problem !== null && (
        <MessageBar className={styles.bar} intent="error" layout="multiline">
          <MessageBarBody>{metrics.problem}</MessageBarBody>
        </MessageBar>
      )}
    </section>
  )
}
