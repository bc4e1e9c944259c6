import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { EwsSettings } from '../../../../lab/settings/ews.ts'
import type { Settings } from '../../../../lab/settings.ts'
import type { LayerName, LayerState } from '../../../../shared/ews/layer.ts'
import { layerClaims } from '../../../../shared/ews/layer-claims.ts'
import { ewsLayers } from '../../../../shared/ews/layers.ts'
import type { Configuration, ExtendedProtectionTokenChecking } from '../../../../shared/management/configuration.ts'
import { hurriedClock } from '../../../lab/hurried-clock.ts'
import { runAgainst } from './lab-run.ts'

/** What Get-WebServicesVirtualDirectory tells, and how the lab plays it. */
type Directory = { windows: boolean; basic: boolean; checking: ExtendedProtectionTokenChecking }

const bindings = { None: 'none', Allow: 'allow', Require: 'require' } as const
let played: Directory = { windows: true, basic: true, checking: 'Allow' }
function play(ews: EwsSettings): void {
  const { windows, basic, checking } = played
  ews.schemes = [...(windows ? (['Negotiate', 'NTLM'] as const) : []), ...(basic ? (['Basic'] as const) : [])]
  ews.channelBinding = bindings[checking]
}

const clock = hurriedClock()
let lab: Lab
beforeAll(async () => {
  lab = await startLab({ ...clock, adjust: ({ ews }: Settings) => play(ews) })
})
afterAll(() => lab.close())

type Compared = [seen: LayerState, configured: LayerState | undefined, agree: boolean | undefined]
type Row = [directory: Directory, signIn: Compared, protection: Compared]

const seenAlike: Compared = ['open', 'open', true]
const rows: Row[] = (['None', 'Allow', 'Require'] as const).flatMap((checking): Row[] => [
  [
    { windows: true, basic: true, checking },
    seenAlike,
    checking === 'Require' ? ['doubtful', 'doubtful', true] : seenAlike,
  ],
  [{ windows: true, basic: false, checking }, seenAlike, checking === 'Require' ? ['shut', 'shut', true] : seenAlike],
  // Without NTLM nothing is seen of Extended Protection, and nobody is concerned.
  [{ windows: false, basic: true, checking }, seenAlike, ['not-known', 'open', undefined]],
  [{ windows: false, basic: false, checking }, ['doubtful', 'shut', true], ['not-reached', 'open', undefined]],
])

// The sign-ins and Extended Protection of the virtual directory, in every combination: what a run sees of them, and what is
// foreseen of them, is the same.
it.each(rows)('%o', async (directory, signIn, protection) => {
  played = directory
  await lab.setFaults([])
  lab.unlockAll()
  const { wait: sleep, monotonic } = clock
  const { run } = await runAgainst(lab, { sleep, monotonic, only: Object.keys(layerClaims) })
  const configuration: Configuration = {
    webServicesVirtualDirectories: [
      {
        identity: 'EXCH01\\EWS (Default Web Site)',
        windowsAuthentication: directory.windows,
        basicAuthentication: directory.basic,
        extendedProtectionTokenChecking: directory.checking,
      },
    ],
  }
  const subject = { userAgent: 'python-EAS-Client 1.0', impersonates: false, mailboxes: [lab.organisation.mailbox] }
  const layers = ewsLayers({ findings: run.findings, artifacts: run.artifacts, configuration, subject })
  const compared = (wanted: LayerName) =>
    layers
      .filter(({ name }) => name === wanted)
      .map((layer) => [layer.probed.state, layer.configured?.state, layer.agree])
  expect({ signIn: compared('virtual-directory'), protection: compared('extended-protection') }).toEqual({
    signIn: [signIn],
    protection: [protection],
  })
})
