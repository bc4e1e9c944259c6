import type { ActiveSyncSession } from '../../artifacts/active-sync-session.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { notTried, sessionEvidence, toldElsewhere } from './session-judgement.ts'
import { troubleOf } from './session-trouble.ts'

export default defineCheck({
  meta: {
    id: 'active-sync/folder-sync',
    step: 'active-sync',
    subject: 'Syncing over ActiveSync',
    needs: ['activeSyncSession'],
    guide: ['exchange.active-sync', 'exchange.contacts', 'office365.admin-groups'],
    why: 'FolderSync is the first command that opens the mailbox to a device. Everything from the directory to the store has to work for it.',
    outcomes: {
      synced: { verdict: 'pass', title: 'A device can sync {folders} folders of {whose} over ActiveSync {version}' },
      'synced-elsewhere': {
        verdict: 'warn',
        title: 'ActiveSync sends the mailbox to {url}, where a device can sync',
        advice:
          'Give clients that address, or set the ExternalUrl of both sites so that the first server proxies: not every client follows.',
      },
      moved: {
        verdict: 'fail',
        title: 'ActiveSync on {server} sends the mailbox to another server',
        advice: '{reason} What to do: {mend}.',
      },
      'moved-elsewhere': {
        verdict: 'unknown',
        title: 'ActiveSync on {server} sends the mailbox to an address outside your domain',
        advice:
          '{reason} Look whose address that is: Postern signs in under your domain and at the addresses of the organisation alone. Where it is another name of your own, a run with it as the ActiveSync address of the organisation (activeSync.url in its file) would tell; else correct the ExternalUrl of the ActiveSync virtual directory in the site of the mailbox.',
      },
      'admin-permissions': {
        verdict: 'fail',
        title:
          'ActiveSync on {server} fails at {command} with {seen} while EWS opens the same mailbox: inferred, permissions on the user are missing',
        advice:
          'Look whether adminCount of the user is 1, whether inheritance of permissions is off, and for event 1053 of MSExchange ActiveSync: AdminSDHolder takes the permissions from members of administrator groups. Turn inheritance on again, or use a mailbox that is in no such group. This is inferred from what the server answers; the event would confirm it.',
      },
      'too-many-partnerships': {
        verdict: 'fail',
        title: 'The mailbox {mailbox} has as many device partnerships as it may',
        advice:
          'Remove old ones: Get-MobileDevice -Mailbox {mailbox}, then Remove-MobileDevice; or raise EasMaxDevices of the throttling policy.',
      },
      'no-own-mailbox': {
        verdict: 'unknown',
        title: 'The account {mailbox} has no mailbox of its own, and a device opens no other',
        advice:
          'Run again with the account that the mailbox {organisationMailbox} belongs to: ActiveSync knows no impersonation, and that sign-in would tell.',
      },
      'own-mailbox-only': {
        verdict: 'unknown',
        title: 'ActiveSync on {server} answers {command} with {seen}, for {whose}',
        advice:
          'Run again with the account that the mailbox {organisationMailbox} belongs to: ActiveSync opens no mailbox but the account’s own, and that sign-in would tell. {reason} That is so for one mailbox, and says nothing of others.',
      },
      'account-blocked': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers {command} with {seen}: the account is blocked',
        advice: 'Look whether the account is locked out or disabled in the directory.',
      },
      'password-expired': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers {command} with 457: the password has expired',
        advice: 'Set a new password for the account, and let the vendor sign in with it.',
      },
      'sign-in-rejected': {
        verdict: 'fail',
        title: 'ActiveSync on {server} rejects the sign-in at {command}',
        advice: '{reason} What to do: {mend}.',
      },
      busy: {
        verdict: 'fail',
        title: 'ActiveSync on {server} is too busy for {command}: {seen}',
        advice: '{reason} What to do: {mend}.',
      },
      'mailbox-full': {
        verdict: 'fail',
        title: 'ActiveSync on {server} says that the mailbox is full: {seen}',
        advice: 'Make room in the mailbox {mailbox} or raise its quota.',
      },
      refused: {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers {command} with {seen}',
        advice: '{reason} What to do: {mend}.',
      },
      'server-error': {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers {command} with {seen}',
        advice: '{reason} What to do: {mend}.',
      },
      'refused-in-front': {
        verdict: 'fail',
        title: 'Something in front of {server} answers {command} with {seen}, without asking Exchange',
        advice: '{reason} What to do: {mend}.',
      },
      'gateway-error': {
        verdict: 'fail',
        title: 'Something in front of {server} answers {command} with {seen}: it reaches no Exchange server',
        advice: '{reason} What to do: {mend}.',
      },
      'not-active-sync': {
        verdict: 'fail',
        title: '{server} answers {command} with {seen}',
        advice: '{reason} What to do: {mend}.',
      },
      'no-answer': {
        verdict: 'fail',
        title: 'ActiveSync on {server} gave no answer to {command}',
        advice: '{reason} Look at the connection and at the proxy in front, which may let OPTIONS pass alone.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'No device was signed in to ActiveSync',
        advice: '{reason} A sign-in as a device would tell.',
      },
    },
  },
  run: ({ activeSyncSession: session }) => {
    const trouble = troubleOf(session)
    const evidence = sessionEvidence(session, trouble)
    if (!trouble) {
      const folders = session.folders?.count ?? 0
      return { outcome: session.followedTo ? 'synced-elsewhere' : 'synced', evidence: { ...evidence, folders } }
    }
    switch (trouble.kind) {
      case 'moved':
        return { outcome: 'moved', evidence: { ...evidence, server: movingServer(session) ?? evidence.server } }
      case 'partnerships':
        return { outcome: 'too-many-partnerships', evidence }
      case 'no-own-mailbox':
      case 'own-mailbox-only':
        return { outcome: trouble.kind, evidence: { ...evidence, organisationMailbox: session.organisationMailbox } }
      case 'full':
        return { outcome: 'mailbox-full', evidence }
      case 'not-tried':
        return notTried(session, trouble)
      case 'remote-wipe':
      case 'asked-again':
      case 'device-information':
      case 'device-management':
      case 'provisioning':
      case 'access':
        return toldElsewhere(session, trouble)
      default:
        return { outcome: trouble.kind, evidence, failure: trouble.failure }
    }
  },
})

/** The server that sent the mailbox elsewhere. */
function movingServer({ commands }: ActiveSyncSession): string | undefined {
  const moved = commands.findLast(({ httpStatus }) => httpStatus === 451)
  return moved && partsOf(moved.exchange.url).host
}
