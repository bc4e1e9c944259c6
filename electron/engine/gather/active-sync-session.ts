import type { ActiveSyncOptions } from '../../../shared/artifacts/active-sync.ts'
import type { ActiveSyncSession } from '../../../shared/artifacts/active-sync-session.ts'
import { t } from '../../../shared/language/translate.ts'
import type { ActiveSyncClient } from '../wire/active-sync-request.ts'
import { activeSyncDevice, deviceMailbox } from './active-sync-device.ts'
import { type Dialogue, holdDialogue } from './active-sync-dialogue.ts'
import { createSender, followingOnce } from './active-sync-way.ts'
import { Blocked, defineGatherer } from './gatherer.ts'
import { askOwnInbox } from './own-inbox.ts'
import { ownLocation } from './own-location.ts'

/** The versions that Postern speaks, best first. */
const SPOKEN = ['16.1', '16.0', '14.1', '14.0', '12.1'] as const

/** Signs in as a mobile device and goes as far as one page of the inbox. */
export const activeSyncSession = defineGatherer({
  artifact: 'activeSyncSession',
  needs: ['dnsAnswers', 'activeSyncOptions'],
  uses: () => ['ewsGetFolder'],
  gather: async ({ dnsAnswers, activeSyncOptions }, context) => {
    const { organisation, profile } = context
    const url = new URL(activeSyncOptions.followedTo ?? activeSyncOptions.url)
    const device = activeSyncDevice(organisation, profile)
    const about = {
      url: url.href,
      deviceId: device.id,
      deviceType: device.type,
      mailbox: deviceMailbox(organisation),
      organisationMailbox: organisation.mailbox,
    }
    if (organisation.activeSync?.leaveNoTrace) {
      return { ...about, notBegun: 'leave-no-trace', commands: [], ended: 'not-begun' }
    }
    const scheme = activeSyncOptions.signedInWith
    if (scheme === undefined || activeSyncOptions.status !== 200) return notSignedIn(activeSyncOptions, about)
    const version = versionFor(activeSyncOptions, organisation.activeSync?.version)
    if (version instanceof Blocked) return version

    const client: ActiveSyncClient = {
      user: organisation.account?.username.replace(/^.*\\/, '') ?? '',
      deviceId: device.id,
      deviceType: device.type,
      userAgent: profile.userAgent,
      version,
    }
    const way = followingOnce(url, createSender(scheme, client, dnsAnswers, url, context), (location) =>
      ownLocation(location, context),
    )
    const dialogue = await holdDialogue(way.send, {
      version,
      information: {
        model: 'Postern',
        friendlyName: 'Postern readiness probe',
        os: 'Postern',
        userAgent: profile.userAgent,
      },
    })
    const followedTo = way.followedTo()
    const ownInbox = leavesOpen(dialogue) ? await askOwnInbox(context) : undefined
    return {
      ...about,
      url: followedTo ?? about.url,
      mailbox: deviceMailbox(organisation, ownInbox?.organisations),
      version,
      ...dialogue,
      ...(followedTo !== undefined && { followedTo }),
      ...(ownInbox && { ownInbox }),
    }
  },
})

/** Whether what the device was given can be told only by what EWS shows of the same inbox. */
function leavesOpen({ ended, inbox }: Dialogue): boolean {
  return ended === 'stopped' || (ended === 'complete' && inbox?.more !== true)
}

/** OPTIONS did not sign in: its own check tells why, or that of whatever withheld the sign-in. */
function notSignedIn(
  options: ActiveSyncOptions,
  about: Pick<ActiveSyncSession, 'url' | 'deviceId' | 'deviceType' | 'mailbox' | 'organisationMailbox'>,
): ActiveSyncSession | Blocked {
  const { withheld, url, status } = options
  const server = new URL(url).host
  if (options.certificateProblem)
    return new Blocked('activeSyncOptions', t`The certificate of ${server} is not trusted.`)
  if (withheld && withheld !== 'not-offered') return { ...about, withheld, commands: [], ended: 'not-begun' }
  const seen =
    withheld === 'not-offered'
      ? 'offers no sign-in that a device can use'
      : status === 200
        ? 'answers OPTIONS without asking for a sign-in'
        : `${status === undefined ? 'gave no answer' : `answered ${status}`} to OPTIONS`
  return new Blocked('activeSyncOptions', t`ActiveSync on ${server} ${seen}.`)
}

/** The highest version that both speak, or the one that the organisation asks for. */
function versionFor({ url, versions }: ActiveSyncOptions, wanted: string | undefined): string | Blocked {
  const server = new URL(url).host
  const spoken = wanted === undefined ? SPOKEN : [wanted]
  const version = spoken.find((candidate) => versions.includes(candidate))
  if (version !== undefined) return version
  const missing =
    wanted === undefined ? 'none of the versions 12.1 to 16.1' : `no version ${wanted}, which was asked for`
  return new Blocked('activeSyncOptions', t`ActiveSync on ${server} named ${missing}.`)
}
