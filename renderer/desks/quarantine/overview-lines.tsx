import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { counted, figure, t } from '../../../shared/language/translate.ts'
import { missingWords } from '../../steps/ews/left-out-words.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { agoWords, patternWords, stateWords } from './device-words.ts'
import { PatternForm } from './pattern-form.tsx'
import { useQuarantine } from './quarantine-context.ts'
import type { Overview } from './quarantine-state.ts'
import { StateMark } from './state-mark.tsx'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalXS },
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
  strong: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** Where everything stands, in three lines; each count shows what it counts. */
export function OverviewLines({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const narrow = useQuarantine((state) => state.narrow)
  const look = useQuarantine((state) => state.look)
  const showPart = useQuarantine((state) => state.showPart)
  const [editing, setEditing] = useState(false)
  const { devices, reported, integration, differs, notRead } = overview
  const missing = missingWords(overview.leftOut)
  const statistics = overview.parts.find(({ part }) => part === 'mobileDevices')?.source
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <span className={styles.strong}>{counted(devices ?? 0, 'device')}</span>
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
        {statistics && <span className={styles.quiet}>{t`as of ${ageOf(statistics)}`}</span>}
        {differs > 0 && (
          <Count
            count={differs}
            name={t`Show ${figure(differs)} of which the settings say another state`}
            onShow={() => void look({ filter: { differs: true } })}
          >
            {t`of which the settings say another state`}
          </Count>
        )}
      </div>
      <div className={styles.line}>
        <Count
          count={integration.count}
          name={t`Show ${figure(integration.count)} of the integration`}
          onShow={() => void narrow({ integration: true })}
        >
          {t`of the integration`}
        </Count>
        {integration.reported.map(({ state, count }) => (
          <span key={state} className={styles.state}>
            {figure(count)} <StateMark state={state} />
          </span>
        ))}
        <span className={styles.quiet}>{t`known by ${patternWords(integration.pattern)}`}</span>
        {!editing && <Button size="small" onClick={() => setEditing(true)}>{t`Change…`}</Button>}
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

/** How old what was read is, by when the script ran where that is known. */
function ageOf({ collectedAt, readAt }: Overview['parts'][number]['source']): string {
  return agoWords(Date.now() - Date.parse(collectedAt ?? readAt))
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
