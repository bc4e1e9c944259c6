import { makeStyles, tokens } from '@fluentui/react-components'
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right'
import type { EvidenceValue } from '../../../shared/checks/check.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { type ChangeKind, type CheckChange, changeKinds } from '../../../shared/run/compare-runs.ts'
import { evidenceFacts } from '../../../shared/run/evidence-facts.ts'
import { stepNames } from '../../../shared/run/words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import { changeWords } from './run-words.ts'

const useStyles = makeStyles({
  heading: {
    display: 'flex',
    alignItems: 'baseline',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalXL} 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  count: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightRegular,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  change: { padding: `${tokens.spacingVerticalM} 0`, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  about: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  sides: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  side: { minWidth: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  title: { margin: `${tokens.spacingVerticalXXS} 0 0`, maxWidth: '64ch', overflowWrap: 'anywhere' },
  none: { margin: 0, color: tokens.colorNeutralForeground3 },
  arrow: { color: tokens.colorNeutralForeground3 },
})

/** What changed between two runs, under the kinds of change, what got worse first, what says the same folded; with the evidence of each. */
export function ChangeList({ changes }: { changes: readonly CheckChange[] }) {
  const byKind = Map.groupBy(changes, ({ kind }) => kind)
  return changeKinds
    .filter((kind) => byKind.has(kind))
    .map((kind) => {
      // Of another server, everything is seen otherwise: what nobody has to act on is not in the way of the rest.
      const folded = kind === 'other-evidence' && byKind.size > 1
      return <ChangeGroup key={kind} kind={kind} changes={byKind.get(kind) ?? []} folded={folded} />
    })
}

type ChangeGroupProps = { kind: ChangeKind; changes: readonly CheckChange[]; folded: boolean }

function ChangeGroup({ kind, changes, folded }: ChangeGroupProps) {
  const styles = useStyles()
  const list = (
    <ul className={styles.list}>
      {changes.map((change) => (
        <li key={change.check} className={styles.change}>
          <Change change={change} />
        </li>
      ))}
    </ul>
  )
  return (
    <section aria-labelledby={`change-${kind}`}>
      <h2 id={`change-${kind}`} className={styles.heading}>
        {changeWords[kind]} <span className={styles.count}>{changes.length}</span>
      </h2>
      {folded ? <Disclosure text={t`Show ${counted(changes.length, 'check')}`}>{list}</Disclosure> : list}
    </section>
  )
}

function Change({ change }: { change: CheckChange }) {
  const styles = useStyles()
  const { before, after, evidence, check } = change
  const step = (after ?? before)?.step
  return (
    <article aria-label={(after ?? before)?.title}>
      <p className={styles.about}>
        {step && stepNames[step]}
        {t` · check ${check}`}
      </p>
      <div className={styles.sides}>
        <Side finding={before} none={t`The earlier one does not have this check.`} />
        <ArrowRight20Regular className={styles.arrow} aria-label={t`then`} />
        <Side finding={after} none={t`The later one does not have this check.`} />
      </div>
      {evidence.length > 0 && (
        <Disclosure text={t`What was seen, side by side`} of={check}>
          <PlainTable
            label={t`What was seen of ${check} in both runs`}
            head={[t`What`, t`Earlier`, t`Later`]}
            rows={evidence.map(({ key, before, after }) => [labelOf(key), shown(key, before), shown(key, after)])}
          />
        </Disclosure>
      )}
    </article>
  )
}

function Side({ finding, none }: { finding: CheckChange['before']; none: string }) {
  const styles = useStyles()
  if (!finding) return <p className={styles.none}>{none}</p>
  return (
    <div className={styles.side}>
      <VerdictMark verdict={finding.verdict} />
      <p className={styles.title}>
        <Breakable text={finding.title} />
      </p>
    </div>
  )
}

function labelOf(key: string): string {
  return evidenceFacts({ evidence: { [key]: '' }, advice: null })[0]?.label ?? key
}

/** A value as the drawer of evidence writes it; what was not seen is said to be so. */
function shown(key: string, value: EvidenceValue | undefined): string {
  if (value === undefined) return t`not seen`
  const [fact] = evidenceFacts({ evidence: { [key]: value }, advice: null })
  const written = fact?.value ?? value
  return Array.isArray(written) ? written.join('\n') || t`none` : String(written) || t`empty`
}
