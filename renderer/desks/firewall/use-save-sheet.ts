import { useState } from 'react'
import type { CallArgument } from '../../../shared/contract/contract.ts'
import { t } from '../../../shared/language/translate.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient } from '../../store/session-context.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useFirewall } from './firewall-store.ts'

/** Has a sheet made as a file, and hands it to the browser; and what became of that. */
export function useSaveSheet() {
  const client = useClient()
  const flush = useFirewall((state) => state.flush)
  const [said, setSaid] = useState('')
  const [waits, setWaits] = useState(false)

  async function save(query: CallArgument<'firewall.export'>): Promise<void> {
    if (waits) return
    setWaits(true)
    setSaid('')
    try {
      // What was edited just now is in it.
      await flush()
      const { name, mime, base64 } = await client.call('firewall.export', query)
      saveFile(name, mime, bytesOf(base64))
      setSaid(t`Handed over as ${name}.`)
    } catch (error) {
      setSaid(problemSentence(error))
    }
    setWaits(false)
  }

  return { save, said, waits }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
