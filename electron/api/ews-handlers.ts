import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { subjectOf } from '../../shared/ews/subject.ts'
import type { ImportResult } from './configuration-handlers.ts'
import type { Configurations } from './configurations.ts'
import type { Imports } from './imports.ts'
import type { MailboxLists } from './mailbox-lists.ts'
import type { Organisations } from './organisations.ts'

type EwsCalls = Pick<Handlers['calls'], 'ews.mailboxes' | 'ews.mailbox-rows' | 'ews.mailboxes-script'>

/** The calls about many mailboxes at once. */
export function ewsHandlers(parts: {
  imports: Imports<ImportResult>
  configurations: Configurations
  organisations: Organisations
  lists: MailboxLists
  newId: () => string
}): EwsCalls {
  const { imports, configurations, organisations, lists, newId } = parts

  async function judged(listId: string, list: Parameters<MailboxLists['judge']>[1]) {
    const { id, organisation } = organisations.needed()
    const { configuration } = await configurations.whole(id)
    const subject = subjectOf(organisation)
    return { outcome: 'judged' as const, list: lists.judge(listId, list, { configuration, subject }) }
  }

  return {
    'ews.mailboxes': async (given) => {
      if ('listId' in given) return judged(given.listId, lists.needed(given.listId).list)
      organisations.needed()
      const result = await imports.end(given.importId)
      if (result.kind !== 'mailboxes') throw new ContractError('no-such-import')
      return result.reading.outcome === 'refused' ? result.reading : judged(newId(), result.reading.list)
    },
    'ews.mailbox-rows': async ({ listId, reason, after, limit }) => {
      const { judgements } = lists.needed(listId)
      const wanted = reason === undefined ? judgements : judgements.filter((judgement) => judgement.reason === reason)
      const from = after ?? 0
      const rows = wanted
        .slice(from, from + limit)
        .map(({ mailbox, identity, state, reason: why, sentence, remedy }) => ({
          ...{ mailbox, identity: identity ?? null, state, reason: why, sentence, remedy: remedy ?? null },
        }))
      return { rows, next: from + limit < wanted.length ? from + limit : null }
    },
    'ews.mailboxes-script': async ({ listId }) => {
      lists.needed(listId)
      throw new ContractError('unknown-name')
    },
  }
}
