import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { figure, t } from '../../../shared/language/translate.ts'
import { timeOfSource } from '../../../shared/management/unite-readings.ts'
import { missingWords } from '../../steps/ews/left-out-words.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { agoWords, patternWords, stateWords } from './device-words.ts'
import { PatternForm } from './pattern-form.tsx'
import { useQuarantine } from './quarantine-context.ts'
import type { Overview } from './quarantine-state.ts'
import { StateMark } from './state-mark.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalXS, containerType: 'inline-size' },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  state: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  // How the integration's stand is one look at them away.
  wide: { '@container (max-width: 1100px)': { display: 'none' } },
  roomy: { '@container (max-width: 600px)': { display: 'none' } },
})

/** Where everything stands, in a line; each count shows what it counts. */
export function OverviewLines({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const narrow = useQuarantine((state) => state.narrow)
  const look = useQuarantine((state) => state.look)
  const showPart = useQuarantine((state) => state.showPart)
  const [editing, setEditing] = useState(false)
  const { reported, integration, differs, notRead } = overview
  const missing = missingWords(overview.leftOut)
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        {reported.map(({ state, count }) => (
          <Count
            key={state}
            count={count}
            name={t`Show ${figure(count)} ${stateWords[state]}`}
            onShow={() => void look({ filter: { reported: [state] } })}
          >
            <StateMark state={state} />
          </Count>
        ))}
        {differs > 0 && (
          <Count
            count={differs}
            name={t`Show ${figure(differs)} of which the settings say another state`}
            onShow={() => void look({ filter: { differs: true } })}
          >
            {t`differ from the settings`}
          </Count>
        )}
        <Count
          count={integration.count}
          name={t`Show ${figure(integration.count)} of the integration`}
          onShow={() => void narrow({ integration: true })}
        >
          {t`of the integration`}
        </Count>
        {integration.reported.map(({ state, count }) => (
          <span key={state} className={mergeClasses(styles.state, styles.wide)}>
            {figure(count)} <StateMark state={state} />
          </span>
        ))}
        {!editing && (
          <Button
            size="small"
            appearance="subtle"
            className={styles.roomy}
            title={t`known by ${patternWords(integration.pattern)}`}
            onClick={() => setEditing(true)}
          >{t`How they are known…`}</Button>
        )}
      </div>
      {notRead.length > 0 && (
        <div className={styles.line}>
          <VerdictIcon verdict="warn" size={16} />
          {t`Not read: ${notRead.map(({ cmdlet }) => cmdlet).join(', ')}`}
          <Link onClick={() => showPart('readings')}>{t`What was read`}</Link>
        </div>
      )}
      {missing && (
        <div className={styles.line}>
          <VerdictIcon verdict="warn" size={16} />
          {missing}
          <Link onClick={() => showPart('readings')}>{t`What was left out`}</Link>
        </div>
      )}
      {editing && <PatternForm integration={integration} onDone={() => setEditing(false)} />}
    </div>
  )
}

/** How old what was read of devices is: by when the script ran or the file was written, where that is known. */
export function readAgo({ parts }: Overview): string {
  const source = parts.find(({ part }) => part === 'mobileDevices')?.source
  return source ? agoWords(Date.now() - timeOfSource(source)) : ''
}

type CountProps = { count: number; name: string; onShow(): void; children: ReactNode }

function Count({ count, name, onShow, children }: CountProps) {
  const styles = useStyles()
  return (
    <span className={styles.state}>
      <Link aria-label={name} onClick={onShow}>
        {figure(count)}
      </Link>
      {children}
    </span>
  )
}
