import { defineCheck } from '../check.ts'
import { findOperation, troubleWith } from './operation.ts'

export default defineCheck({
  meta: {
    id: 'ews/folder-hierarchy',
    step: 'ews',
    subject: 'The list of folders over EWS',
    needs: ['ewsOperations'],
    guide: ['exchange.ews-on', 'exchange.ews-mailbox'],
    why: 'A sync walks the mailbox by its list of folders (SyncFolderHierarchy). Where that list cannot be read, nothing but the inbox is synced, if that.',
    outcomes: {
      listed: { verdict: 'pass', title: 'EWS on {server} lists {folders} folders of {mailbox}' },
      'longer-than-read': {
        verdict: 'pass',
        title: 'EWS on {server} lists more folders of {mailbox} than Postern reads',
      },
      ...troubleWith('the list of folders (SyncFolderHierarchy)'),
    },
  },
  run: ({ ewsOperations }) => {
    const found = findOperation(ewsOperations, 'SyncFolderHierarchy')
    if (found.judgement) {
      // A mailbox of thousands of folders, which the server lists all the same.
      const asked = ewsOperations.operations.find(({ operation }) => operation === 'SyncFolderHierarchy')
      const isLong = asked?.status === 200 && asked.failure?.code === 'response-too-large'
      return isLong && !found.judgement.blocked
        ? { outcome: 'longer-than-read', evidence: found.judgement.evidence ?? {} }
        : found.judgement
    }
    const { count = 0, found: calendar = false } = found.answer
    return { outcome: 'listed', evidence: { ...found.evidence, folders: count, calendarAmongThem: calendar } }
  },
})
