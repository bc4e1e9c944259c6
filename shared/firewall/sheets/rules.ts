import { t } from '../../language/translate.ts'
import { plainJson } from '../../run/plain-json.ts'
import { definePeopleFormat } from './people-format.ts'

/** The rules themselves, as `postern sheet --rules` reads them: to keep beside the change, and to make each sheet anew. */
export default definePeopleFormat({
  meta: {
    id: 'rules',
    name: t`Rules file (for postern sheet)`,
    extension: 'json',
    mime: 'application/json',
    basedOn: ['The form postern-rules, version 1, of Postern itself (shared/firewall/rule-set.ts).'],
    warnings: [],
  },
  make({ set }) {
    return { content: plainJson(set, 2), notes: [] }
  },
})
