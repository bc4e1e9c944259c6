import { t } from '../../language/translate.ts'
import { readPlace } from '../command-words.ts'
import { shortenedByUs } from '../console-words.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import type { ResolvedRule } from '../resolved-rule.ts'
import { changedObjects, objectsOf, type SheetObject } from '../sheet-objects.ts'
import {
  changedGroups,
  groupElements,
  groupNames,
  mostWords,
  nameText,
  objectElement,
  type Place,
  type RuleOfFamily,
  removal,
  removalOf,
  ruleElement,
  ruleOf,
  serviceElement,
  zoneText,
} from '../sophos-elements.ts'
import { defineWriter, type PlatformOptions } from '../writer.ts'
import { type Element, element, xmlText } from '../xml-text.ts'

const FAMILIES = [4, 6] as const

export default defineWriter({
  meta: {
    id: 'sophos',
    name: 'Sophos Firewall',
    extension: 'xml',
    limits: { objectName: 60, ruleName: 60 },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    // The address that the sender asked for, and the zone that the host stands in.
    side: 'public',
    options: { position: { label: t`Place among the rules (top, bottom, before NAME, after NAME)`, usual: 'bottom' } },
    basedOn: [
      'Sophos Firewall API documentation, 17 to 19.5 (IPHost: a name of 60 characters, no comma, not # at its beginning; IPFamily and HostType).',
      'The templates of Sophos’s own Python SDK and Ansible collection: Set operation add and update, Remove, IPHostGroup, FQDNHost, FQDNHostGroup, Services and FirewallRule with PolicyType Network.',
      'Not confirmed on a device: the subnet of an IPv6 network as a number of bits, several operations in one request, and how long a description may be.',
    ],
    warnings: [
      t`A rule names the public address of a host and the zone that it stands in; a NAT rule that translates the one to the other has to be there.`,
      t`The rules set no intrusion prevention, web or application policy: add what the organisation wants for published hosts.`,
      t`A rule that denies drops without an answer.`,
    ],
  },
  write(rules, options) {
    const { place, notes } = placeOf(options)
    const { objects, groups, services } = objectsOf(rules, 'public')
    const written = rules.flatMap((rule) => FAMILIES.flatMap((family) => ruleOf(rule, family)))
    const last = new Map<4 | 6, RuleOfFamily>()
    const placed = written.map((rule) => {
      const earlier = last.get(rule.family)
      last.set(rule.family, rule)
      // What is put first, or behind a rule, would stand before what was put there just now: the second goes behind the first.
      const chained = place.position === 'Top' || place.position === 'After'
      return ruleElement(rule, earlier && chained ? { position: 'After', beside: earlier.name } : place)
    })
    return {
      apply: request([
        element('Set', { operation: 'add' }, [
          ...objects.map(objectElement),
          ...groups.flatMap(groupElements),
          ...services.map(serviceElement),
          ...placed,
        ]),
      ]),
      rollback: request([
        element('Remove', {}, [
          ...written.toReversed().map(({ name }) => removal('FirewallRule', name)),
          ...services.map(({ id }) => removal('Services', namesOfId.service(id))),
          ...groups.flatMap(groupNames).map(({ kind, name }) => removal(kind, name)),
          ...objects.map(removalOf),
        ]),
      ]),
      notes: [...notes, ...zoneNotes(rules), ...shortenedByUs(rules, mostWords), sent()],
    }
  },
  writeChange(changes, _rules, _options, set, standing) {
    const { fresh, gone } = changedObjects(changes, set, standing)
    const text = (into: readonly SheetObject[], out: readonly SheetObject[], to: 'before' | 'after') =>
      request([
        element('Set', { operation: 'add' }, into.map(objectElement)),
        element(
          'Set',
          { operation: 'update' },
          changes.flatMap((change) => changedGroups(change, to)),
        ),
        element('Remove', {}, out.map(removalOf)),
      ])
    return {
      apply: text(fresh, gone, 'after'),
      rollback: text(gone, fresh, 'before'),
      notes: [
        t`A group is given the whole list that it should have, so that whatever somebody put into it by hand is not in it any more.`,
        sent(),
      ],
    }
  },
})

function sent(): string {
  return t`The file has places for an account and its password, and holds neither: put them in as it is sent, and keep no copy. It goes as reqxml to https://FIREWALL:4444/webconsole/APIController, from an address that Backup & firmware > API allows. The answer has a status for each element; look at all of them.`
}

/** A request; empty where there is nothing to be done. */
function request(operations: readonly Element[]): string {
  const wanted = operations.filter(({ children }) => children.length > 0)
  if (wanted.length === 0) return ''
  const login = element('Login', {}, [element('Username', {}, ['ACCOUNT']), element('Password', {}, ['PASSWORD'])])
  return xmlText(element('Request', {}, [login, ...wanted]))
}

function placeOf({ position = '' }: PlatformOptions): { place: Place; notes: string[] } {
  const bottom: Place = { position: 'Bottom', beside: '' }
  const behind = t`The rules stand at the bottom. Behind a rule of yours that denies or allows the same, such as one that drops the rest, they do nothing: move them before it.`
  const place = position.trim() === '' ? 'bottom' : readPlace(position)
  if (place === 'bottom') return { place: bottom, notes: [behind] }
  if (place === 'top') return { place: { position: 'Top', beside: '' }, notes: [] }
  const beside = place && 'side' in place ? nameText(place.name, 60) : ''
  if (place && 'side' in place && beside !== '')
    return { place: { position: place.side === 'before' ? 'Before' : 'After', beside }, notes: [] }
  return {
    place: bottom,
    notes: [t`“${oneLine(position, 60)}” is no place here, and the rules are put at the bottom.`, behind],
  }
}

function zoneNotes(rules: readonly ResolvedRule[]): string[] {
  const zones = [...new Set(rules.flatMap(({ host }) => [host.fromZone, host.toZone]))]
  return zones
    .filter((zone) => zoneText(zone) !== zone)
    .map((zone) => t`“${oneLine(zone, 60)}” has characters that no zone has here: “${zoneText(zone)}” is written.`)
}
