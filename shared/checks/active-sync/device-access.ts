import type { ActiveSyncSession } from '../../artifacts/active-sync-session.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { notTried, sessionEvidence, toldElsewhere } from './session-judgement.ts'
import { troubleOf } from './session-trouble.ts'

export default defineCheck({
  meta: {
    id: 'active-sync/device-access',
    step: 'active-sync',
    subject: 'What a new device is given',
    needs: ['activeSyncSession'],
    guide: ['exchange.quarantine', 'troubleshooting.device-management'],
    why: 'Exchange can let a new device in, block it, or keep it in quarantine. Quarantine is no error: the device syncs, and is given nothing.',
    outcomes: {
      allowed: {
        verdict: 'pass',
        title: 'The device that Postern signs in as ({deviceType}) is given what is in the inbox of {whose}',
      },
      quarantined: {
        verdict: 'fail',
        title:
          'A new device is in quarantine, inferred: it is given nothing but a notice, and EWS counts {ewsItems} items in the same inbox, of {whose}',
        advice:
          'Allow the vendor’s devices with a device access rule. Set-CASMailbox for {deviceId} alone lets Postern in, and none of the vendor’s. Get-MobileDevice -Mailbox {mailbox} shows DeviceAccessState, and would confirm it.',
      },
      blocked: {
        verdict: 'fail',
        title: 'ActiveSync on {server} keeps the device out of the mailbox of {whose}: {seen}',
        advice: '{reason} What to do: {mend}.',
      },
      'held-back': {
        verdict: 'unknown',
        title: 'A new device is given nothing, while EWS counts {ewsItems} items in the same inbox, of {whose}',
        advice:
          'Run again in 15 minutes: a new device may be in discovery for that long. Get-MobileDevice -Mailbox {mailbox} shows DeviceAccessState, and would tell discovery from quarantine.',
      },
      'old-mail-hidden': {
        verdict: 'unknown',
        title:
          'A new device is given {given}; EWS counts {ewsItems} items in the same inbox, of {whose}, and the policy shows devices only mail of {age}',
        advice:
          'Put a message into the inbox of {whose}, and run again: a device that is not given that one either is held back. Get-MobileDevice -Mailbox {mailbox} would tell as well: DeviceAccessState says whether the device is quarantined or allowed.',
      },
      'cannot-compare': {
        verdict: 'unknown',
        title: 'A new device is given {given}, and EWS counts no more in the same inbox, of {whose}',
        advice:
          'Put a message into the inbox of {whose}, and run again. Get-MobileDevice -Mailbox {mailbox} would tell as well: DeviceAccessState says whether the device is quarantined or allowed.',
      },
      'not-counted': {
        verdict: 'unknown',
        title: 'A new device is given {given}, and EWS does not show what is in the inbox of {whose}',
        advice:
          'Look at what EWS answers to the account for its own inbox ({ewsSays}), and run again. Get-MobileDevice -Mailbox {mailbox} would tell as well: DeviceAccessState says whether the device is quarantined or allowed.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'Whether a new device is let in was not asked',
        advice: '{reason} A sign-in as a device would tell, and so would Get-ActiveSyncOrganizationSettings.',
      },
    },
  },
  run: ({ activeSyncSession: session }) => {
    const trouble = troubleOf(session)
    const { inbox, ownInbox } = session
    const evidence = {
      ...sessionEvidence(session, trouble),
      activeSyncItems: inbox?.items,
      noticeOf: inbox?.quarantineNotice?.receivedAt,
    }
    if (trouble) {
      if (trouble.kind === 'not-tried') return notTried(session, trouble)
      return trouble.kind === 'access' ? { outcome: 'blocked', evidence } : toldElsewhere(session, trouble)
    }
    if (inbox && (inbox.items > 0 || inbox.more)) return { outcome: 'allowed', evidence }
    const notice = inbox?.quarantineNotice
    // A notice stays in the inbox when the quarantine is over, and EWS counts it too.
    const notices = notice ? (notice.count ?? 1) : 0
    const given = notice ? t`nothing but a notice of quarantine, which may be left over` : t`nothing`
    if (ownInbox?.items === undefined) {
      const seen = { ...evidence, given, ewsSays: saidByEws(ownInbox) }
      return { outcome: 'not-counted', evidence: seen, failure: ownInbox?.failure }
    }
    if (ownInbox.items <= notices) return { outcome: 'cannot-compare', evidence: { ...evidence, given } }
    const age = agesShown[demandOf(session, 'MaxEmailAgeFilter') ?? 0]
    if (age !== undefined) return { outcome: 'old-mail-hidden', evidence: { ...evidence, given, age } }
    return { outcome: notice ? 'quarantined' : 'held-back', evidence }
  },
})

/** MaxEmailAgeFilter (MS-ASPROV), in words; 0 is no limit. */
const agesShown: Readonly<Record<number, string>> = {
  1: t`one day`,
  2: t`three days`,
  3: t`one week`,
  4: t`two weeks`,
  5: t`one month`,
}

/** The number that the policy gives for an element. */
function demandOf({ policy }: ActiveSyncSession, element: string): number | undefined {
  const found = policy?.demands.find((demand) => demand.startsWith(`${element} `))
  return found === undefined ? undefined : Number(found.slice(element.length + 1))
}

function saidByEws(asked: ActiveSyncSession['ownInbox']): string {
  if (!asked || asked.withheld) return t`not asked, after what it answered before`
  if (asked.failure) return failureClause(asked.failure)
  return asked.responseCode ?? (asked.status === undefined ? t`nothing` : t`HTTP status ${asked.status}`)
}
