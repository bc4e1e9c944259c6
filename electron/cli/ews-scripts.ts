import type { WrittenScript } from '../../shared/ews/ews-report.ts'
import { type JudgedLot, lotScript } from '../../shared/ews/lot-script.ts'
import { t } from '../../shared/language/translate.ts'
import { scriptFileText } from '../../shared/management/script-file.ts'
import { remedies } from '../../shared/remedies/all-remedies.ts'
import type { RemedyId } from '../../shared/remedies/remedy.ts'
import type { EwsArguments } from './ews-arguments.ts'
import { earlierFile, openScriptFiles } from './script-files.ts'

/** The scripts that are asked for, in files that were found to be writable. */
export type AskedScripts = {
  /** Writes each that there is; the others are told with the reason. */
  write(lot: JudgedLot, organisation: string, madeAt: string): Promise<WrittenScript[]>
}

/** Opens the way to the files of the scripts. Throws a UsageError for one that cannot be written. */
export async function openScripts(options: EwsArguments): Promise<AskedScripts> {
  const asked = await openScriptFiles(options)
  const { remedy } = options
  return {
    async write(lot, organisation, madeAt) {
      const written: WrittenScript[] = []
      for (const { part, path, file } of asked) {
        const script = lotScript(lot, { part, organisation, madeAt, remedy })
        const told = { part, file: path, remedy: remedy ?? null }
        if (script.outcome !== 'script') {
          const sentence = `${script.sentence}${whereTold(lot, remedy)}${await earlierFile(path)}`
          written.push({ ...told, outcome: script.outcome, sentence, changes: 0, notes: [] })
          continue
        }
        await file.write(scriptFileText(script.text))
        const notes = [...script.notes, ...script.others.map(ofOrganisation)]
        written.push({ ...told, outcome: 'written', sentence: null, changes: script.changes, notes })
      }
      return written
    },
  }
}

/** Which option tells what the script of a remedy is made with, where it was not told. */
function whereTold({ subject }: JudgedLot, remedy: RemedyId | undefined): string {
  if (remedy === 'ews-urls' && subject.url === undefined) return t` The file of --org tells it, under ews.url.`
  const isOfAccount = remedy === 'ews-throttling-policy' || (remedy === 'ews-impersonation' && subject.impersonates)
  return isOfAccount && subject.account === undefined ? t` It is told by --account NAME, or by the file of --org.` : ''
}

function ofOrganisation(id: keyof typeof remedies): string {
  return t`The organisation’s own settings have a script of their own, which goes first: ${remedies[id].title} (--remedy ${id}).`
}
