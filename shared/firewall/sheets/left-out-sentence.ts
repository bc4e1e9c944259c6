import { counted, t } from '../../language/translate.ts'
import { namesOfId } from '../object-name.ts'
import type { LeftOut } from '../resolved-rule.ts'

/** What of a rule is not in a sheet: what, how many, why, and what to do. `platformName`: as its maker calls it. */
export function leftOutSentence({ rule, what, why, count }: LeftOut, platformName: string): string {
  return sentences[why](namesOfId.rule(rule), thingWords(what, count), platformName, what)
}

/** What was left out, with its number: "3 prefixes of IPv6". */
function thingWords(what: LeftOut['what'], count: number): string {
  if (what === 'sources-4') return counted(count, 'IPv4 prefix of senders', 'IPv4 prefixes of senders')
  if (what === 'sources-6') return counted(count, 'IPv6 prefix of senders', 'IPv6 prefixes of senders')
  if (what === 'names') return counted(count, 'sender that is a name', 'senders that are names')
  if (what === 'destination-4') return counted(count, 'IPv4 address of the host', 'IPv4 addresses of the host')
  if (what === 'destination-6') return counted(count, 'IPv6 address of the host', 'IPv6 addresses of the host')
  return t`the whole rule`
}

const sentences: Readonly<
  Record<LeftOut['why'], (rule: string, thing: string, platform: string, what: LeftOut['what']) => string>
> = {
  'no-destination': (rule, thing, _platform, what) =>
    what === 'names'
      ? t`${rule} is written without ${thing}: the host has no address that they could be let in to. Add the host’s address.`
      : t`${rule} is written without ${thing}: the host has no address of that family. Add one, or leave these senders to the other family if the vendor has both.`,
  'no-source': (rule, thing) =>
    t`${rule} is written without ${thing}: the lists of senders have nothing of that family. Nothing is to be done unless the vendor also sends from there.`,
  platform: (rule, thing, platform, what) =>
    what === 'rule'
      ? t`${rule} is left out: ${platform} has no rule that denies. Leave out what it would deny from the rules that allow, or deny it on another firewall.`
      : what === 'names'
        ? t`${rule} is written without ${thing}: ${platform} looks up no names. Ask the vendor for addresses, or let these in by another firewall.`
        : t`${rule} is written without ${thing}: this form of ${platform} does not carry that family. Use its sheet for the other family, or another firewall.`,
  nothing: (rule) =>
    t`${rule} is left out: no sender of it has an address of the same family to be let in to. Add senders, or the host’s address.`,
  expired: (rule) =>
    t`${rule} is left out: its expiry is over. Give it a later one if it is still needed, and take it away from the firewall if it is there.`,
  off: (rule, _thing, platform) =>
    t`${rule} is left out: it is switched off, and ${platform} keeps no rule that is. Switch it on once it is approved, and make the sheet again.`,
  'first-of-kind': (rule, thing, platform) =>
    t`${rule} is changed without ${thing}, the first of that kind in a group: ${platform} has no object for them yet. Make the whole sheet and apply it in the place of the earlier one.`,
  'last-of-kind': (rule, thing, platform) =>
    t`${rule} is changed without taking out ${thing}, the last of that kind in a group: on ${platform} the object would be empty. Take it out of the rule by hand, or make the whole sheet and apply it in the place of the earlier one.`,
}
