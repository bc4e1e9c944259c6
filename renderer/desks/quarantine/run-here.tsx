import { makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/language/translate.ts'
import type { PlannedChange } from '../../../shared/quarantine/told-decisions.ts'
import { isServer, liveStoreOf } from '../../steps/ews/live-store.ts'
import { LiveShown, LiveWhere, useLiveAccount, type Whose } from '../../steps/ews/live-where.tsx'
import { useClient, useSession } from '../../store/session-context.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { RunHereActs } from './run-here-acts.tsx'
import { RunHereOutcomes } from './run-here-outcomes.tsx'
import { RunHereProgress } from './run-here-progress.tsx'
import {
  isHeldBack,
  isOver,
  isPreviewed,
  type LiveWanted,
  type RunHereKind,
  type RunHereStore,
  runHereStoreOf,
  shownFor,
} from './run-here-store.ts'
import { shownWords } from './run-here-words.ts'

const useStyles = makeStyles({
  card: {
    maxWidth: '880px',
    boxSizing: 'border-box',
    marginTop: tokens.spacingVerticalXL,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
})

type RunHereProps = {
  what: RunHereKind
  /** What would be run; null where there is nothing any more, and only what was run is told. */
  of: PlannedChange | null
}

/** Runs a plan at Exchange from this machine: its preview, what was previewed, and what takes back what was done. */
export function RunHere({ what, of }: RunHereProps) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const client = useClient()
  const organisationId = useSession((state) => state.organisationId)
  const store = runHereStoreOf(client, organisationId, what)
  const state = useStore(store)
  const [whose, setWhose] = useState<Whose>('windows')
  const [turned, setTurned] = useState<'preview' | 'undo' | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const account = useLiveAccount(whose)
  const { server, run, problem, isStarting, name, start, stop } = state
  const undo = run?.ended?.undo ?? null
  const wanted = wantedNow()
  const shown = wanted && shownFor(state, wanted, account)
  const isRunning = isStarting || (run !== null && !run.ended)
  useSuggestion(store)
  useShownPlan(store, wanted, `${server} ${account?.secret} ${JSON.stringify(wanted)} ${isRunning}`, account)

  /** What had the focus may be gone with what was to be done. */
  function keepFocus() {
    if (document.activeElement === document.body) title.current?.focus()
  }

  function wantedNow(): LiveWanted | null {
    if (undo && (turned === 'undo' || of === null)) return { part: 'undo', run: undo.run }
    if (of === null || (isOver(state, of) && turned !== 'preview')) return null
    return { part: isPreviewed(state, of, account) ? 'apply' : 'preview', of }
  }

  if (of === null && run === null) return null
  const heading = `run-here-${what}`
  const whyNot = shown && 'code' in shown ? shown : null
  const plan = !isRunning && shown && !('code' in shown) && isServer(server) ? shown : null
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h2 id={heading} ref={title} tabIndex={-1} className={decide.heading}>{t`Run it here`}</h2>
      {whyNot?.code === 'not-windows' ? (
        <p className={decide.prose}>{whyNot.sentence}</p>
      ) : (
        <>
          <p className={decide.prose}>
            {t`Postern starts Windows PowerShell on this machine, which opens a session at the server and runs the commands one by one: first the preview, which changes nothing, and what was previewed when you say so. What is run stands in the trail.`}
          </p>
          <LiveWhere server={server} whose={whose} disabled={isRunning} onServer={name} onWhose={setWhose} />
          {run && <RunHereProgress run={run} />}
          {run && <RunHereOutcomes key={run.run} run={run} />}
          {whyNot && <DecideNote verdict="warn" text={whyNot.sentence} />}
          {plan && wanted && (
            <LiveShown
              command={plan.command}
              script={plan.text}
              named={['live', 'quarantine', wanted.part]}
              says={shownWords[wanted.part]}
            />
          )}
          {plan && what === 'tray' && wanted?.part === 'undo' && (
            <DecideNote
              verdict="unknown"
              text={t`Each command that was done is taken back as it was given: an id that somebody else had put on the same list since the devices were read goes with it.`}
            />
          )}
          <RunHereActs
            run={run}
            wanted={wanted}
            commands={plan?.commands ?? null}
            server={server}
            isRunning={isRunning}
            turns={of !== null}
            heldBack={isHeldBack(state)}
            onStart={(again) => {
              if (!wanted) return
              setTurned(null)
              void start(wanted, account, again).then(keepFocus)
            }}
            onStop={() => void stop()}
            onTurn={setTurned}
          />
          <div role="status">{problem !== null && <DecideNote verdict="fail" text={problem} />}</div>
        </>
      )}
    </section>
  )
}

/** The server that was named elsewhere, or the first of the organisation's, until another is typed; and what was run before. */
function useSuggestion(store: RunHereStore): void {
  const client = useClient()
  const organisationId = useSession((state) => state.organisationId)
  const first = useSession((state) => state.organisation?.servers?.[0])
  useEffect(() => {
    const { server, name, look } = store.getState()
    const suggested = liveStoreOf(client, organisationId, 'devices').getState().server || first
    if (server === '' && suggested) name(suggested)
    void look()
  }, [store, client, organisationId, first])
}

/** What would be run is asked anew with whatever it depends on. Without a server it is asked whether it can be run at all. */
function useShownPlan(
  store: RunHereStore,
  wanted: LiveWanted | null,
  asked: string,
  account: Parameters<ReturnType<RunHereStore['getState']>['describe']>[1],
): void {
  const describe = useEffectEvent(() => {
    if (wanted) void store.getState().describe(wanted, account)
  })
  useEffect(() => {
    if (store && asked) describe()
  }, [store, asked])
}
