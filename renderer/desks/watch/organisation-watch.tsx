import {
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Option,
  Switch,
  tokens,
} from '@fluentui/react-components'
import { useId } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { runVerdictWords } from '../../../shared/run/verdict-words.ts'
import { everyWords } from '../../../shared/watch/every-words.ts'
import type { WatchStatus } from '../../../shared/watch/watch.ts'
import { useSession } from '../../store/session-context.tsx'
import { Moment } from '../../ui/moment.tsx'
import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { CertificateEndsList } from './certificate-ends-list.tsx'
import { TurnList } from './turn-list.tsx'
import { VerdictStrip } from './verdict-strip.tsx'
import { useWatch } from './watch-store.ts'
import { intervals, stateSentence, whyWords } from './watch-words.ts'

const useStyles = makeStyles({
  card: {
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalL },
  name: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  every: { minWidth: '180px' },
  state: { margin: 0, color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  verdict: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginBlock: tokens.spacingVerticalM,
  },
  part: {
    marginTop: tokens.spacingVerticalL,
    marginBottom: tokens.spacingVerticalS,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  bar: { marginTop: tokens.spacingVerticalM },
})

/** The watch over one organisation: its switch, how it stands, what turned, and which certificates end. */
export function OrganisationWatch({ status }: { status: WatchStatus }) {
  const styles = useStyles()
  const id = useId()
  const connected = useSession((state) => state.connected)
  const save = useWatch((state) => state.save)
  const readAt = useWatch((state) => state.readAt)
  const { watch, organisation, runs, turns, certificates, heldBack, problem } = status
  const last = runs.at(-1)
  return (
    <section className={styles.card} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.name}>
          {organisation}
        </h2>
        <Field label={t`How often`} orientation="horizontal">
          <Dropdown
            className={styles.every}
            aria-label={t`How often ${organisation} is run`}
            disabled={!connected}
            value={everyWords(watch.everyMinutes)}
            selectedOptions={[String(watch.everyMinutes)]}
            onOptionSelect={(_, { optionValue }) => void save({ ...watch, everyMinutes: Number(optionValue) })}
          >
            {intervals(watch.everyMinutes).map((minutes) => (
              <Option key={minutes} value={String(minutes)}>
                {everyWords(minutes)}
              </Option>
            ))}
          </Dropdown>
        </Field>
        <Switch
          label={watch.on ? t`On` : t`Off`}
          aria-label={t`Watch ${organisation}`}
          checked={watch.on}
          disabled={!connected}
          onChange={(_, { checked }) => void save({ ...watch, on: checked })}
        />
      </div>
      <p className={styles.state}>{stateSentence(status)}</p>
      {problem && (
        <MessageBar className={styles.bar} intent="error" layout="multiline">
          <MessageBarBody>{t`The last run could not be started. ${problem}`}</MessageBarBody>
        </MessageBar>
      )}
      {heldBack && watch.on && (
        <MessageBar className={styles.bar} intent="warning" layout="multiline">
          <MessageBarBody>
            {t`The watch goes on without signing in. ${heldBack.sentence}`}
            {heldBack.since !== undefined && (
              <>
                {t` That was on `}
                <Moment iso={heldBack.since} show="both" />.
              </>
            )}
            {t` Type ${heldBack.since === undefined ? t`the password` : t`the new password`} in the step Sign-in.`}
          </MessageBarBody>
        </MessageBar>
      )}
      {last && (
        <>
          <p className={styles.verdict}>
            <VerdictIcon verdict={runVerdictIcon[last.verdict]} />
            <span>
              <strong>{runVerdictWords[last.verdict]}</strong>
              {t` at `}
              <Moment iso={last.at} show="both" />
              {last.unsettled !== undefined && `. ${whyWords(last)}`}
            </span>
          </p>
          <VerdictStrip runs={runs} organisation={organisation} />
        </>
      )}
      {turns.length > 0 && (
        <>
          <h3 className={styles.part}>{t`What turned`}</h3>
          <TurnList turns={turns} organisation={organisation} />
        </>
      )}
      {certificates.length > 0 && (
        <>
          <h3 className={styles.part}>{t`Certificates`}</h3>
          <CertificateEndsList ends={certificates} now={readAt} organisation={organisation} />
        </>
      )}
    </section>
  )
}
