import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { ORGANISATION_FILE_BYTES, readOrganisationFile } from '../../store/organisation-file.ts'

/** Reads organisation files, and what has come of the last one, as a sentence. */
export type OrganisationFileReader = {
  outcome: { error?: string; read?: string }
  read(file: File): Promise<void>
}

/** Reads an organisation file in the page itself, into the form: nothing is saved until the form is. */
export function useOrganisationFile(onRead: (organisation: Organisation) => void): OrganisationFileReader {
  const [outcome, setOutcome] = useState<OrganisationFileReader['outcome']>({})
  return {
    outcome,
    async read(file) {
      const result = await organisationIn(file)
      if ('error' in result) {
        setOutcome(result)
        return
      }
      setOutcome({ read: t`${file.name} is in the form now. Look it over, then save.` })
      onRead(result.organisation)
    },
  }
}

/** The organisation in a file that was chosen or dropped; the error is one sentence. */
export async function organisationIn(file: File): Promise<{ organisation: Organisation } | { error: string }> {
  if (file.size > ORGANISATION_FILE_BYTES) {
    return { error: t`${file.name} is larger than an organisation file can be (1 MB).` }
  }
  try {
    return readOrganisationFile(file.name, await file.text())
  } catch {
    return { error: t`${file.name} could not be read. Look whether it is still there, and a file.` }
  }
}
