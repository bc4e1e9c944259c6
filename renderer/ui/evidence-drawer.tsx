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
import { useDrawerStyles } from './drawer-styles.ts'
import { FactList } from './fact-list.tsx'
import { RawEvidence } from './raw-evidence.tsx'
import { VerdictMark } from './verdict-mark.tsx'
import { WhatToDo } from './what-to-do.tsx'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', fontSize: tokens.fontSizeBase300 },
  check: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
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
  const drawer = useDrawerStyles()
  const titleId = useId()
  const evidence = evidenceFacts(finding)
  return (
    <aside id={id} className={drawer.drawer} aria-labelledby={titleId}>
      <header className={drawer.head}>
        <div className={styles.line}>
          <VerdictMark verdict={finding.verdict} />
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={t`Close the evidence`}
            onClick={onClose}
          />
        </div>
        <h2 id={titleId} ref={titleRef} tabIndex={-1} className={drawer.title}>
          <Breakable text={finding.title} />
        </h2>
        <p className={styles.check}>{t`${stepNames[finding.step]} · check ${finding.check}`}</p>
      </header>
      <div className={drawer.body}>
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
