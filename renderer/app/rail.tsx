import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Building20Regular } from '@fluentui/react-icons/svg/building'
import { Circle20Regular } from '@fluentui/react-icons/svg/circle'
import { List20Regular } from '@fluentui/react-icons/svg/list'
import { counted, stepNames } from '../../shared/run/words.ts'
import { type StepState, stepStates } from '../store/findings.ts'
import { useSession } from '../store/session-context.tsx'
import { PosternMark } from '../ui/postern-mark.tsx'
import { useRovingFocus } from '../ui/roving-focus.ts'
import { VerdictIcon } from '../ui/verdict-mark.tsx'

import { Working } from '../ui/working.tsx'
import { RailFoot } from './rail-foot.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    boxSizing: 'border-box',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalS,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalS} 0 0`, padding: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    width: '100%',
    minHeight: '44px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandBackground}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1 },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  text: { minWidth: 0 },
  name: { display: 'block', overflowWrap: 'anywhere' },
  mark: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    margin: 0,
    padding: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  state: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** The organisation, the steps with what was found in each, and at the foot the settings. */
export function Rail() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const run = useSession((state) => state.run)
  const page = useSession((state) => state.page)
  const step = useSession((state) => state.step)
  const show = useSession((state) => state.show)
  const steps = stepStates(run)
  const focus = useRovingFocus<HTMLElement>(['organisation', 'everything', ...steps.map((state) => state.step)])
  if (!organisation) {
    return (
      <div className={styles.root}>
        <p className={styles.mark}>
          <PosternMark />
          Postern
        </p>
        <RailFoot />
      </div>
    )
  }
  const item = (current: boolean) => mergeClasses(styles.item, current && styles.current)
  return (
    <div className={styles.root}>
      <nav aria-label="Steps" {...focus.container}>
        <button
          type="button"
          {...focus.item('organisation')}
          className={item(page === 'organisation')}
          aria-current={page === 'organisation' ? 'page' : undefined}
          onClick={() => show('organisation')}
        >
          <Building20Regular aria-hidden />
          <span className={styles.text}>
            <span className={mergeClasses(styles.name, styles.strong)}>{organisation.name}</span>
            <span className={styles.state}>{organisation.domain}</span>
          </span>
        </button>
        <ul className={styles.list}>
          <li>
            <button
              type="button"
              {...focus.item('everything')}
              className={item(page === 'findings' && step === null)}
              aria-current={page === 'findings' && step === null ? 'page' : undefined}
              onClick={() => show('findings')}
            >
              <List20Regular aria-hidden />
              <span className={styles.text}>
                <span className={styles.name}>Everything</span>
              </span>
            </button>
          </li>
          {steps.map((state) => {
            const current = page === 'findings' && step === state.step
            return (
              <li key={state.step}>
                <button
                  type="button"
                  {...focus.item(state.step)}
                  className={item(current)}
                  aria-current={current ? 'page' : undefined}
                  onClick={() => show('findings', state.step)}
                >
                  <StepIcon state={state} />
                  <span className={styles.text}>
                    <span className={styles.name}>{stepNames[state.step]}</span>
                    <span className={styles.state}>{stateWords(state)}</span>
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      </nav>
      <RailFoot />
    </div>
  )
}

function StepIcon({ state }: { state: StepState }) {
  const styles = useStyles()
  if (state.progress === 'now') return <Working size="extra-tiny" pixels={20} />
  if (state.worst) return <VerdictIcon verdict={state.worst} />
  return <Circle20Regular className={styles.quiet} aria-hidden />
}

/** A step in a few words: what it waits for, or what is to be done in it. */
function stateWords({ progress, counts, total, worst }: StepState): string {
  if (progress === 'none') return 'Not looked at'
  if (progress === 'waiting') return 'Waiting'
  const parts = [
    counts.fail && `${counts.fail} to mend`,
    counts.bug && counted(counts.bug, 'fault of ours', 'faults of ours'),
    counts.warn && `${counts.warn} to look at`,
    counts.unknown && `${counts.unknown} unknown`,
  ].filter((part) => typeof part === 'string')
  if (parts.length > 0) return parts.join(', ')
  if (progress === 'now') return 'Looking'
  if (worst === 'skip') return counts.skip === total ? 'Not reached' : `${counts.skip} of ${total} not reached`
  return counted(counts.pass, 'check passes', 'checks pass')
}
