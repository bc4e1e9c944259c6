import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { type Ref, useId } from 'react'
import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import { evidenceFacts } from '../../shared/run/evidence-facts.ts'
import { artifactNames, stepNames } from '../../shared/run/words.ts'
import type { RunView } from '../store/run-view.ts'
import type { Again } from '../store/verified.ts'
import { Breakable } from './breakable.tsx'
import { FactList } from './fact-list.tsx'
import { RawEvidence } from './raw-evidence.tsx'
import { VerdictMark } from './verdict-mark.tsx'
import { WhatToDo } from './what-to-do.tsx'

const useStyles = makeStyles({
  drawer: {
    boxSizing: 'border-box',
    width: '440px',
    flexShrink: 0,
    overflowY: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 1150px)': { width: '376px' },
    '@media (min-width: 1600px)': { width: '600px' },
    // There is no room beside the list any more.
    '@media (max-width: 800px)': { position: 'absolute', inset: 0, width: '100%', borderLeft: 'none' },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
  },
  line: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', fontSize: tokens.fontSizeBase300 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
  check: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  body: { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXXXL}` },
  label: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  prose: { margin: `0 0 ${tokens.spacingVerticalL}`, maxWidth: '68ch' },
})

type EvidenceDrawerProps = {
  id: string
  finding: Finding
  /** The run that saw it. */
  run: RunView
  /** What became of the finding, where somebody looked again. */
  again: Again | undefined
  titleRef: Ref<HTMLHeadingElement>
  onClose(): void
}

/** Beside the list: why a finding matters, what to do, what was seen, and the raw evidence that its check looked at. */
export function EvidenceDrawer({ id, finding, run, again, titleRef, onClose }: EvidenceDrawerProps) {
  const styles = useStyles()
  const titleId = useId()
  const evidence = evidenceFacts(finding)
  return (
    <aside id={id} className={styles.drawer} aria-labelledby={titleId}>
      <header className={styles.head}>
        <div className={styles.line}>
          <VerdictMark verdict={finding.verdict} />
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={t`Close the evidence`}
            onClick={onClose}
          />
        </div>
        <h2 id={titleId} ref={titleRef} tabIndex={-1} className={styles.title}>
          <Breakable text={finding.title} />
        </h2>
        <p className={styles.check}>{t`${stepNames[finding.step]} · check ${finding.check}`}</p>
      </header>
      <div className={styles.body}>
        <WhatToDo finding={finding} again={again} />
        {finding.blockedBy && (
          <section>
            <h3 className={styles.label}>{t`What it waits for`}</h3>
            <p className={styles.prose}>{artifactNames[finding.blockedBy]}</p>
          </section>
        )}
        <section>
          <h3 className={styles.label}>{t`Why it matters`}</h3>
          <p className={styles.prose}>{finding.why}</p>
        </section>
        {evidence.length > 0 && (
          <section>
            <h3 className={styles.label}>{t`What was seen`}</h3>
            <FactList facts={evidence} />
          </section>
        )}
        <RawEvidence key={finding.check} names={finding.artifacts} run={run} />
      </div>
    </aside>
  )
}
