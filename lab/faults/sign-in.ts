import type { FaultEntry } from './fault.ts'

/** What can be wrong with signing in. */
export const signInFaults = {
  'ews-no-ntlm': {
    description: 'EWS offers Negotiate alone, neither NTLM nor Basic.',
    expected: { check: 'sign-in/ews-schemes', outcome: 'none-usable' },
    part: 'ews-schemes',
    change: (settings) => {
      settings.ews.schemes = ['Negotiate']
    },
  },
  'wrong-password': {
    description: 'The password of alice was changed, so that the one that was handed out is rejected.',
    expected: { check: 'sign-in/password', outcome: 'rejected' },
    also: [{ check: 'sign-in/ntlm', outcome: 'rejected' }],
    part: 'passwords',
    change: (settings) => {
      settings.signIn.passwords.alice = 'Ch4nged!since'
    },
  },
  'basic-only': {
    description: 'EWS offers Basic alone.',
    expected: { check: 'sign-in/ews-schemes', outcome: 'basic-only' },
    part: 'ews-schemes',
    change: (settings) => {
      settings.ews.schemes = ['Basic']
    },
  },
} satisfies Record<string, FaultEntry>
