import { z } from 'zod'
import { FirewallRule, NeededService, PublishedHost, RequestForm } from '../../../shared/firewall/rule-set.ts'
import { t } from '../../../shared/language/translate.ts'

/** What was typed into a field, as it is kept; or why it is not, and what to write instead. */
export type Reading<V> = { value: V } | { problem: string }

const addresses = PublishedHost.shape.public
const paths = NeededService.shape.paths
const short = RequestForm.shape.requester
const words = FirewallRule.shape.justification

function readAs<V>(schema: z.ZodType<V>, given: unknown, problem: string): Reading<V> {
  const read = schema.safeParse(given)
  return read.success ? { value: read.data } : { problem }
}

function pieces(text: string): string[] {
  return text.split(/[\s,;]+/).filter((piece) => piece !== '')
}

/** Addresses of a host, between which there are spaces, commas or line breaks. */
export function readAddresses(text: string): Reading<string[]> {
  const given = pieces(text)
  const wrong = given.find((each) => !z.union([z.ipv4(), z.ipv6()]).safeParse(each).success)
  if (wrong !== undefined) {
    return { problem: t`“${wrong}” is no address of a host. Write 192.0.2.25 or 2001:db8::25, without a length.` }
  }
  return readAs(addresses, [...new Set(given)], t`A host has at most 64 addresses of a kind.`)
}

/** Paths of a service, each of which begins with a slash. */
export function readPaths(text: string): Reading<string[]> {
  const given = pieces(text)
  const wrong = given.find((each) => !each.startsWith('/'))
  if (wrong !== undefined) return { problem: t`“${wrong}” is no path: it begins with /, as /EWS does.` }
  return readAs(paths, [...new Set(given)], t`At most 50 paths are kept, each of at most 200 characters.`)
}

export function readHostName(text: string): Reading<string> {
  return readAs(PublishedHost.shape.name, text.trim(), t`Write the name as DNS has it, such as mail.contoso.com.`)
}

export function readZone(text: string): Reading<string> {
  return readAs(
    PublishedHost.shape.fromZone,
    text,
    t`Write the zone as the firewall calls it, in at most 64 characters.`,
  )
}

export function readPort(text: string): Reading<number> {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined
  return readAs(NeededService.shape.port, port, t`A port is a number from 1 to 65535.`)
}

export function readShort(text: string): Reading<string> {
  return readAs(short, text, t`At most 200 characters are kept.`)
}

export function readWords(text: string): Reading<string> {
  return readAs(words, text, t`At most 2,000 characters are kept.`)
}

/** A day; without one there is no limit. */
export function readDay(text: string): Reading<string | null> {
  return text === '' ? { value: null } : readAs(FirewallRule.shape.start, text, t`Write a day, such as 2027-03-31.`)
}

export function readTitle(text: string): Reading<string> {
  return text.trim() === '' ? { problem: t`Give it a title: each sheet begins with it.` } : readShort(text)
}
