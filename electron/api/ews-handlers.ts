import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { ListScriptPage } from '../../shared/ews/judged-list.ts'
import { type LotScript, lotScript } from '../../shared/ews/lot-script.ts'
import { subjectOf } from '../../shared/ews/subject.ts'
import { toldMailbox } from '../../shared/ews/told-judgements.ts'
import type { ImportResult } from './configuration-handlers.ts'
import type { Configurations } from './configurations.ts'
import type { Imports } from './imports.ts'
import type { MailboxLists } from './mailbox-lists.ts'
import type { Organisations } from './organisations.ts'

type EwsCalls = Pick<Handlers['calls'], 'ews.mailboxes' | 'ews.mailbox-rows' | 'ews.mailboxes-script'>

/** As much of a script is one page of it. */
const PAGE_CHARACTERS = 512 * 1024

/** The calls about many mailboxes at once. */
export function ewsHandlers(parts: {
  imports: Imports<ImportResult>
  configurations: Configurations
  organisations: Organisations
  lists: MailboxLists
  newId: () => string
  now: () => Date
}): EwsCalls {
  const { imports, configurations, organisations, lists, newId, now } = parts

  async function judged(listId: string, list: Parameters<MailboxLists['judge']>[1]) {
    const { id, organisation } = organisations.needed()
    const { configuration } = await configurations.whole(id)
    const subject = subjectOf(organisation)
    return {
      outcome: 'judged' as const,
      list: lists.judge(listId, list, { configuration, subject, organisation: organisation.name }),
    }
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
      const rows = wanted.slice(from, from + limit).map(toldMailbox)
      return { rows, next: from + limit < wanted.length ? from + limit : null }
    },
    'ews.mailboxes-script': async ({ listId, remedy, part, offset }) => {
      const held = lists.needed(listId)
      if (offset === 0) {
        const request = { remedy, part, organisation: held.organisation, madeAt: now().toISOString() }
        held.made = { remedy, part, script: lotScript(held, request) }
      }
      const { made } = held
      // It was judged again meanwhile, or another script was made.
      if (made === undefined || made.remedy !== remedy || made.part !== part) throw new ContractError('no-such-list')
      return made.script.outcome === 'script' ? pageOf(made.script, offset) : made.script
    },
  }
}

function pageOf({ text, notes, others, ...told }: LotScript, offset: number): ListScriptPage {
  const end = offset + PAGE_CHARACTERS
  return {
    ...{ ...told, notes: [...notes], others: [...others] },
    ...{ text: text.slice(offset, end), next: end < text.length ? end : null, characters: text.length },
  }
}
