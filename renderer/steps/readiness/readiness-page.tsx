import { makeStyles, mergeClasses, ToggleButton, tokens } from '@fluentui/react-components'
import { useId, useRef } from 'react'
import { groupFindings } from '../../../shared/run/finding-groups.ts'
import { shownFindings } from '../../store/findings.ts'
import { useSession } from '../../store/session-context.tsx'
import { EvidenceDrawer } from './evidence-drawer.tsx'
import { FindingList } from './finding-list.tsx'
import { useHoldStill } from './hold-still.ts'
import { useKeepInPlace } from './keep-in-place.ts'
import { LeftBehind } from './left-behind.tsx'
import { NoRunYet } from './no-run-yet.tsx'
import { PasswordPrompt } from './password-prompt.tsx'
import { RunTimePicture } from './run-time-picture.tsx'
import { StillToCome } from './still-to-come.tsx'
import { VerdictHead } from './verdict-head.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', minHeight: 0, minWidth: 0, flexGrow: 1 },
  list: { display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, flexGrow: 1 },
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
  order: { display: 'flex', gap: tokens.spacingHorizontalXS, flexShrink: 0 },
})

/** The readiness run: its verdict, its findings, and beside them the evidence of the one that is chosen. */
export function ReadinessPage() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const step = useSession((state) => state.step)
  const grouping = useSession((state) => state.grouping)
  const selected = useSession((state) => state.selected)
  const select = useSession((state) => state.select)
  const group = useSession((state) => state.group)
  const scroller = useRef<HTMLElement>(null)
  const drawerTitle = useRef<HTMLHeadingElement>(null)
  const drawerId = useId()
  const { shown, held, waiting, area } = useHoldStill(run)
  useKeepInPlace(scroller, held)

  const finding = run?.findings.find(({ check }) => check === selected)

  function openEvidence(check: string, byKeyboard: boolean) {
    select(check)
    if (byKeyboard) requestAnimationFrame(() => drawerTitle.current?.focus())
  }

  function closeEvidence() {
    const line = scroller.current?.querySelector<HTMLElement>(`[data-roving="${CSS.escape(selected ?? '')}"]`)
    select(null)
    line?.focus()
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
      <div className={styles.list}>
        <main id="findings" ref={scroller} tabIndex={-1} className={mergeClasses(styles.main, held && styles.room)}>
          {run && shown ? (
            <>
              <VerdictHead run={run} step={step}>
                {!step && run.findings.length > 0 && (
                  // biome-ignore lint/a11y/useSemanticElements: two buttons of a toolbar are no form, so no fieldset
                  <div role="group" aria-label="Order of the findings" className={styles.order}>
                    <ToggleButton
                      size="small"
                      appearance="subtle"
                      checked={grouping === 'urgency'}
                      onClick={() => group('urgency')}
                    >
                      By urgency
                    </ToggleButton>
                    <ToggleButton
                      size="small"
                      appearance="subtle"
                      checked={grouping === 'step'}
                      onClick={() => group('step')}
                    >
                      By step
                    </ToggleButton>
                  </div>
                )}
              </VerdictHead>
              {!held && <PasswordPrompt />}
              <div {...area}>
                <FindingList
                  key={step ?? 'all'}
                  groups={groupFindings(shownFindings({ run: shown, step }), step ? 'urgency' : grouping)}
                  selected={selected}
                  drawerId={drawerId}
                  onSelect={openEvidence}
                />
              </div>
              {!step && <LeftBehind run={run} />}
              {!step && <RunTimePicture run={run} />}
            </>
          ) : (
            <>
              <PasswordPrompt />
              <NoRunYet />
            </>
          )}
        </main>
        {run && <StillToCome run={run} step={step} waiting={waiting} />}
      </div>
      {run && finding && (
        <EvidenceDrawer id={drawerId} finding={finding} run={run} titleRef={drawerTitle} onClose={closeEvidence} />
      )}
    </div>
  )
}
