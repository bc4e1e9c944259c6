/** What a sign-in came to, as words that go on a sentence. */
export const signInResults = {
  accepted: 'accepted',
  rejected: 'rejected',
  unclear: 'answered neither yes nor no',
  withheld: 'not tried',
  failed: 'broke off',
  'not-sent': 'not sent',
} as const
