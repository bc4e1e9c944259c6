import { t } from '../../language/translate.ts'
import { cutComments } from '../cut-comments.ts'
import { namesOfId } from '../object-name.ts'
import { membersIn, pfsenseSheet, pfsenseTraits, pfsenseWarnings, placeNotes } from '../pfsense-model.ts'
import { applyScript, changeScript, rollbackScript } from '../pfsense-scripts.ts'
import { defineWriter } from '../writer.ts'

export default defineWriter({
  meta: {
    ...pfsenseTraits,
    id: 'pfsense',
    name: 'pfSense',
    extension: 'php',
    basedOn: [
      'Netgate’s documentation of aliases (names of 31 letters, digits and underscores, 5,000 members) and of the PHP shell; pfSense’s public source of the page that edits aliases (a network alias takes host names, members are parted by a space, their remarks by two bars); and public PHP that changes pfSense’s configuration by config_get_path, config_set_path, write_config and filter_configure, which pfSense has since 2.7 and Plus 23.01.',
      'Where PHP is installed, a test runs the scripts on a stand-in for these four functions. Nobody has run them on a pfSense.',
    ],
    warnings: [
      t`Restoring a section of a backup would replace all rules and aliases that are there. This is a script instead that adds its own: upload it (Diagnostics, Command Prompt) and run php -f FILE in a shell. Download a backup before.`,
      ...pfsenseWarnings,
    ],
  },
  write(rules, options) {
    const { place, aliases, rules: made } = pfsenseSheet(rules, options)
    return {
      apply: applyScript(place, aliases, made),
      rollback: rollbackScript(
        aliases.map(({ name }) => name),
        made.map(({ tracker }) => tracker),
      ),
      notes: [...placeNotes(place, options), ...cutComments(rules, pfsenseTraits.limits.comment)],
    }
  },
  writeChange(changes) {
    const named = changes.map(({ after, added, removed }) => ({
      ...{ alias: namesOfId.senders(after.id), add: membersIn(added), remove: membersIn(removed) },
    }))
    return {
      apply: changeScript(named),
      rollback: changeScript(named.map(({ alias, add, remove }) => ({ alias, add: remove, remove: add }))),
      notes: [],
    }
  },
})
