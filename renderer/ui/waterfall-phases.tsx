import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { Phase } from '../store/waterfall.ts'

const forced = '@media (forced-colors: active)'
/** A phase that took next to no time is still seen. */
const THINNEST_PIXELS = 3

const useStyles = makeStyles({
  defs: { position: 'absolute', width: 0, height: 0 },
  neutral: { color: tokens.colorNeutralForeground2, [forced]: { color: 'CanvasText' } },
  accent: { color: tokens.colorCompoundBrandBackground, [forced]: { color: 'LinkText' } },
  ground: { fill: tokens.colorNeutralBackground1, [forced]: { fill: 'Canvas' } },
  edge: { stroke: 'currentColor', strokeWidth: '1px' },
  ink: { stroke: 'currentColor' },
  full: { fill: 'currentColor' },
})

const patterned = ['connect', 'handshake', 'receive'] as const
export type PhasePatternIds = Readonly<Record<(typeof patterned)[number], string>>

/** Names for the patterns of one picture, which several may stand beside each other on a page. */
export function usePhasePatterns(): PhasePatternIds {
  const id = useId()
  return { connect: `${id}-connect`, handshake: `${id}-handshake`, receive: `${id}-receive` }
}

/** What the phases are filled with that are told from the others by more than their colour; drawn once a picture. */
export function PhasePatterns({ patterns }: { patterns: PhasePatternIds }) {
  const styles = useStyles()
  return (
    <svg className={styles.defs} aria-hidden="true">
      <defs>
        <pattern id={patterns.connect} className={styles.neutral} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect className={styles.ground} width="4" height="4" />
          <rect className={styles.full} width="2" height="2" />
        </pattern>
        <pattern id={patterns.handshake} className={styles.neutral} width="5" height="5" patternUnits="userSpaceOnUse">
          <rect className={styles.ground} width="5" height="5" />
          <path className={styles.ink} d="M-1,1 l2,-2 M0,5 l5,-5 M4,6 l2,-2" strokeWidth="1.5" />
        </pattern>
        <pattern id={patterns.receive} className={styles.accent} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect className={styles.ground} width="4" height="4" />
          <path className={styles.ink} d="M2,0 v4" strokeWidth="1.5" />
        </pattern>
      </defs>
    </svg>
  )
}

type PhaseBarProps = {
  phase: Phase
  patterns: PhasePatternIds
  x: number | string
  y: number
  width: number | string
  height: number
}

/** A phase as a bar: before the request without colour, from it on in the accent; and each filled in a way of its own. */
export function PhaseBar({ phase, patterns, x, y, width, height }: PhaseBarProps) {
  const styles = useStyles()
  const isAccent = phase === 'wait' || phase === 'receive'
  const fill = phase === 'lookUp' || phase === 'wait' ? undefined : `url(#${patterns[phase]})`
  const plain = phase === 'lookUp' ? styles.ground : phase === 'wait' ? styles.full : undefined
  return (
    <g className={isAccent ? styles.accent : styles.neutral}>
      <rect className={plain} x={x} y={y} width={THINNEST_PIXELS} height={height} fill={fill} />
      <rect className={mergeClasses(styles.edge, plain)} x={x} y={y} width={width} height={height} fill={fill} />
    </g>
  )
}
