import { makeStyles, Radio, RadioGroup, Switch, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Settings } from '../../../shared/settings/settings.ts'
import { useSession } from '../../store/session-context.tsx'
import { Working } from '../../ui/working.tsx'
import { DataSection } from './data-section.tsx'
import { ProxyChoice } from './proxy-choice.tsx'
import { ResolversForm } from './resolvers-form.tsx'
import { SettingsSection } from './settings-section.tsx'
import { TrustedCertificates } from './trusted-certificates.tsx'

const useStyles = makeStyles({
  main: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} 96px`,
    containerType: 'inline-size',
    ':focus-visible': { outline: 'none' },
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  title: {
    margin: `0 0 ${tokens.spacingVerticalL}`,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
  hint: {
    margin: 0,
    maxWidth: '68ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

const themes: Readonly<Record<Settings['theme'], string>> = { system: t`As the system`, light: t`Light`, dark: t`Dark` }

/** What is chosen for this Postern, whatever the organisation; and where everything is that it keeps. */
export default function SettingsDesk() {
  const styles = useStyles()
  const settings = useSession((state) => state.settings)
  const connected = useSession((state) => state.connected)
  const inBrowser = useSession((state) => state.about?.host === 'loopback')
  const why = useId()
  const save = useSession((state) => state.saveSettings)
  return (
    <main id="findings" tabIndex={-1} className={styles.main}>
      <h1 className={styles.title}>{t`Settings`}</h1>
      {!settings ? (
        <Working size="medium" pixels={32} />
      ) : (
        <>
          <SettingsSection title={t`Look`}>
            <RadioGroup
              aria-label={t`Light or dark`}
              layout="horizontal"
              value={settings.theme}
              disabled={!connected}
              onChange={(_, { value }) => void save({ theme: value as Settings['theme'] })}
            >
              {Object.entries(themes).map(([value, words]) => (
                <Radio key={value} value={value} label={words} />
              ))}
            </RadioGroup>
            <p
              className={styles.hint}
            >{t`The system’s high contrast and its wish for less motion are followed by themselves.`}</p>
          </SettingsSection>
          <SettingsSection title={t`Network`}>
            <ResolversForm />
            <ProxyChoice />
          </SettingsSection>
          <SettingsSection title={t`Notifications`}>
            <Switch
              label={t`Say when a run has ended, and when a verdict of the watch turns`}
              aria-describedby={inBrowser ? why : undefined}
              checked={settings.notifications && !inBrowser}
              disabled={!connected || inBrowser}
              onChange={(_, { checked }) => void save({ notifications: checked })}
            />
            {inBrowser && (
              <p
                id={why}
                className={styles.hint}
              >{t`In a browser, Postern shows no notifications of the system: what turns is told at the top of the window. Opened as a program of its own, it shows them.`}</p>
            )}
          </SettingsSection>
          <SettingsSection title={t`Certificates`}>
            <TrustedCertificates />
          </SettingsSection>
          <SettingsSection title={t`Data`}>
            <DataSection />
          </SettingsSection>
        </>
      )}
    </main>
  )
}
