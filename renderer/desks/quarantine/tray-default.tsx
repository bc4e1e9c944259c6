import { Button, Field, Input, makeStyles, Radio, RadioGroup, Textarea, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { DeviceAccessLevel } from '../../../shared/management/mobile-configuration.ts'
import { SILENT_DAYS } from '../../../shared/quarantine/silence.ts'
import type { PlannedChange } from '../../../shared/quarantine/told-decisions.ts'
import { useClient } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { DecideEffects } from './decide-effects.tsx'
import { tryOut } from './decide-selection.ts'
import { useDecideStyles } from './decide-styles.ts'
import { useTurn } from './decide-turn.ts'
import { HitList } from './hit-list.tsx'
import { RunHere } from './run-here.tsx'
import { TrayScript } from './tray-script.tsx'

/** So many are shown at first, and so many more by each click. */
const FIRST = 10
const MORE = 100

const useStyles = makeStyles({
  level: { marginTop: tokens.spacingVerticalM },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '72ch' },
})

const levels: Readonly<Record<DeviceAccessLevel, string>> = {
  Allow: t`Allow`,
  Quarantine: t`Quarantine`,
  Block: t`Block`,
}

/** A new default of the organisation: whom it hits is shown first, and the script is made of nothing else. */
export function TrayDefault() {
  const styles = useStyles()
  const decide = useDecideStyles()
  const client = useClient()
  const turn = useTurn()
  const { value: overview } = useAsked('overview', turn, (signal) =>
    client.call('quarantine.overview', { silentDays: SILENT_DAYS }, signal),
  )
  const [level, setLevel] = useState<DeviceAccessLevel | null>(null)
  const now = overview?.defaultLevel ?? null
  return (
    <section className={decide.section} aria-labelledby="tray-default">
      <h2 id="tray-default" className={decide.heading}>{t`The organisation’s default`}</h2>
      <p className={decide.prose}>
        {t`What becomes of a device about which nothing else decides. A new default hits the devices that are there at once, and so Postern shows whom before it writes a script.`}{' '}
        {now === null ? t`The default was not read.` : t`Now it is ${levels[now]}.`}
      </p>
      <Field label={t`Set it to`} className={styles.level}>
        <RadioGroup
          layout="horizontal"
          value={level ?? ''}
          onChange={(_, { value }) => setLevel(value as DeviceAccessLevel)}
        >
          {Object.entries(levels).map(([id, name]) => (
            <Radio key={id} value={id} label={name} />
          ))}
        </RadioGroup>
      </Field>
      {level !== null && <NewDefault key={level} level={level} />}
    </section>
  )
}

function NewDefault({ level }: { level: DeviceAccessLevel }) {
  const decide = useDecideStyles()
  const client = useClient()
  const [wanted, setWanted] = useState(FIRST)
  const [made, setMade] = useState<PlannedChange | null>(null)
  const tried = useAsked(`default ${level}`, wanted, (signal) =>
    tryOut(client, { what: 'default', accessLevel: level }, wanted, signal),
  )
  const found = tried.value?.outcome === 'tried' ? tried.value : undefined
  const [saved, setSaved] = useState<string | null>(null)
  const isSeen = found !== undefined && (found.devices.length >= found.total || saved === found.shown)
  return (
    <>
      <h3 className={decide.subheading}>{t`Whom it hits`}</h3>
      <DecideEffects asked={tried} onMore={() => setWanted(wanted + MORE)} />
      {found && found.total > FIRST && (
        <HitList level={level} found={found} onAll={() => setWanted(found.total)} onSaved={setSaved} />
      )}
      {found && made === null && isSeen && (
        <Why
          level={level}
          onMake={(ground) => setMade({ what: 'default', accessLevel: level, shown: found.shown, ...ground })}
        />
      )}
      {made !== null && (
        <>
          <h3 className={decide.subheading}>{t`The script`}</h3>
          <TrayScript of={made} named="default" />
          <RunHere what="default" of={made} />
        </>
      )}
    </>
  )
}

type WhyProps = { level: DeviceAccessLevel; onMake(ground: { reason: string; ticket: string | null }): void }

function Why({ level, onMake }: WhyProps) {
  const styles = useStyles()
  const decide = useDecideStyles()
  const [reason, setReason] = useState('')
  const [ticket, setTicket] = useState('')
  const [lacks, setLacks] = useState(false)
  function make(event: FormEvent) {
    event.preventDefault()
    setLacks(reason.trim() === '')
    if (reason.trim() !== '') onMake({ reason: reason.trim(), ticket: ticket.trim() || null })
  }
  return (
    <form noValidate className={styles.form} aria-label={t`Why the default is changed`} onSubmit={make}>
      <h3 className={decide.subheading}>{t`Why`}</h3>
      <Field
        label={t`Reason`}
        required
        validationMessage={lacks && reason.trim() === '' ? t`Say why: it stands in the trail and in the script.` : ''}
      >
        <Textarea value={reason} resize="vertical" maxLength={1_000} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <Field label={t`Ticket number`}>
        <Input value={ticket} maxLength={100} onChange={(_, { value }) => setTicket(value)} />
      </Field>
      <p className={decide.buttons}>
        <Button type="submit">{t`Make the script that sets it to ${levels[level]}`}</Button>
      </p>
    </form>
  )
}
