import { t } from '../language/translate.ts'
/**
 * Why Windows refuses a sign-in, by the sub status of event 4625 (Microsoft's page of that event; MS-ERREF section
 * 2.3.1 for 0xC000035B and 0xC0000418): what is wrong with the name, the password or the account, which is refused
 * wherever it signs in.
 */
export const accountFailures = {
  '0xC000006A': t`wrong password`,
  '0xC0000064': t`no such user`,
  '0xC0000234': 'locked',
  '0xC0000072': 'disabled',
  '0xC0000193': t`account expired`,
  '0xC0000071': t`password expired`,
  '0xC0000224': t`password must be changed`,
} as const

/** What is wrong with the hour, the way or the server: what is refused here may be accepted there. */
export const placeFailures = {
  '0xC000006F': t`logon hours`,
  '0xC0000070': 'workstations',
  '0xC000015B': t`logon type`,
  '0xC0000413': t`authentication firewall`,
  '0xC0000418': t`NTLM is blocked`,
  '0xC000035B': t`channel binding (Extended Protection)`,
  '0xC0000133': 'clock',
} as const

/** The failures as a sentence lists them. */
export function listed(failures: Readonly<Record<string, string>>): string {
  return Object.entries(failures)
    .map(([status, meaning]) => `${status} ${meaning}`)
    .join(', ')
}
