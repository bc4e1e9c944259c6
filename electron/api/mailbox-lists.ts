import { ContractError } from '../../shared/contract/error-code.ts'
import { groupMailboxes, judgeMailboxes } from '../../shared/ews/judge-mailboxes.ts'
import type { JudgedList } from '../../shared/ews/judged-list.ts'
import type { JudgedLot, LotScript, NoLotScript } from '../../shared/ews/lot-script.ts'
import type { MailboxList } from '../../shared/ews/mailbox-list.ts'
import { subjectOfList } from '../../shared/ews/subject.ts'
import { toldGroup } from '../../shared/ews/told-judgements.ts'
import type { ScriptPart } from '../../shared/management/script.ts'
import type { RemedyId } from '../../shared/remedies/remedy.ts'

/** So many lists are held; the one that was judged longest ago makes room. */
const MOST_HELD = 4

type Held = JudgedLot & {
  list: MailboxList
  /** The name of the organisation whose mailboxes they are. */
  organisation: string
  /** The script that was made last, of which pages are read. */
  made?: { remedy: RemedyId | undefined; part: ScriptPart; script: LotScript | NoLotScript }
}

/** Lists of mailboxes that were judged, held in memory. */
export type MailboxLists = {
  judge(listId: string, list: MailboxList, by: Omit<JudgedLot, 'judgements'> & Pick<Held, 'organisation'>): JudgedList
  /** Throws 'no-such-list'. */
  needed(listId: string): Held
  letGo(): void
}

export function createMailboxLists(): MailboxLists {
  const held = new Map<string, Held>()
  return {
    judge(listId, list, { configuration, subject: probed, organisation }) {
      const subject = subjectOfList(probed)
      const judgements = judgeMailboxes(configuration, subject, list.mailboxes)
      held.delete(listId)
      held.set(listId, { list, judgements, configuration, subject, organisation })
      const [oldest] = held.keys()
      if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest)
      return {
        ...{ listId, total: list.mailboxes.length },
        groups: groupMailboxes(judgements).map(toldGroup),
        ...{ notes: list.notes, problems: list.problems, problemCount: list.problemCount },
      }
    },
    needed(listId) {
      const found = held.get(listId)
      if (found === undefined) throw new ContractError('no-such-list')
      return found
    },
    letGo: () => held.clear(),
  }
}
