import { Button } from '@fluentui/react-components'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { CallResult } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { canVerify, isHeldUp } from '../../store/session-state.ts'
import { triedAgain } from '../../store/verified.ts'
import { Working } from '../../ui/working.tsx'
import { DecideNote } from './decide-note.tsx'
import { useDecideStyles } from './decide-styles.ts'
import { probeSentence, wireSeen } from './wire-words.ts'

/** What the probe does as a device: it signs in, takes the policy, and asks for the folders. */
const checks = ['active-sync/device-access', 'active-sync/folder-sync'] as const
const MOST_NOTE = 1_000

type Props = { of: 'tray' | 'settled'; decisions: Pick<CallResult<'quarantine.decisions'>, 'decidedLast' | 'probes'> }

/** The probe asks for the folders again as a device, and what it came to goes into the trail. */
export function TrayWire({ of, decisions }: Props) {
  const decide = useDecideStyles()
  const client = useClient()
  const run = useSession((state) => state.run)
  const verifications = useSession((state) => state.verifications)
  const verify = useSession((state) => state.verify)
  const possible = useSession(canVerify)
  const blocked = useSession(isHeldUp)
  const verifying = useSession((state) => checks.some((check) => state.verifying?.checks.includes(check)))
  const seen = useMemo(() => {
    const tried = run && triedAgain(run, verifications)
    return checks.flatMap((check) => {
      const again = tried?.get(check)
      return again ? [wireSeen(check, again, decisions)] : []
    })
  }, [run, verifications, decisions])
  const record = verifications.at(-1)?.artifacts.activeSyncSession ?? run?.artifacts.activeSyncSession
  const probe = record?.state === 'gathered' ? record.value.deviceId : undefined
  const [problem, setProblem] = useState('')
  const [isDue, setIsDue] = useState(false)

  async function look() {
    await verify(checks)
    setIsDue(true)
  }
  const note = useEffectEvent(async () => {
    setIsDue(false)
    const words = seen.map(({ text }) => text)
    const said = words.join(' ').slice(0, MOST_NOTE) || t`Nothing was seen on the wire.`
    try {
      await client.call('quarantine.note', { what: 'verified', of, note: said })
    } catch (error) {
      setProblem(problemSentence(error))
    }
  })
  // Once for each time that somebody asked, when what was seen is there.
  useEffect(() => {
    if (isDue && !verifying) void note()
  }, [isDue, verifying])

  return (
    <>
      <h3 className={decide.subheading}>{t`On the wire`}</h3>
      <p className={decide.prose}>
        {possible
          ? t`The probe comes once more as a device of the test mailbox, and asks for the folders and the first messages: ${checks.join(', ')}. It shows what the rules, the default and that mailbox’s own lists do with it; for other mailboxes the next reading tells.`
          : t`When a run of this organisation has ended, the probe comes once more as a device of the test mailbox, and only its access is looked at again.`}
      </p>
      {possible && (
        <p className={decide.buttons}>
          <Button icon={<ArrowSync20Regular />} disabledFocusable={blocked} onClick={() => void look()}>
            {seen.length > 0 ? t`Verify again` : t`Verify`}
          </Button>
          {verifying && (
            <>
              <Working size="extra-tiny" pixels={16} />
              {t`Verifying…`}
            </>
          )}
        </p>
      )}
      <div role="status">
        {!verifying && seen.map(({ check, verdict, text }) => <DecideNote key={check} verdict={verdict} text={text} />)}
        {!verifying && seen.length > 0 && <DecideNote verdict="unknown" text={probeSentence(probe, decisions)} />}
        {problem !== '' && <DecideNote verdict="fail" text={problem} />}
      </div>
    </>
  )
}
