import type { ActiveSyncCommand, ActiveSyncSession } from '../../../shared/artifacts/active-sync-session.ts'
import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import {
  acknowledgement,
  asksForWipe,
  type DeviceInformation,
  deviceInformationRequest,
  folderSyncRequest,
  policyRequest,
  readFolders,
  readInboxPage,
  readProvision,
  readSyncKey,
  syncKeyRequest,
  syncPageRequest,
} from '../wire/active-sync-message.ts'
import type { WbxmlElement } from '../wire/wbxml/wbxml-element.ts'

/** How many items the one page of the inbox may bring: enough to see whether there are any. */
const PAGE_SIZE = 5

type PolicyKey = { kind: ActiveSyncCommand['policyKey']; value: string }
const NO_KEY: PolicyKey = { kind: 'zero', value: '0' }

export type CommandToSend = Pick<ActiveSyncCommand, 'command' | 'purpose'> & {
  body: WbxmlElement
  policyKey: PolicyKey
}

/** What came of one command: its record, after that of a 451 that was followed; the body where it could be read. */
export type CommandAnswer = { records: ActiveSyncCommand[]; root?: WbxmlElement; withheld?: WithheldReason }

export type Dialogue = Pick<ActiveSyncSession, 'commands' | 'ended' | 'policy' | 'folders' | 'inbox' | 'withheld'>

/** Statuses by which a device is told to go through Provision (MS-ASCMD 2.2.2). */
const PROVISION_FIRST = [142, 143, 144]
const DEVICE_INFORMATION_REQUIRED = 165

/**
 * What a device says, from Provision to one page of its inbox, over `send`. It ends at the first answer that leaves it
 * nothing to say; where the server asks for Provision once more, it goes through it once more and not again. After an
 * answer that asks for the device to be wiped nothing is sent, and that answer is never confirmed.
 */
export async function holdDialogue(
  send: (command: CommandToSend) => Promise<CommandAnswer>,
  options: { version: string; information: DeviceInformation },
): Promise<Dialogue> {
  const dialogue: Dialogue = { commands: [], ended: 'complete' }
  const { information } = options
  let key = NO_KEY

  /** The last record and body; undefined where the dialogue has ended with it. */
  async function ask(
    command: CommandToSend['command'],
    purpose: CommandToSend['purpose'],
    body: WbxmlElement,
    policyKey = key,
  ): Promise<{ record: ActiveSyncCommand; root: WbxmlElement | undefined } | undefined> {
    if (dialogue.ended !== 'complete') throw new Error('A command was to be sent after the end of the dialogue.')
    const { records, root, withheld } = await send({ command, purpose, body, policyKey })
    dialogue.commands.push(...records)
    const record = records.at(-1)
    if (withheld) dialogue.withheld = withheld
    if (!record || withheld) return end(dialogue.commands.length === 0 ? 'not-begun' : 'stopped')
    if (root && asksForWipe(root)) return end('remote-wipe')
    return { record, root }
  }

  function end(ended: Dialogue['ended']): undefined {
    dialogue.ended = ended
  }

  /** Both rounds of Provision; whether the device may go on. */
  async function provision(): Promise<boolean> {
    key = NO_KEY
    // MS-ASPROV 3.1.5.1.1.1: what a device says of itself goes with it from 14.1 on, and must not before.
    const request = policyRequest(Number(options.version) >= 14.1 ? information : undefined)
    let first = await ask('Provision', 'policy', request)
    if (first?.record.status === DEVICE_INFORMATION_REQUIRED) {
      if (!(await ask('Settings', 'device-information', deviceInformationRequest(information)))) return false
      first = await ask('Provision', 'policy', request)
    }
    if (!first) return false
    const answer = first.root && first.record.status === 1 ? readProvision(first.root) : undefined
    // MS-ASPROV 2.2.2.54.1: 2, there is no policy for this client.
    if (answer?.policyStatus === 2) {
      dialogue.policy = { given: false, demands: [] }
      return true
    }
    if (answer?.policyStatus !== 1 || answer.policyKey === undefined) return stop(first.record)
    const temporary: PolicyKey = { kind: 'temporary', value: answer.policyKey }
    const second = await ask('Provision', 'acknowledgement', acknowledgement(temporary.value), temporary)
    if (!second) return false
    const final = second.root && second.record.status === 1 ? readProvision(second.root) : undefined
    if (final?.policyStatus !== 1 || final.policyKey === undefined) return stop(second.record)
    key = { kind: 'final', value: final.policyKey }
    dialogue.policy = { given: true, demands: answer.demands }
    return true
  }

  function stop(record: ActiveSyncCommand): false {
    dialogue.ended = asksForProvision(record) ? 'asked-again' : 'stopped'
    return false
  }

  async function folders(): Promise<WbxmlElement | undefined> {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await ask('FolderSync', 'folders', folderSyncRequest())
      if (!answer) return undefined
      const { record, root } = answer
      if (root && record.status === 1) return root
      if (attempt > 0 && asksForProvision(record)) return end('asked-again')
      if (attempt === 0 && asksForProvision(record)) {
        if (!(await provision())) return undefined
      } else if (attempt === 0 && record.status === DEVICE_INFORMATION_REQUIRED) {
        if (!(await ask('Settings', 'device-information', deviceInformationRequest(information)))) return undefined
      } else {
        return end('stopped')
      }
    }
  }

  async function inbox(id: string): Promise<void> {
    const first = await ask('Sync', 'sync-key', syncKeyRequest(id))
    if (!first) return
    const syncKey = first.root && first.record.status === 1 ? readSyncKey(first.root) : undefined
    if (syncKey === undefined) return end(asksForProvision(first.record) ? 'asked-again' : 'stopped')
    const page = await ask('Sync', 'inbox', syncPageRequest(id, syncKey, PAGE_SIZE))
    if (!page) return
    const { record, root } = page
    // MS-ASCMD 2.2.1.21: an answer without a body says that there is nothing new.
    const nothingNew = record.httpStatus === 200 && !root && !record.failure
    if (!nothingNew && record.status !== 1) return end(asksForProvision(record) ? 'asked-again' : 'stopped')
    dialogue.inbox = readInboxPage(root)
  }

  if (!(await provision())) return dialogue
  const hierarchy = await folders()
  if (!hierarchy) return dialogue
  const found = readFolders(hierarchy)
  dialogue.folders = { count: found.count, inbox: found.inbox !== undefined }
  if (found.inbox !== undefined) await inbox(found.inbox)
  return dialogue
}

/** By a common status, or by 449 up to version 12.1. */
function asksForProvision({ httpStatus, status }: ActiveSyncCommand): boolean {
  return httpStatus === 449 || (status !== undefined && PROVISION_FIRST.includes(status))
}
