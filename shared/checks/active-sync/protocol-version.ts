import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'

/** The lowest version that today's clients still speak; 14.1 came with Exchange 2010 SP1 (MS-ASHTTP appendix, note 1). */
const LOWEST = 14.1

/** The lowest that Postern itself can speak as a device. */
const LOWEST_SPOKEN = 12.1

export default defineCheck({
  meta: {
    id: 'active-sync/protocol-version',
    step: 'active-sync',
    subject: 'The ActiveSync version',
    needs: ['activeSyncOptions'],
    guide: ['exchange.active-sync'],
    why: 'Client and server use the highest version that both know. Below 14.1, devices cannot say what they are, and rules for devices do not work as expected.',
    outcomes: {
      current: { verdict: 'pass', title: 'ActiveSync on {server} speaks up to version {highest}' },
      'none-in-common': {
        verdict: 'fail',
        title: 'ActiveSync on {server} speaks no version above {highest}, which no client of today speaks',
        advice:
          'Look for a proxy that rewrites MS-ASProtocolVersions; if there is none, the server is older than Exchange 2007 SP1 and needs an update.',
      },
      outdated: {
        verdict: 'warn',
        title: 'ActiveSync on {server} speaks no version above {highest}',
        advice:
          'Look for a proxy that rewrites MS-ASProtocolVersions; if there is none, the server is older than Exchange 2010 SP1 and needs an update.',
      },
    },
  },
  run: ({ activeSyncOptions }) => {
    const { url, versions } = activeSyncOptions
    const server = partsOf(url).host
    const numbers = versions.map(Number).filter((version) => Number.isFinite(version))
    if (numbers.length === 0) {
      // What kept the sign-in back is what there is to mend, not that nothing came of it.
      const obstructed = obstructedSignIn(activeSyncOptions.withheld)
      if (obstructed) return obstructed
      const reason = t`ActiveSync on ${server} did not say which versions it speaks.`
      return { blocked: { by: 'activeSyncOptions', reason } }
    }
    const highest = Math.max(...numbers)
    const evidence = { server, highest: highest.toFixed(1), versions }
    if (highest < LOWEST_SPOKEN) return { outcome: 'none-in-common', evidence }
    return { outcome: highest >= LOWEST ? 'current' : 'outdated', evidence }
  },
})
