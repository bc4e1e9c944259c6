import { t } from '../../language/translate.ts'
import { cutComments } from '../cut-comments.ts'
import { changesOf, opnsenseSheet, opnsenseTraits, opnsenseWarnings, placeNotes } from '../opnsense-model.ts'
import { applyScript, changeScript, rollbackScript } from '../opnsense-scripts.ts'
import { defineWriter } from '../writer.ts'

export default defineWriter({
  meta: {
    ...opnsenseTraits,
    id: 'opnsense',
    name: 'OPNsense',
    extension: 'sh',
    options: {
      fromInterface: { label: t`Interface as the API names it: wan, lan, opt1`, usual: 'wan' },
      position: { label: t`Sequence of the first rule`, usual: '1' },
    },
    basedOn: [
      'OPNsense’s documentation of its API for firewalls (alias, filter, savepoint, apply, cancelRollback), and its public source, core: Alias.xml, Filter.xml, AliasNameField, AliasContentField (a network alias takes no host name), ApiMutableModelControllerBase (set makes what is not there, under an identifier of version 4).',
      'Where curl and a shell are installed, a test runs the scripts against a stand-in for these calls. Nobody has run them on an OPNsense. That older releases make what is not there is not confirmed: one that does not says "failed", and nothing is loaded.',
    ],
    warnings: [
      t`Restoring a part of a configuration would replace what is there. This is a script for any machine with curl instead, which asks the firewall's API to add its own; the secret of the API stays in a file of yours. Download a backup before.`,
      ...opnsenseWarnings,
    ],
  },
  write(rules, options) {
    const { aliases, rules: made } = opnsenseSheet(rules, options)
    return {
      apply: applyScript(aliases, made),
      rollback: rollbackScript(aliases, made),
      notes: [...placeNotes(options), ...cutComments(rules, opnsenseTraits.limits.comment)],
    }
  },
  writeChange(changes) {
    const forth = changes.flatMap(({ after, added, removed }) => changesOf(after, added, removed))
    const back = changes.flatMap(({ before, added, removed }) => changesOf(before, removed, added))
    return {
      apply: changeScript(forth),
      rollback: changeScript(back),
      notes: [
        t`Each alias gets its members anew, in one call, since the API adds addresses one by one and no names. What somebody else has put into one of them meanwhile goes.`,
      ],
    }
  },
})
