import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import { type ChainStep, stateWord } from '../../../shared/quarantine/decision-chain.ts'
import type { PredictedState } from '../../../shared/quarantine/device-decision.ts'
import { stepWords } from '../../../shared/quarantine/step-words.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { chainSentence, stepWord } from './device-chain-words.ts'
import { stateVerdicts } from './device-words.ts'

const WIDTH = 28
const MIDDLE = WIDTH / 2
/** Where the mark of a step stands, from its top. */
const MARK = 18
const ICON = 20

const useStyles = makeStyles({
  figure: { margin: 0 },
  caption: {
    marginBottom: tokens.spacingVerticalS,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  step: {
    position: 'relative',
    padding: `6px ${tokens.spacingHorizontalS} 6px ${WIDTH + 8}px`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusMedium,
  },
  decider: { backgroundColor: tokens.colorNeutralBackground3, fontWeight: tokens.fontWeightSemibold },
  name: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, fontWeight: 400 },
  picture: { position: 'absolute', top: 0, left: 0, width: `${WIDTH}px`, height: '100%' },
  way: { stroke: tokens.colorNeutralForeground3, strokeWidth: '2px' },
  doubtful: { strokeDasharray: '3 4' },
  ground: { fill: tokens.colorNeutralBackground1 },
  passed: { fill: tokens.colorNeutralForeground3 },
})

type DeviceChainProps = { chain: readonly ChainStep[]; state: PredictedState }

/** How a device came to its state: the steps in the order in which Exchange takes them, down to the one that decides. */
export function DeviceChain({ chain, state }: DeviceChainProps) {
  const styles = useStyles()
  const id = useId()
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption id={id} className={styles.caption}>
        <Breakable text={chainSentence(chain, stateWord(state))} />
      </figcaption>
      <ol className={styles.list}>
        {keyed(chain).map(({ key, item: step }) => (
          <li
            key={key}
            className={mergeClasses(styles.step, decider.has(step.outcome) && styles.decider)}
            aria-current={step.outcome === 'decides' ? 'step' : undefined}
          >
            <Mark step={step} state={state} isFirst={key === 0} isLast={key === chain.length - 1} />
            <span className={styles.name}>
              {stepWords[step.step]}: {stepWord(step.outcome)}
            </span>
            <Breakable text={step.sentence} />
          </li>
        ))}
      </ol>
    </figure>
  )
}

type MarkProps = { step: ChainStep; state: PredictedState; isFirst: boolean; isLast: boolean }

/** The step on the way down: a dot that is passed, a question mark where it was not read, the state where it is decided. */
function Mark({ step: { outcome }, state, isFirst, isLast }: MarkProps) {
  const styles = useStyles()
  const icon = outcome === 'passes' ? undefined : outcome === 'decides' ? stateVerdicts[state] : 'unknown'
  const way = mergeClasses(styles.way, outcome === 'not-read' && styles.doubtful)
  return (
    <svg className={styles.picture} aria-hidden="true">
      {!isFirst && <line className={styles.way} x1={MIDDLE} x2={MIDDLE} y1="0" y2={MARK} />}
      {!isLast && <line className={way} x1={MIDDLE} x2={MIDDLE} y1={MARK} y2="100%" />}
      {icon === undefined ? (
        <circle className={styles.passed} cx={MIDDLE} cy={MARK} r="5" />
      ) : (
        <>
          <circle className={styles.ground} cx={MIDDLE} cy={MARK} r={ICON / 2 + 1} />
          <svg x={MIDDLE - ICON / 2} y={MARK - ICON / 2} width={ICON} height={ICON} aria-hidden="true">
            <VerdictIcon verdict={icon} size={ICON} />
          </svg>
        </>
      )}
    </svg>
  )
}

const decider: ReadonlySet<ChainStep['outcome']> = new Set(['decides', 'would-decide'])
