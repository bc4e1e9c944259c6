import type { FirewallSource } from '../../../shared/firewall/source-list.ts'
import { textOfFile } from './file-text.ts'
import { useFirewall } from './firewall-store.ts'
import { pointerOf } from './give-list.tsx'

/** Reads a file as the list of a source, and says so where it is none. */
export function useTakeFile(): (source: Pick<FirewallSource, 'id' | 'road'>, file: File) => Promise<void> {
  const offerText = useFirewall((state) => state.offerText)
  const notRead = useFirewall((state) => state.notRead)
  return async (source, file) => {
    const read = await textOfFile(file)
    if ('problem' in read) await notRead(source.id, read.problem)
    // A name longer than is taken says nothing more to anybody.
    else await offerText(source.id, read.text, file.name.slice(0, 400), pointerOf(source))
  }
}
