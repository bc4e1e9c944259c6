import { defineCheck } from '../check.ts'
import { notTried, sessionEvidence, toldElsewhere } from './session-judgement.ts'
import { troubleOf } from './session-trouble.ts'

export default defineCheck({
  meta: {
    id: 'active-sync/provisioning',
    step: 'active-sync',
    subject: 'The policy for devices',
    needs: ['activeSyncSession'],
    guide: ['exchange.active-sync', 'troubleshooting.device-management'],
    why: 'Exchange hands each device a policy before it lets it sync. Device management often shows here first.',
    outcomes: {
      provisioned: { verdict: 'pass', title: 'ActiveSync on {server} gives the device its policy and lets it go on' },
      'no-policy': { verdict: 'pass', title: 'ActiveSync on {server} has no policy for the device' },
      'remote-wipe': {
        verdict: 'fail',
        title: 'ActiveSync on {server} asks for the device {deviceId} to be wiped',
        advice:
          'Find out who asked for it: Get-MobileDeviceStatistics -Mailbox {mailbox}. Cancel it with Clear-MobileDevice -Cancel, or remove the device; a client of the vendor would delete what it holds. Postern has not confirmed it, and sent nothing more.',
      },
      'asked-again': {
        verdict: 'fail',
        title: 'ActiveSync on {server} asks for the policy again as soon as it is applied: {seen}',
        advice:
          '{reason} Look for device management or a gateway that keeps devices out until they are enrolled, and exempt synced mailboxes from it.',
      },
      'device-management': {
        verdict: 'fail',
        title: 'ActiveSync on {server} lets in only devices of another kind of management: {seen}',
        advice:
          '{reason} What to do: {mend}. This is a sign of device management (MDM), which a cloud service cannot enrol in.',
      },
      'device-information-missing': {
        verdict: 'fail',
        title: 'ActiveSync on {server} misses what the device said of itself: {seen}',
        advice: 'Look for a gateway in front that rewrites Provision: Postern sent DeviceInformation both ways.',
      },
      refused: {
        verdict: 'fail',
        title: 'ActiveSync on {server} does not provision the device: {seen}',
        advice: '{reason} What to do: {mend}.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'The policy for devices was not asked for',
        advice: '{reason} A sign-in as a device would tell.',
      },
    },
  },
  run: ({ activeSyncSession: session }) => {
    const trouble = troubleOf(session)
    const evidence = sessionEvidence(session, trouble)
    switch (trouble?.kind) {
      case 'not-tried':
        if (!session.policy) return notTried(session, trouble)
        break
      case 'remote-wipe':
      case 'asked-again':
        return { outcome: trouble.kind, evidence }
      case 'device-information':
        return { outcome: 'device-information-missing', evidence }
      case 'device-management':
        return { outcome: 'device-management', evidence }
      case 'provisioning':
        return { outcome: 'refused', evidence }
      default:
        break
    }
    // Once the policy is there, what stops the device later says nothing of it.
    if (!session.policy) return trouble ? toldElsewhere(session, trouble) : { outcome: 'no-policy', evidence }
    const demands = session.policy.demands
    return { outcome: session.policy.given ? 'provisioned' : 'no-policy', evidence: { ...evidence, demands } }
  },
})
