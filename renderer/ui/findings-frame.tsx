import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { FindingGroup } from '../../shared/run/finding-groups.ts'
import type { RunView } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { type Again, drawnWith, seenAgain, triedAgain, withSeenAgain } from '../store/verified.ts'
import { EvidenceDrawer } from './evidence-drawer.tsx'
import { FindingList } from './finding-list.tsx'
import { useHoldStill } from './hold-still.ts'
import { InterruptedLine } from './interrupted-line.tsx'
import { useKeepInPlace } from './keep-in-place.ts'
import { LooksBackLine } from './looks-back-line.tsx'
import { ResumedLine } from './resumed-line.tsx'
import { StillToCome } from './still-to-come.tsx'

const useStyles = makeStyles({
  root: { position: 'relative', display: 'flex', minHeight: 0, minWidth: 0, flexGrow: 1 },
  list: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, flexGrow: 1 },
  // The evidence has the whole room there, and what is behind it is not to be reached.
  behind: { '@media (max-width: 800px)': { visibility: 'hidden' } },
  main: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    // The place of what is read is kept by useKeepInPlace; the browser's own anchoring would do it twice.
    overflowAnchor: 'none',
    paddingInline: tokens.spacingHorizontalXXL,
    paddingTop: tokens.spacingVerticalXL,
    paddingBottom: '96px',
    ':focus-visible': { outline: 'none' },
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  // So that a line that is pointed at can be kept in its place, whatever grows above it and however little is below.
  room: { paddingBottom: '60vh' },
})

const NONE: ReadonlyMap<string, Again> = new Map()

/** What can be looked at now is said at once, in the lines that stand there. */
function mendedIn(run: RunView, verifications: readonly RunView[]): Pick<RunView, 'mended'> {
  const { mended } = withSeenAgain(run, verifications)
  return mended ? { mended } : {}
}

type FindingsFrameProps = {
  run: RunView | undefined
  /** Above the findings. */
  head: ReactNode
  /** What is asked above them, and goes while the list is held still. */
  prompt?: ReactNode
  /** The findings that are shown of a run. */
  groups(run: RunView): readonly FindingGroup[]
  /** How many of the checks that are shown here have not answered yet. */
  open: number
  /** Beside the heading of a group. */
  beside?(group: FindingGroup): ReactNode
  /** Below the findings. */
  foot?: ReactNode
}

/** A page of findings: what stands above them, their list, and beside it the evidence of the one that is chosen. */
export function FindingsFrame({ run, head, prompt, groups, open, beside, foot }: FindingsFrameProps) {
  const styles = useStyles()
  const selected = useSession((state) => state.selected)
  const select = useSession((state) => state.select)
  const scroller = useRef<HTMLElement>(null)
  const drawerTitle = useRef<HTMLHeadingElement>(null)
  const drawerId = useId()
  const { shown, held, waiting, area } = useHoldStill(run)
  useKeepInPlace(scroller, held)

  const verifications = useSession((state) => state.verifications)
  // A line stays where it is when what it says is looked at again: it moves when somebody comes here anew.
  const [opened] = useState(verifications)
  const before = run ? drawnWith(run, opened, verifications) : []
  const seen = run && seenAgain(run, verifications)
  const chosen = selected === null ? undefined : seen?.get(selected)
  const finding = chosen?.finding ?? run?.findings.find(({ check }) => check === selected)
  const tried = run && triedAgain(run, verifications)
  const since =
    run &&
    triedAgain(
      run,
      verifications.filter((one) => !before.includes(one)),
    )

  // A picture opens evidence as well, and gets the focus back.
  const opener = useRef<Element>(null)
  useLayoutEffect(() => {
    if (selected !== null) opener.current = document.activeElement
  }, [selected])

  function openEvidence(check: string, byKeyboard: boolean) {
    select(check)
    requestAnimationFrame(() => {
      const seen = document.activeElement?.checkVisibility({ visibilityProperty: true })
      if (byKeyboard || !seen) drawerTitle.current?.focus()
    })
  }

  function closeEvidence() {
    const line = scroller.current?.querySelector<HTMLElement>(`[data-roving="${CSS.escape(selected ?? '')}"]`)
    flushSync(() => select(null))
    const from = opener.current
    if (from instanceof HTMLElement && from.matches('button') && scroller.current?.contains(from)) from.focus()
    else line?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the evidence from wherever the focus is
    <div
      className={styles.root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !finding || event.defaultPrevented) return
        event.preventDefault()
        closeEvidence()
      }}
    >
      <div className={mergeClasses(styles.list, finding && styles.behind)}>
        <main id="findings" ref={scroller} tabIndex={-1} className={mergeClasses(styles.main, held && styles.room)}>
          <LooksBackLine />
          <InterruptedLine />
          <ResumedLine />
          {head}
          {!held && prompt}
          {shown && (
            <div {...area}>
              <FindingList
                groups={groups({ ...withSeenAgain(shown, before), ...(run && mendedIn(run, verifications)) })}
                again={since ?? NONE}
                selected={selected}
                drawerId={drawerId}
                onSelect={openEvidence}
                beside={beside}
              />
            </div>
          )}
          {foot}
        </main>
        {run && <StillToCome run={run} open={open} waiting={waiting} />}
      </div>
      {run && finding && (
        <EvidenceDrawer
          id={drawerId}
          finding={finding}
          run={chosen?.run ?? run}
          again={tried?.get(finding.check)}
          titleRef={drawerTitle}
          onClose={closeEvidence}
        />
      )}
    </div>
  )
}
