import { t } from '../../shared/language/translate.ts'
import { IntegrationPattern } from '../../shared/quarantine/integration.ts'
import { UsageError } from './exit-code.ts'

const names = ['userAgent', 'deviceType', 'deviceModel', 'deviceId'] as const
const accepted = t`accepted are userAgent=, deviceType=, deviceModel= and deviceId=, with * for any characters, joined by commas: userAgent=python-EAS-Client*`

/** Reads by what the integration’s devices are known. Throws a UsageError that says what is accepted. */
export function parsePattern(text: string): IntegrationPattern {
  const pattern: Partial<Record<(typeof names)[number], string>> = {}
  for (const part of text.split(/,(?=\s*[a-z]+\s*=)/i)) {
    const [, said = '', value = ''] = /^\s*([a-z]+)\s*=(.*)$/is.exec(part) ?? []
    const name = names.find((each) => each.toLowerCase() === said.toLowerCase())
    if (!name) throw new UsageError(t`--pattern does not know “${part.trim().slice(0, 60)}”: ${accepted}.`)
    if (pattern[name] !== undefined) throw new UsageError(t`--pattern says ${name} twice: ${accepted}.`)
    pattern[name] = value
  }
  const parsed = IntegrationPattern.safeParse(pattern)
  if (!parsed.success)
    throw new UsageError(t`--pattern has a value that is empty or longer than 200 characters: ${accepted}.`)
  // A pattern of stars alone would make every device the integration’s.
  if (Object.values(parsed.data).every((value) => /^\**$/.test(value)))
    throw new UsageError(t`--pattern matches every device: ${accepted}.`)
  return parsed.data
}
