import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'
import type { Remedy, RemedySubject } from '../../../shared/remedies/remedy.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { useEwsStyles } from './ews-styles.ts'
import { NoPlanNote } from './no-plan-note.tsx'
import { PlanView } from './plan-view.tsx'
import { offersBasic, RemedyBasic } from './remedy-basic.tsx'
import { RemedyVerify } from './remedy-verify.tsx'

const useStyles = makeStyles({
  root: {
    maxWidth: '1120px',
    boxSizing: 'border-box',
    marginTop: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  title: { ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' } },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, 160px) minmax(0, 72ch)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    margin: `${tokens.spacingVerticalM} 0 0`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
})

type RemedyPanelProps = {
  remedy: Remedy
  /** What was read of Exchange; undefined where nobody gave it. */
  configuration: Configuration | undefined
  subject: RemedySubject
  organisation: string
  /** Somebody came here for it: its heading gets the focus. */
  arrived: boolean
}

/** One remedy: what it changes and at what risk, its scripts or why there are none, the way by hand, and the proof. */
export function RemedyPanel({ remedy, configuration, subject, organisation, arrived }: RemedyPanelProps) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const [asksBasic, setAsksBasic] = useState(false)
  const canBasic = offersBasic(remedy.id, configuration)
  const basic = canBasic && asksBasic
  const plan = useMemo(
    () => remedy.plan(configuration ?? {}, { ...subject, ...(basic && { basic }) }),
    [remedy, configuration, subject, basic],
  )
  const facts = [
    { name: t`Risk`, value: remedy.risk },
    { name: t`Who runs it`, value: remedy.who },
    { name: t`Takes effect`, value: remedy.takesEffect },
  ]
  return (
    <section className={styles.root} aria-labelledby="ews-remedy">
      <h2
        id="ews-remedy"
        tabIndex={-1}
        className={mergeClasses(ews.heading, styles.title)}
        {...(arrived && { 'data-arrival': remedy.id })}
      >
        {remedy.title}
      </h2>
      <p className={ews.prose}>
        <Breakable text={remedy.why} />
      </p>
      {canBasic && <RemedyBasic basic={basic} onBasic={setAsksBasic} />}
      {plan.kind === 'plan' ? (
        <PlanView remedy={remedy} plan={plan} organisation={organisation} />
      ) : (
        <NoPlanNote plan={plan} hasConfiguration={configuration !== undefined} />
      )}
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => (
          <FactLine key={name} name={name} value={value} />
        ))}
      </dl>
      <ByHand steps={remedy.byHand} unfolded={plan.kind === 'by-hand'} />
      <RemedyVerify remedy={remedy} />
    </section>
  )
}

function FactLine({ name, value }: { name: string; value: string }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>
        <Breakable text={value} />
      </dd>
    </>
  )
}

function ByHand({ steps, unfolded }: { steps: readonly string[]; unfolded: boolean }) {
  const ews = useEwsStyles()
  const list = (
    <ol className={ews.list}>
      {keyed(steps).map(({ key, item }) => (
        <li key={key}>
          <Breakable text={item} />
        </li>
      ))}
    </ol>
  )
  if (!unfolded) return <Disclosure text={t`The same by hand`}>{list}</Disclosure>
  return (
    <>
      <h3 className={ews.subheading}>{t`By hand`}</h3>
      {list}
    </>
  )
}
