import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { keyed } from '../../ui/keyed.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { DecideBar } from './decide-bar.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { DeviceChain } from './device-chain.tsx'
import { DeviceHistory } from './device-history.tsx'
import { deviceFacts, notReadOf } from './device-panel-facts.ts'
import { StateMark } from './state-mark.tsx'
import { TrailList } from './trail-list.tsx'
import { TrayDecisions } from './tray-decisions.tsx'

type Told = CallResult<'quarantine.device'>

const useStyles = makeStyles({
  states: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: `0 0 ${tokens.spacingVerticalM}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0 },
  first: { marginTop: 0 },
})

/** What is known of a device, the most urgent first. */
export function DevicePanelBody({ told }: { told: Told }) {
  const styles = useStyles()
  const { row, chain, state, contradiction, doubts, history, decisions, others } = told
  const notRead = notReadOf(told)
  return (
    <>
      <dl className={styles.states}>
        <dt className={styles.name}>{t`Exchange says`}</dt>
        <dd className={styles.value}>
          <StateMark state={row.reported} />
        </dd>
        <dt className={styles.name}>{t`By the settings`}</dt>
        <dd className={styles.value}>
          <StateMark state={state} />
        </dd>
        <dt className={styles.name}>{t`Mailbox`}</dt>
        <dd className={styles.value}>
          <Breakable text={row.mailbox} />
        </dd>
      </dl>
      <DecideBar selection={{ keys: [row.key] }} />
      {contradiction && (
        <Part title={t`Exchange says otherwise`}>
          <DecideNote verdict="warn" text={contradiction.sentence} />
        </Part>
      )}
      <Part title={t`Why it stands there`}>
        <DeviceChain chain={chain} state={state} />
      </Part>
      {doubts.length > 0 && (
        <Part title={t`What could make it otherwise`}>
          {keyed(doubts).map(({ key, item }) => (
            <DecideNote key={key} verdict="unknown" text={item} />
          ))}
        </Part>
      )}
      {notRead.length > 0 && (
        <Part title={t`What was not read`}>
          <DecideNote verdict="unknown" text={t`Nothing was read of this device by ${notRead.join(', ')}.`} />
        </Part>
      )}
      {decisions.length > 0 && (
        <Part title={t`Decided about it`}>
          <TrayDecisions decisions={decisions} />
        </Part>
      )}
      {deviceFacts(told).map(({ title, facts }) =>
        facts.some(({ value }) => value !== undefined && value !== '') ? (
          <Part key={title} title={title}>
            <FactList facts={facts} />
          </Part>
        ) : null,
      )}
      <Part title={t`How it stood at earlier readings`}>
        <DeviceHistory history={history} />
      </Part>
      {others.length > 0 && (
        <Part title={t`Other devices of the mailbox`}>
          <Disclosure text={counted(others.length, 'other device')}>
            <PlainTable
              label={t`Other devices of the mailbox`}
              head={[t`Device`, t`Type`, t`User agent`, t`State`]}
              rows={others.map(({ deviceId, type, agent, reported }) => [deviceId, type, agent, reported])}
            />
          </Disclosure>
        </Part>
      )}
      <Part title={t`Its trail`}>
        <TrailList about={row.key} />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const decide = useDecideStyles()
  return (
    <section aria-label={title}>
      <h3 className={decide.subheading}>{title}</h3>
      {children}
    </section>
  )
}
