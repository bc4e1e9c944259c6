import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowRight16Regular } from '@fluentui/react-icons/svg/arrow-right'
import { nameOfIdentity } from '../../../shared/ews/mailbox-index.ts'
import { counted, figure, t } from '../../../shared/language/translate.ts'
import { stateWord } from '../../../shared/quarantine/decision-chain.ts'
import type { Asked } from '../../store/use-asked.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Working } from '../../ui/working.tsx'
import { DecideNote } from './decide-note.tsx'
import type { TrialResult, Tried } from './decide-selection.ts'
import { useDecideStyles } from './decide-styles.ts'
import { StateMark } from './state-mark.tsx'

const useStyles = makeStyles({
  moves: {
    display: 'grid',
    gridTemplateColumns: 'auto auto auto auto',
    justifyContent: 'start',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    listStyleType: 'none',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  move: { display: 'grid', gridTemplateColumns: 'subgrid', gridColumn: '1 / -1', alignItems: 'center' },
  count: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  arrow: { color: tokens.colorNeutralForeground3 },
  more: { marginTop: tokens.spacingVerticalS },
})

type DecideEffectsProps = { asked: Asked<TrialResult>; onMore(): void }

/** Which devices a change moves, from which state to which, or why nothing of it can be shown. */
export function DecideEffects({ asked: { value, problem }, onMore }: DecideEffectsProps) {
  const styles = useStyles()
  if (problem !== undefined) return <DecideNote verdict="unknown" text={problem} />
  if (value === undefined) return <Working size="tiny" pixels={24} />
  if (value.outcome !== 'tried')
    return <DecideNote verdict={value.outcome === 'not-needed' ? 'pass' : 'warn'} text={value.sentence} />
  const { total, moves, notKnown, devices } = value
  return (
    <>
      {total === 0 ? (
        <DecideNote
          verdict="unknown"
          text={
            notKnown > 0
              ? t`Of no device is it known that it changes its state by this.`
              : t`No device changes its state by this.`
          }
        />
      ) : (
        <ul className={styles.moves} aria-label={t`Which states change`}>
          {moves.map(({ from, to, count }) => (
            <li key={`${from} ${to}`} className={styles.move}>
              <span className={styles.count}>{counted(count, 'device')}</span>
              <StateMark state={from} />
              <ArrowRight16Regular className={styles.arrow} aria-label={t`becomes`} />
              <StateMark state={to} />
            </li>
          ))}
        </ul>
      )}
      {notKnown > 0 && (
        <DecideNote
          verdict="unknown"
          text={t`Of ${counted(notKnown, 'device')} it is not known where they stand, since something was not read.`}
        />
      )}
      {devices.length > 0 && <Devices devices={devices} />}
      {devices.length < total && (
        <div className={styles.more}>
          <Button size="small" onClick={onMore}>{t`Show more`}</Button>{' '}
          {t`${figure(devices.length)} of ${counted(total, 'device')}`}
        </div>
      )}
    </>
  )
}

function Devices({ devices }: Pick<Tried, 'devices'>) {
  const decide = useDecideStyles()
  return (
    <>
      <h4 className={decide.subheading}>{t`These devices change`}</h4>
      <PlainTable
        label={t`Devices that change their state`}
        head={[t`User`, t`Device`, t`Change`, t`What decides then`]}
        rows={devices.map(({ row, from, to, sentence }) => [
          linesOf(nameOfIdentity(row.user), row.mailbox),
          linesOf(row.deviceId || row.name, row.agent),
          t`${stateWord(from)} → ${stateWord(to)}`,
          sentence ?? '',
        ])}
      />
    </>
  )
}

/** What is known, a line each; what is said twice or not at all is no line. */
function linesOf(...lines: string[]): string {
  return [...new Set(lines)].filter((line) => line !== '').join('\n')
}
