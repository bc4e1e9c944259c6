import { t } from '../../language/translate.ts'
import { configSnippet, entryOf, within } from '../config-snippet.ts'
import { cutComments } from '../cut-comments.ts'
import {
  aliasOfGroup,
  type PfsenseAlias,
  type PfsenseRule,
  pfsenseSheet,
  pfsenseTraits,
  pfsenseWarnings,
  placeNotes,
} from '../pfsense-model.ts'
import { defineWriter, type GroupChange } from '../writer.ts'

const NO_BACKUP = [
  'STOP. This is a snippet of config.xml and no backup. Do not restore it, neither whole nor as a section:',
  'a section that is restored takes the place of the one that is there. Put it into your own file by hand, and keep a copy of that.',
]
const APPLY = [
  'aliases: put each alias at the end of the section aliases, and leave what is there.',
  'Do nothing where an alias of that name is there, or a rule with that tracker.',
]
const FIRST = 'filter: put the rules, in this order, before all other rules of the section filter.'
const LAST = 'filter: put the rules, in this order, behind all other rules of the section filter.'
const ROLLBACK = [
  'Take out of the section filter the rules with these trackers, and nothing else.',
  'Then take out of the section aliases those of these names, unless another rule, alias or port forward has one of them.',
]
const CHANGE = ['aliases: give each alias of these names this content, in the place of what it has.']

export default defineWriter({
  meta: {
    ...pfsenseTraits,
    id: 'pfsense-xml',
    name: 'pfSense (config.xml)',
    extension: 'xml',
    basedOn: [
      'pfSense’s public source: how config.xml is parsed and written (lists of alias and rule, an empty element as yes, entities read twice), and how a part of a backup is restored; configurations that others have published; Netgate’s documentation of aliases (names of 31 letters, digits and underscores, 5,000 members).',
      'A test reads the snippet into a configuration as these say, and xmllint reads it where it is installed. Nobody has put one into a pfSense.',
    ],
    warnings: [
      t`This is for whoever keeps config.xml as a file: its parts are put into that by hand, or by what manages it. Never restore it as it is. It stands one element too deep for a restore to find a section in it, since that would replace all rules and aliases that are there.`,
      t`pfSense takes the edited file as a restore of the whole configuration, which may need a restart. Nothing looks before whether an alias or a rule is there already: the script for pfSense does.`,
      ...pfsenseWarnings,
    ],
  },
  write(rules, options) {
    const { place, aliases, rules: made } = pfsenseSheet(rules, options)
    return {
      apply: configSnippet(
        'pfsense',
        'add',
        [...NO_BACKUP, ...APPLY, place.first ? FIRST : LAST],
        [within(['aliases'], aliases.map(aliasElement)), within(['filter'], made.map(ruleElement))],
      ),
      rollback: configSnippet(
        'pfsense',
        'remove',
        [...NO_BACKUP, ...ROLLBACK],
        [
          within(
            ['filter'],
            made.map(({ tracker }) => entryOf('rule', { tracker })),
          ),
          within(
            ['aliases'],
            aliases.map(({ name }) => entryOf('alias', { name })),
          ),
        ],
      ),
      notes: [...placeNotes(place, options), ...cutComments(rules, pfsenseTraits.limits.comment)],
    }
  },
  writeChange(changes) {
    return {
      apply: changed(changes, 'after'),
      rollback: changed(changes, 'before'),
      notes: [
        t`In a file an alias has its members in one place: each is written whole, as it has to be. What somebody else has put into one of them meanwhile goes.`,
      ],
    }
  },
})

function changed(changes: readonly GroupChange[], to: 'before' | 'after'): string {
  const aliases = changes.flatMap((change) => aliasOfGroup(change[to]))
  return configSnippet(
    'pfsense',
    'replace',
    [...NO_BACKUP, ...CHANGE],
    [within(['aliases'], aliases.map(aliasElement))],
  )
}

function aliasElement(alias: PfsenseAlias) {
  return entryOf('alias', { ...alias, descr: readOnce(alias.descr) })
}

function ruleElement(rule: PfsenseRule) {
  return entryOf('rule', { ...rule, descr: readOnce(rule.descr) })
}

/** pfSense reads entities in what the parser has read already, so that a text which looks like one must not be there. */
function readOnce(text: string): string {
  return text.replaceAll('&', '+')
}
