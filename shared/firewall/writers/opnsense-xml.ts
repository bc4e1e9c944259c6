import { t } from '../../language/translate.ts'
import { configSnippet, entryOf, within } from '../config-snippet.ts'
import { cutComments } from '../cut-comments.ts'
import {
  changesOf,
  type OpnsenseAlias,
  opnsenseSheet,
  opnsenseTraits,
  opnsenseWarnings,
  placeNotes,
} from '../opnsense-model.ts'
import { defineWriter } from '../writer.ts'
import type { Element } from '../xml-text.ts'

const ALIASES = ['Alias', 'aliases']
const RULES = ['Filter', 'rules']

const NO_BACKUP = [
  'STOP. This is a snippet of config.xml and no backup. NEVER upload it under System, Configuration, Backups:',
  'OPNsense takes any XML there for its whole configuration, and would lose everything that it has.',
  'Put it into your own file by hand, and keep a copy of that.',
]
const APPLY = [
  'OPNsense/Firewall/Alias/aliases: put each alias there with its uuid, and leave what is there.',
  'OPNsense/Firewall/Filter/rules: put each rule there with its uuid. Not into the older section filter.',
  'Do nothing where an alias of that name is there, or an entry with that uuid.',
]
const ROLLBACK = [
  'Take out of OPNsense/Firewall/Filter/rules the rules with these uuids, and nothing else.',
  'Then take out of OPNsense/Firewall/Alias/aliases those with these uuids, in this order, unless another rule or alias has one of them.',
]
const CHANGE = [
  'OPNsense/Firewall/Alias/aliases: give each alias with these uuids this content, in the place of what it has.',
]

export default defineWriter({
  meta: {
    ...opnsenseTraits,
    id: 'opnsense-xml',
    name: 'OPNsense (config.xml)',
    extension: 'xml',
    options: {
      fromInterface: { label: t`Interface as config.xml names it: wan, lan, opt1`, usual: 'wan' },
      position: { label: t`Sequence of the first rule`, usual: '1' },
    },
    basedOn: [
      'OPNsense’s public source, core: Alias.xml and Filter.xml (where they stand in config.xml, and their fields), AliasNameField, AliasContentField (a network alias takes no host name), Config.php and the page of backups (what a restore takes); configurations that others have published (members a line each, uuid as an attribute).',
      'A test reads the snippet into a configuration as these say, and xmllint reads it where it is installed. Nobody has put one into an OPNsense. Not confirmed: that fields which are not written are taken as their models have them, in every release.',
    ],
    warnings: [
      t`NEVER upload this file as a backup. OPNsense takes any XML that is restored as a whole for its whole configuration, and what it had is lost. This is for whoever keeps config.xml as a file: its parts are put into that by hand, or by what manages it. As a section it is not found, since it stands one element too deep.`,
      t`OPNsense takes the edited file as a restore of the whole configuration, which may need a restart. Nothing looks before whether an alias or a rule is there already: the script for OPNsense's API does, and has a way back by itself.`,
      ...opnsenseWarnings,
    ],
  },
  write(rules, options) {
    const { aliases, rules: made } = opnsenseSheet(rules, options)
    const added = made.map(({ uuid, rule }) => entryOf('rule', rule, { uuid }))
    return {
      apply: snippet(
        'add',
        [...NO_BACKUP, ...APPLY],
        [within(ALIASES, aliases.map(aliasElement)), within(RULES, added)],
      ),
      rollback: snippet(
        'remove',
        [...NO_BACKUP, ...ROLLBACK],
        [
          within(
            RULES,
            made.map(({ uuid }) => entryOf('rule', {}, { uuid })),
          ),
          within(
            ALIASES,
            // An alias that names another goes first.
            aliases.toReversed().map(({ uuid, alias: { name } }) => entryOf('alias', { name }, { uuid })),
          ),
        ],
      ),
      notes: [...placeNotes(options), ...cutComments(rules, opnsenseTraits.limits.comment)],
    }
  },
  writeChange(changes) {
    const forth = changes.flatMap(({ after, added, removed }) => changesOf(after, added, removed))
    const back = changes.flatMap(({ before, added, removed }) => changesOf(before, removed, added))
    return {
      apply: replacing(forth),
      rollback: replacing(back),
      notes: [
        t`In a file an alias has its members in one place: each is written whole, as it has to be. What somebody else has put into one of them meanwhile goes.`,
      ],
    }
  },
})

function snippet(act: 'add' | 'replace' | 'remove', words: readonly string[], sections: readonly Element[]): string {
  return configSnippet('opnsense', act, words, [within(['OPNsense', 'Firewall'], sections)])
}

function replacing(aliases: readonly OpnsenseAlias[]): string {
  return snippet('replace', [...NO_BACKUP, ...CHANGE], [within(ALIASES, aliases.map(aliasElement))])
}

function aliasElement({ uuid, alias }: OpnsenseAlias): Element {
  return entryOf('alias', alias, { uuid })
}
