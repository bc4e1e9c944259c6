import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { Stop20Regular } from '@fluentui/react-icons/svg/stop'
import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import { counted, t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { gatheringWords } from '../../shared/run/words.ts'
import { type AnotherRun, anotherRun } from '../store/another-run.ts'
import { type ElsewhereRun, elsewhereLine } from '../store/elsewhere.ts'
import { newerRun } from '../store/newer-run.ts'
import { progressOf, type RunView } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { Moment } from '../ui/moment.tsx'
import { BeforeStart } from './before-start.tsx'
import { isFocusAdrift } from './keep-focus.ts'
import { NewerRunLine } from './newer-run-line.tsx'

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalL,
    minHeight: '64px',
    flexShrink: 0,
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
    '@media (max-width: 800px)': { flexWrap: 'wrap', justifyContent: 'space-between', rowGap: '2px', columnGap: 0 },
  },
  what: { flexGrow: 1, minWidth: 0, '@media (max-width: 800px)': { flexBasis: '100%' } },
  line: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  detail: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  wraps: { whiteSpace: 'normal' },
  button: { flexShrink: 0, whiteSpace: 'nowrap' },
  named: { maxWidth: '240px' },
  label: { overflow: 'hidden', textOverflow: 'ellipsis' },
  filled: { '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' } },
  bar: { position: 'absolute', insetInline: 0, bottom: '-1px' },
})

/** What runs now and how far it is, with the buttons that start and stop it. */
export function TopBar() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const active = useSession((state) => state.active)
  const pending = useSession((state) => state.pending)
  const organisation = useSession((state) => state.organisation)
  const another = useMemo(() => anotherRun({ run, organisation }), [run, organisation])
  const connected = useSession((state) => state.connected)
  const start = useSession((state) => state.start)
  const stop = useSession((state) => state.stop)
  const startNoMore = useSession((state) => state.startNoMore)
  const verifying = useSession((state) => state.verifying)
  const newer = useSession(newerRun)
  const waits = useSession(({ startsNext, organisationId }) => startsNext?.organisationId === organisationId)
  const running = active !== null || verifying !== null
  const other = useSession((state) => (running ? null : state.elsewhere))
  // Beneath another's name, what would begin is told by its own.
  const startsWhat = another && organisation && !waits && !other ? t`Start for ${organisation.name}` : undefined
  const button = useRef<HTMLButtonElement>(null)
  useFocusNotLost(button, running ? 'own' : (other?.runId ?? 'none'))
  const underWay = other ? other.view : verifying ? undefined : running ? run : undefined
  const progress = underWay && progressOf(underWay)
  const detail = verifying
    ? verifyingWords(run, verifying.checks)
    : running
      ? nowWords(run, pending === 'stopping')
      : other
        ? otherWords(other, waits)
        : run &&
          (newer ? (
            <NewerRunLine newer={newer} shownAt={run.header.startedAt} />
          ) : (
            <LastRun run={run} another={another} />
          ))
  return (
    <header className={styles.root}>
      <div className={styles.what}>
        <p className={styles.line}>
          {verifying
            ? t`Verifying`
            : running
              ? progressWords(run)
              : other
                ? elsewhereLine(other)
                : t`Readiness${organisation ? t` of ${another?.of ?? organisation.name}` : ''}`}
        </p>
        {detail && <p className={mergeClasses(styles.detail, another !== null && styles.wraps)}>{detail}</p>}
      </div>
      {progress && (
        <ProgressBar
          className={styles.bar}
          bar={{ className: styles.filled }}
          thickness="medium"
          shape="square"
          value={progress.answered}
          max={Math.max(1, progress.total)}
          aria-label={t`Checks that have answered`}
          aria-valuetext={progressWords(underWay)}
        />
      )}
      {running ? (
        <Button
          ref={button}
          className={styles.button}
          icon={<Stop20Regular />}
          disabledFocusable={pending !== null || !connected || verifying?.runId === null}
          onClick={() => void stop()}
        >
          {pending === 'stopping' ? t`Stopping` : t`Stop`}
        </Button>
      ) : (
        organisation && (
          <>
            {!waits && <BeforeStart />}
            {other && (
              <Button
                className={styles.button}
                icon={<Stop20Regular />}
                disabledFocusable={other.stopping || !connected}
                onClick={() => void stop()}
              >
                {other.stopping ? t`Stopping` : t`Stop`}
              </Button>
            )}
            <Button
              ref={button}
              className={mergeClasses(styles.button, startsWhat !== undefined && styles.named)}
              appearance={waits ? 'secondary' : 'primary'}
              icon={waits ? undefined : <Play20Regular />}
              disabledFocusable={pending !== null || !connected}
              onClick={() => (waits ? startNoMore() : void start())}
            >
              {startsWhat ? (
                <span className={styles.label} title={startsWhat}>
                  {startsWhat}
                </span>
              ) : waits ? (
                t`Do not start`
              ) : other ? (
                t`Start after it`
              ) : run ? (
                t`Start again`
              ) : (
                t`Start`
              )}
            </Button>
          </>
        )
      )}
    </header>
  )
}

/** Gives the button the focus when a run that begins or ends has taken away what had it, so that the keyboard goes on from there. */
function useFocusNotLost(button: RefObject<HTMLButtonElement | null>, running: string): void {
  const before = useRef(running)
  useLayoutEffect(() => {
    if (before.current === running) return
    before.current = running
    if (isFocusAdrift()) button.current?.focus()
  }, [button, running])
}

function progressWords(run: RunView | undefined): string {
  if (!run) return t`Starting`
  const { answered, total } = progressOf(run)
  return t`${answered} of ${counted(total, 'check')} answered`
}

function nowWords(run: RunView | undefined, stopping: boolean): string {
  if (stopping) return t`Letting go of what is under way.`
  const words = run ? progressOf(run).now.map((artifact) => gatheringWords[artifact]) : []
  return words.length > 0 ? t`Now ${words.join('; ')}.` : t`Putting together what was seen.`
}

function otherWords({ view, stopping }: ElsewhereRun, waits: boolean): string {
  if (stopping) return t`Letting go of what is under way.`
  const words = view ? `${progressWords(view)}.` : t`One run goes at a time.`
  return waits ? t`${words} Yours starts when it has ended.` : words
}

function verifyingWords(run: RunView | undefined, checks: readonly string[]): string {
  if (checks.length > 1) return t`Looking again at ${counted(checks.length, 'check')}.`
  const finding = run?.findings.find(({ check }) => check === checks[0])
  return finding ? t`Looking again: ${finding.title}` : t`Looking again.`
}

function LastRun({ run, another }: { run: RunView; another: AnotherRun | null }) {
  const { startedAt, finishedAt, resumed, vantage, proxies = [] } = run.header
  if (!finishedAt) return null
  const from = vantage === 'inside' ? t`from this machine` : t`from outside`
  const through = proxies.length > 0 ? t`, through the proxy ${proxies.join(', ')}` : ''
  // The time that it lay broken off is none that it took.
  const took = resumed ? '' : t` for ${formatMilliseconds(Date.parse(finishedAt) - Date.parse(startedAt))},`
  return (
    <>
      {another && `${another.lead} `}
      {t`Looked at `}
      <Moment iso={startedAt} show="day" />, <Moment iso={startedAt} />,{took} {from}
      {through}
    </>
  )
}
