import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Discovered, SettingToType } from '../../../shared/organisation/discovery.ts'
import {
  certificateSentence,
  foundSentence,
  questionWords,
  remarkSentence,
  searchSentence,
  serviceNames,
  settingName,
  settingSentence,
  vainSentence,
} from '../../../shared/organisation/discovery-words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'
import type { SearchView } from './search-view.ts'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
  title: {
    margin: 0,
    flexGrow: 1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  button: { flexShrink: 0, whiteSpace: 'nowrap' },
  list: { display: 'grid', gap: tokens.spacingVerticalM, margin: 0, padding: 0, listStyleType: 'none' },
  item: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: tokens.spacingHorizontalS },
  line: { margin: 0, overflowWrap: 'anywhere' },
  strong: { fontWeight: tokens.fontWeightSemibold },
  quiet: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  vain: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, paddingLeft: tokens.spacingHorizontalL },
  show: { fontSize: tokens.fontSizeBase200 },
})

type SearchPanelProps = {
  search: SearchView
  stop(): void
  again(): void
  /** Shows the field in which a setting is typed. */
  show(setting: SettingToType['setting']): void
}

/** What is asked now, what was found and how, and what has to be typed and why: as it comes in. */
export function SearchPanel({ search, stop, again, show }: SearchPanelProps) {
  const styles = useStyles()
  const id = useId()
  const { phase, found, toType, remarks, inVain, asking } = search
  if (phase === 'none') return null
  const isUnderWay = phase === 'under-way'
  return (
    <section className={styles.root} aria-labelledby={id}>
      <div className={styles.head}>
        {isUnderWay && <Working size="tiny" pixels={20} />}
        <h2 id={id} role="status" className={styles.title}>
          {headOf(search)}
        </h2>
        <Button size="small" className={styles.button} onClick={isUnderWay ? stop : again}>
          {isUnderWay ? t`Stop looking` : t`Look again`}
        </Button>
      </div>
      {isUnderWay && asking.length > 0 && (
        <p className={styles.quiet}>{t`Asking ${asking.map(questionWords).join('; ')}.`}</p>
      )}
      {found.length > 0 && (
        <ul className={styles.list} aria-label={t`Found`}>
          {found.map((each, at) => (
            <Found key={each.service} found={each} isToldAbove={isToldIn(found.slice(0, at), each)} />
          ))}
        </ul>
      )}
      {toType.length > 0 && (
        <ul className={styles.list} aria-label={t`To type, and why`}>
          {toType.map((each) => (
            <li key={`${each.setting} ${each.why}`} className={styles.item}>
              <VerdictIcon verdict="warn" />
              <div>
                <p className={mergeClasses(styles.line, styles.strong)}>{settingName(each)}</p>
                <p className={styles.quiet}>{settingSentence(each)}</p>
                <Link as="button" className={styles.show} onClick={() => show(each.setting)}>{t`Go to the field`}</Link>
              </div>
            </li>
          ))}
        </ul>
      )}
      {remarks.map((remark) => (
        <p key={remark.code} className={styles.quiet}>
          {remarkSentence(remark)}
        </p>
      ))}
      {inVain.length > 0 && (
        <Disclosure text={t`Looked at in vain: ${inVain.length}`}>
          <ul className={styles.vain}>
            {inVain.map((each) => (
              <li key={JSON.stringify(each)} className={styles.quiet}>
                {vainSentence(each)}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  )
}

function headOf({ phase, mailbox, found, toType, problem }: SearchView): string {
  switch (phase) {
    case 'under-way':
      return t`Looking for the servers of ${mailbox}`
    case 'stopped':
      return t`The search was stopped. What it has seen stays here.`
    case 'failed':
      return t`The search broke off. ${problem ?? ''}`
    default:
      return searchSentence(found, toType)
  }
}

/** Whether the same certificate has been told of already: one server often has all of the services. */
function isToldIn(above: readonly Discovered[], { certificate }: Discovered): boolean {
  return above.some((other) => JSON.stringify(other.certificate) === JSON.stringify(certificate))
}

function Found({ found, isToldAbove }: { found: Discovered; isToldAbove: boolean }) {
  const styles = useStyles()
  const { service, url, certainty, certificate } = found
  return (
    <li className={styles.item}>
      <VerdictIcon verdict={certificate ? 'warn' : certainty === 'seen' ? 'pass' : 'unknown'} />
      <div>
        <p className={styles.line}>
          <span className={styles.strong}>{serviceNames[service]}</span> <Breakable text={url} />
        </p>
        <p className={styles.quiet}>{foundSentence(found)}</p>
        {certificate && (
          <p className={styles.quiet}>
            {isToldAbove ? t`Its certificate is no better.` : certificateSentence(certificate)}
          </p>
        )}
      </div>
    </li>
  )
}
