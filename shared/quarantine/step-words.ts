import { t } from '../language/translate.ts'
import type { DecidingStep } from './device-decision.ts'

/** What each step of Exchange's order looks at; what nobody can tell has a word, too. */
export const stepWords: Readonly<Record<DecidingStep, string>> = {
  'mailbox-enabled': t`ActiveSync of the mailbox`,
  policy: t`Mailbox policy`,
  'personal-block': t`Blocked by the mailbox`,
  'personal-allow': t`Allowed by the mailbox`,
  behaviour: t`What the device did`,
  rules: t`Device access rules`,
  discovery: t`Device discovery`,
  'organisation-default': t`The organisation’s default`,
  '': t`Not known`,
}
