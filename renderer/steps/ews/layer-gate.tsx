import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { LayerState } from '../../../shared/ews/layer.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { stateVerdicts } from './layer-words.ts'

const WIDTH = 72
const MIDDLE = WIDTH / 2
/** Half of the gap that a client passes through. */
const GAP = 14
const ICON = 20

const useStyles = makeStyles({
  picture: { display: 'block', position: 'absolute', top: 0, left: 0, width: `${WIDTH}px`, height: '100%' },
  way: { stroke: tokens.colorNeutralForeground2, strokeWidth: '2px' },
  beyond: { stroke: tokens.colorNeutralStroke1, strokeDasharray: '3 4' },
  wall: { stroke: tokens.colorNeutralStrokeAccessible, strokeWidth: '4px', strokeLinecap: 'round' },
  open: { stroke: tokens.colorStatusSuccessForeground1 },
  doubtful: { stroke: tokens.colorStatusWarningForeground1 },
  shut: { stroke: tokens.colorStatusDangerForeground1, strokeWidth: '6px' },
  'not-reached': { stroke: tokens.colorNeutralStroke1, strokeDasharray: '1 7' },
  'not-known': { strokeDasharray: '1 7' },
  ground: { fill: tokens.colorNeutralBackground1 },
  end: { fill: tokens.colorNeutralBackground1, stroke: tokens.colorNeutralForeground2, strokeWidth: '2px' },
  last: { stroke: tokens.colorNeutralStroke1 },
})

export const GATE_PIXELS = WIDTH

type LayerGateProps = {
  state: LayerState
  /** Whether the way comes to this layer, and goes on behind it. */
  comes: boolean
  goesOn: boolean
}

/** One layer as a wall across the way: with a gap where a client passes, without one where it is shut. */
export function LayerGate({ state, comes, goesOn }: LayerGateProps) {
  const styles = useStyles()
  const wall = mergeClasses(styles.wall, styles[state])
  return (
    <svg className={styles.picture} aria-hidden="true">
      <Way y1="0" y2="50%" reached={comes} />
      <Way y1="50%" y2="100%" reached={goesOn} />
      {state === 'shut' ? (
        <line className={wall} x1="6" x2={WIDTH - 6} y1="50%" y2="50%" />
      ) : (
        <>
          <line className={wall} x1="6" x2={MIDDLE - GAP} y1="50%" y2="50%" />
          <line className={wall} x1={MIDDLE + GAP} x2={WIDTH - 6} y1="50%" y2="50%" />
        </>
      )}
      <svg x={MIDDLE} y="50%" overflow="visible" aria-hidden="true">
        <circle className={styles.ground} r={ICON / 2 + 1} />
        <svg x={-ICON / 2} y={-ICON / 2} width={ICON} height={ICON} aria-hidden="true">
          <VerdictIcon verdict={stateVerdicts[state]} size={ICON} />
        </svg>
      </svg>
    </svg>
  )
}

/** The beginning or the end of the way: the client outside, the mailbox inside. */
export function LayerEnd({ at, reached }: { at: 'start' | 'end'; reached: boolean }) {
  const styles = useStyles()
  return (
    <svg className={styles.picture} aria-hidden="true">
      <Way y1={at === 'start' ? '50%' : '0'} y2={at === 'start' ? '100%' : '50%'} reached={reached} />
      <svg x={MIDDLE} y="50%" overflow="visible" aria-hidden="true">
        <circle className={mergeClasses(styles.end, !reached && styles.last)} r="6" />
      </svg>
    </svg>
  )
}

function Way({ y1, y2, reached }: { y1: string; y2: string; reached: boolean }) {
  const styles = useStyles()
  return (
    <line className={mergeClasses(styles.way, !reached && styles.beyond)} x1={MIDDLE} x2={MIDDLE} y1={y1} y2={y2} />
  )
}
