import { counted, t } from '../../../shared/language/translate.ts'
import type { DeviceFilter } from '../../../shared/quarantine/query.ts'
import { stepWords } from '../../../shared/quarantine/step-words.ts'
import { groupValueWords } from './device-words.ts'

/** A part of a filter in words, and the filter's part that asks for it no more. */
export type FilterTag = { words: string; without: DeviceFilter }

/** The parts of a filter that are chosen by a group, a notice or behind "More". */
export function tagsOfFilter(filter: DeviceFilter): FilterTag[] {
  const { keys, step, user, mailbox, agent, type, model, rule, firstSyncWithin, silentFor } = filter
  const tag = (words: string, ...parts: (keyof DeviceFilter)[]): FilterTag[] => [
    { words, without: Object.fromEntries(parts.map((part) => [part, undefined])) },
  ]
  return [
    ...(keys ? tag(counted(keys.length, 'new device'), 'keys') : []),
    ...(step ? tag(t`Deciding step: ${step.map((each) => stepWords[each]).join(', ')}`, 'step') : []),
    ...(user === undefined ? [] : tag(t`User: ${groupValueWords('user', user)}`, 'user')),
    ...(mailbox === undefined ? [] : tag(t`Mailbox: ${mailbox}`, 'mailbox')),
    ...(agent === undefined ? [] : tag(t`User agent: ${groupValueWords('agent', agent)}`, 'agent')),
    ...(type === undefined ? [] : tag(t`Type: ${groupValueWords('type', type)}`, 'type')),
    ...(model === undefined ? [] : tag(t`Model: ${groupValueWords('type', model)}`, 'model')),
    ...(rule === undefined ? [] : tag(t`Rule: ${groupValueWords('rule', rule)}`, 'rule')),
    ...(firstSyncWithin === undefined ? [] : tag(t`New within ${counted(firstSyncWithin, 'day')}`, 'firstSyncWithin')),
    ...(silentFor === undefined ? [] : tag(t`Silent for ${counted(silentFor, 'day')}`, 'silentFor')),
  ]
}
