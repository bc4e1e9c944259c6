import { t } from '../../shared/language/translate.ts'
/** What a sign-in came to, as words that go on a sentence. */
export const signInResults = {
  accepted: t`accepted`,
  rejected: t`rejected`,
  unclear: t`answered neither yes nor no`,
  withheld: t`not tried`,
  failed: t`broke off`,
  'not-sent': t`not sent`,
} as const
