import { type PointerEvent, useState } from 'react'
import { isUnderWay, type RunView } from '../store/run-view.ts'

export type HeldStill = {
  /** The run as the list shows it. */
  shown: RunView | undefined
  held: boolean
  /** How many checks have answered that the list does not show yet. */
  waiting: number
  /** Spread on the box around the lines. */
  area: { onPointerMove(event: PointerEvent): void; onWheel(): void; onPointerLeave(): void }
}

/**
 * Holds the lines of a run that is under way as they are, from when a pointer moves or scrolls among them until it leaves:
 * none slips away from under it, and a click meets the line that was aimed at. A pointer that only lies there, where
 * lines come to be beneath it, holds nothing.
 */
export function useHoldStill(run: RunView | undefined): HeldStill {
  const [kept, setKept] = useState<RunView | null>(null)
  const held = kept !== null && kept.header.id === run?.header.id ? kept : null
  const hold = () => {
    if (!held && run && isUnderWay(run)) setKept(run)
  }
  return {
    shown: held ?? run,
    held: held !== null,
    waiting: held && run ? run.findings.length - held.findings.length : 0,
    area: {
      onPointerMove({ pointerType }) {
        // A finger is no longer there when it has aimed.
        if (pointerType !== 'touch') hold()
      },
      onWheel: hold,
      onPointerLeave: () => setKept(null),
    },
  }
}
