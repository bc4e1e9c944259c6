import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { Layer } from '../../../shared/ews/layer.ts'
import { t } from '../../../shared/language/translate.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'
import type { RemedySubject } from '../../../shared/remedies/remedy.ts'
import type { RunView } from '../../store/run-view.ts'
import { useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { DecisionTable } from './decision-table.tsx'
import { useEwsStyles } from './ews-styles.ts'

const useStyles = makeStyles({
  root: { marginTop: tokens.spacingVerticalL, maxWidth: '880px' },
  checks: { listStyleType: 'none', margin: `${tokens.spacingVerticalS} 0 0`, padding: 0 },
  check: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    alignItems: 'start',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  cmdlets: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

type LayerDetailProps = {
  id: string
  layer: Layer
  run: RunView | undefined
  configuration: Configuration | undefined
  subject: RemedySubject
}

/** More of one layer: what it is, whose findings tell of it, by which cmdlets it is known, and where the two sides part. */
export function LayerDetail({ id, layer, run, configuration, subject }: LayerDetailProps) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const select = useSession((state) => state.select)
  const selected = useSession((state) => state.selected)
  const findings = run?.findings.filter(({ check }) => layer.probed.checks.includes(check)) ?? []
  const isAccess = layer.name === 'organisation' || layer.name === 'mailbox'
  return (
    <section id={id} className={styles.root} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={ews.heading}>
        {layer.title}
      </h2>
      <p className={ews.prose}>
        <Breakable text={layer.meaning} />
      </p>
      {layer.note && (
        <p className={ews.note}>
          <VerdictIcon verdict="warn" />
          <span>
            <Breakable text={layer.note} />
          </span>
        </p>
      )}
      {isAccess && configuration && <DecisionTable layer={layer} configuration={configuration} subject={subject} />}
      {layer.configured && layer.configured.cmdlets.length > 0 && (
        <p className={ews.prose}>{t`The configuration is known from ${layer.configured.cmdlets.join(', ')}.`}</p>
      )}
      {findings.length > 0 && (
        <ul className={styles.checks} aria-label={t`What the probe looked at here`}>
          {findings.map(({ check, verdict, title }) => (
            <li key={check} className={styles.check}>
              <VerdictIcon verdict={verdict} />
              <Breakable text={title} />
              <Button
                size="small"
                appearance="subtle"
                aria-label={t`Evidence: ${title}`}
                aria-expanded={selected === check}
                onClick={() => select(check)}
              >{t`Evidence`}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
