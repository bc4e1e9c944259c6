import { makeStyles, tokens } from '@fluentui/react-components'
import { Building20Regular } from '@fluentui/react-icons/svg/building'
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Circle20Regular } from '@fluentui/react-icons/svg/circle'
import { Eye20Regular } from '@fluentui/react-icons/svg/eye'
import { History20Regular } from '@fluentui/react-icons/svg/history'
import { List20Regular } from '@fluentui/react-icons/svg/list'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { PhoneLock20Regular } from '@fluentui/react-icons/svg/phone-lock'
import { Settings20Regular } from '@fluentui/react-icons/svg/settings'
import { ShieldTask20Regular } from '@fluentui/react-icons/svg/shield-task'
import { Fragment, useId, useMemo } from 'react'
import { t } from '../../shared/language/translate.ts'
import { isBlocked, type StepState, stepStates } from '../steps/step-graph.ts'
import { stepStateWords } from '../steps/step-state-words.ts'
import { wizardStepNames } from '../steps/step-words.ts'
import { anotherRun } from '../store/another-run.ts'
import { type Desk, desks, type Place, pageKey } from '../store/place.ts'
import { useSession } from '../store/session-context.tsx'
import { useShownRun } from '../store/shown-run.ts'
import { useRovingFocus } from '../ui/roving-focus.ts'
import { runVerdictIcon } from '../ui/run-verdict-icon.ts'
import { VerdictIcon } from '../ui/verdict-mark.tsx'
import { Working } from '../ui/working.tsx'
import { OrganisationSwitcher } from './organisation-switcher.tsx'
import { pageOf } from './pages.ts'
import { RailFoot } from './rail-foot.tsx'
import { RailItem } from './rail-item.tsx'

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
  list: { listStyleType: 'none', margin: `${tokens.spacingVerticalXS} 0 0`, padding: 0 },
  below: {
    marginTop: tokens.spacingVerticalS,
    paddingTop: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  whose: {
    margin: `${tokens.spacingVerticalXS} 0`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  done: { color: tokens.colorStatusSuccessForeground1 },
})

const deskNames: Readonly<Record<Desk, string>> = {
  runs: t`Runs`,
  quarantine: t`Quarantine`,
  firewall: t`Firewall rules`,
  organisations: t`Organisations`,
  watch: t`Watch`,
}
const deskIcons = {
  runs: History20Regular,
  quarantine: PhoneLock20Regular,
  firewall: ShieldTask20Regular,
  organisations: Building20Regular,
  watch: Eye20Regular,
} as const

const everything: Place = { kind: 'everything' }
const settings: Place = { kind: 'settings' }

/** The organisation, the steps with how each stands, everything at once for experts, the desks, and last the settings. */
export function Rail() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const run = useShownRun()
  const another = useMemo(() => anotherRun({ run, organisation }), [run, organisation])
  const whoseId = useId()
  const states = stepStates({ named: organisation !== null, run })
  const deskPlaces = desks.map((desk) => ({ kind: 'desk', desk }) as const).filter((place) => pageOf(place))
  const below: Place[] = [...deskPlaces, ...(pageOf(settings) ? [settings] : [])]
  const places: Place[] = [...states.map(({ step }) => ({ kind: 'step', step }) as const), everything, ...below]
  const focus = useRovingFocus<HTMLElement>(places.map(pageKey))
  return (
    <section aria-label={t`Where you are`} className={styles.root}>
      <OrganisationSwitcher />
      <nav aria-label={t`Steps and desks`} {...focus.container}>
        <ul aria-label={t`Steps`} className={styles.list}>
          {states.map((state, at) => {
            const place: Place = { kind: 'step', step: state.step }
            // The organisation is what is open, and from the step after it on all is told of the run.
            const isOfAnother = another !== null && at > 0
            return (
              <Fragment key={state.step}>
                {isOfAnother && at === 1 && <li id={whoseId} className={styles.whose}>{t`Run of ${another.of}`}</li>}
                <li>
                  <RailItem
                    place={place}
                    icon={<StepIcon state={state} />}
                    name={wizardStepNames[state.step]}
                    state={stepStateWords(state)}
                    focus={focus.item(pageKey(place))}
                    describedBy={isOfAnother ? whoseId : undefined}
                  />
                </li>
              </Fragment>
            )
          })}
          <li>
            <RailItem
              place={everything}
              icon={<List20Regular aria-hidden />}
              name={t`Everything`}
              focus={focus.item(pageKey(everything))}
            />
          </li>
        </ul>
        {below.length > 0 && (
          <ul aria-label={t`Desks`} className={`${styles.list} ${styles.below}`}>
            {deskPlaces.map((place) => {
              const Icon = deskIcons[place.desk]
              return (
                <li key={place.desk}>
                  <RailItem
                    place={place}
                    icon={<Icon aria-hidden />}
                    name={deskNames[place.desk]}
                    focus={focus.item(pageKey(place))}
                  />
                </li>
              )
            })}
            {pageOf(settings) && (
              <li>
                <RailItem
                  place={settings}
                  icon={<Settings20Regular aria-hidden />}
                  name={t`Settings`}
                  focus={focus.item(pageKey(settings))}
                />
              </li>
            )}
          </ul>
        )}
      </nav>
      <RailFoot />
    </section>
  )
}

function StepIcon({ state }: { state: StepState }) {
  const styles = useStyles()
  if (state.step === 'organisation' && state.progress === 'done') {
    return <CheckmarkCircle20Regular className={styles.done} aria-hidden />
  }
  if (state.verdict) return <VerdictIcon verdict={runVerdictIcon[state.verdict]} />
  if (isBlocked(state)) return <Pause20Regular className={styles.quiet} aria-hidden />
  if (state.progress === 'now' && state.step !== 'organisation') return <Working size="extra-tiny" pixels={20} />
  // Where checks are missing, what passes says nothing of the step.
  const isPartly = state.progress === 'broke-off' && (state.worst === 'pass' || state.worst === 'skip')
  if (state.worst && !isPartly) return <VerdictIcon verdict={state.worst} />
  return <Circle20Regular className={styles.quiet} aria-hidden />
}
