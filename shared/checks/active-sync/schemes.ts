import { namesOfSchemes } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'

export default defineCheck({
  meta: {
    id: 'active-sync/schemes',
    step: 'active-sync',
    subject: 'How ActiveSync wants to be signed in to',
    needs: ['activeSyncOptions'],
    guide: ['exchange.sign-in', 'exchange.active-sync'],
    why: 'Devices with a password sign in with Basic. Windows authentication is not meant for ActiveSync, and anonymous access lets anybody ask.',
    outcomes: {
      basic: { verdict: 'pass', title: 'ActiveSync on {server} offers Basic' },
      'windows-offered': {
        verdict: 'warn',
        title: 'ActiveSync on {server} offers Windows authentication beside Basic: {offered}',
        advice:
          'Turn it off, as Exchange does by default: Set-ActiveSyncVirtualDirectory -WindowsAuthEnabled $false. Some clients try it and do not get past it.',
      },
      anonymous: {
        verdict: 'fail',
        title: 'ActiveSync on {server} answers without a sign-in',
        advice: 'Turn anonymous authentication off on the virtual directory Microsoft-Server-ActiveSync in IIS.',
      },
    },
  },
  run: ({ activeSyncOptions }) => {
    const { url, schemes, status, versions, signedInWith, withheld } = activeSyncOptions
    const server = partsOf(url).host
    const offered = namesOfSchemes(schemes)
    const evidence = { url, server, offered }
    if (status === 200 && signedInWith === undefined && versions.length > 0) return { outcome: 'anonymous', evidence }
    if (!schemes.includes('basic')) {
      const seen = schemes.length > 0 ? t`offers ${offered.join(', ')}` : t`offers no sign-in`
      const reason = t`ActiveSync on ${server} ${seen}.`
      return obstructedSignIn(withheld) ?? { blocked: { by: 'activeSyncOptions', reason } }
    }
    const windows = schemes.includes('ntlm') || schemes.includes('negotiate')
    return { outcome: windows ? 'windows-offered' : 'basic', evidence }
  },
})
