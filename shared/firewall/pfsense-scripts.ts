import { asciiJson } from './ascii-json.ts'
import type { PfsenseAlias, PfsenseRule } from './pfsense-model.ts'

/** What is above each script; `what` is said of it in one line. */
function head(what: string): string[] {
  return [
    '<?php',
    `// Postern: ${what}`,
    '// Run it on the firewall as root: php -f FILE. It does all of it or, with a sentence, nothing.',
    'require_once("globals.inc");',
    'require_once("config.inc");',
    'require_once("filter.inc");',
    'function postern_list($path) {',
    '  $list = config_get_path($path, []);',
    '  return is_array($list) ? array_values($list) : [];',
    '}',
    'function postern_stop($why) {',
    '  echo "Nothing was changed: {$why}\\n";',
    '  exit(1);',
    '}',
    "$sheet = json_decode(<<<'POSTERN'",
  ]
}

const READ = [
  'POSTERN',
  ', true);',
  'if (!is_array($sheet)) postern_stop("the sheet in this file is damaged.");',
  "$aliases = postern_list('aliases/alias');",
  "$rules = postern_list('filter/rule');",
]

const APPLY = [
  'if (!is_array(config_get_path("interfaces/{$sheet[\'interface\']}"))) postern_stop("there is no interface {$sheet[\'interface\']}.");',
  "$names = array_column($sheet['aliases'], 'name');",
  "foreach ($aliases as $alias) if (in_array($alias['name'] ?? '', $names, true)) postern_stop(\"the alias {$alias['name']} exists already.\");",
  "$trackers = array_column($sheet['rules'], 'tracker');",
  "foreach ($rules as $rule) if (in_array((string) ($rule['tracker'] ?? ''), $trackers, true)) postern_stop(\"a rule with the tracker {$rule['tracker']} exists already.\");",
  "config_set_path('aliases/alias', array_merge($aliases, $sheet['aliases']));",
  "config_set_path('filter/rule', $sheet['first'] ? array_merge($sheet['rules'], $rules) : array_merge($rules, $sheet['rules']));",
]

const ROLLBACK = [
  "$kept = array_values(array_filter($rules, fn ($rule) => !in_array((string) ($rule['tracker'] ?? ''), $sheet['trackers'], true)));",
  "$others = array_values(array_filter($aliases, fn ($alias) => !in_array($alias['name'] ?? '', $sheet['aliases'], true)));",
  "$used = json_encode([$kept, config_get_path('nat', []), array_column($others, 'address')], JSON_INVALID_UTF8_SUBSTITUTE);",
  'foreach ($sheet[\'aliases\'] as $name) if (preg_match("/\\\\b{$name}\\\\b/", $used)) postern_stop("the alias {$name} is in use by something that is not of this sheet.");',
  "config_set_path('filter/rule', $kept);",
  "config_set_path('aliases/alias', $others);",
]

const CHANGE = [
  "foreach ($sheet['changes'] as ['alias' => $name, 'remove' => $remove, 'add' => $add]) {",
  "  $at = array_search($name, array_column($aliases, 'name'), true);",
  '  if ($at === false) postern_stop("there is no alias {$name}.");',
  "  $members = preg_split('/\\s+/', $aliases[$at]['address'], -1, PREG_SPLIT_NO_EMPTY);",
  '  foreach (array_diff($remove, $members) as $one) postern_stop("{$one} is not in the alias {$name}.");',
  '  foreach (array_intersect($add, $members) as $one) postern_stop("{$one} is in the alias {$name} already.");',
  "  $details = explode('||', $aliases[$at]['detail'] ?? '');",
  '  $kept = array_diff($members, $remove);',
  "  $aliases[$at]['address'] = implode(' ', array_merge($kept, $add));",
  "  $aliases[$at]['detail'] = implode('||', array_merge(array_map(fn ($place) => $details[$place] ?? '', array_keys($kept)), array_fill(0, count($add), 'Postern')));",
  '}',
  "config_set_path('aliases/alias', $aliases);",
]

export type PfsenseChange = { alias: string; remove: readonly string[]; add: readonly string[] }

/** Adds aliases and rules; stops where one of them is there. */
export function applyScript(
  sheet: { interface: string; first: boolean },
  aliases: readonly PfsenseAlias[],
  rules: readonly PfsenseRule[],
): string {
  const data = [
    `{"interface": ${JSON.stringify(sheet.interface)}, "first": ${sheet.first},`,
    ...listed('aliases', aliases, ','),
    ...listed('rules', rules, '}'),
  ]
  return script('adds aliases and firewall rules.', data, APPLY, 'Postern: rules and aliases added')
}

/** Takes away rules by their trackers and aliases by their names; stops where something else needs one of them. */
export function rollbackScript(aliases: readonly string[], trackers: readonly string[]): string {
  const data = [`{"aliases": ${JSON.stringify(aliases)},`, `"trackers": ${JSON.stringify(trackers)}}`]
  return script(
    'takes away the aliases and firewall rules that it added.',
    data,
    ROLLBACK,
    'Postern: rules and aliases taken back',
  )
}

/** Puts members into aliases and takes others out; stops where one is not as it was left. */
export function changeScript(changes: readonly PfsenseChange[]): string {
  const [first = '', ...more] = listed('changes', changes, '}')
  return script(
    'changes the members of its aliases.',
    [`{${first}`, ...more],
    CHANGE,
    'Postern: members of aliases changed',
  )
}

function script(what: string, data: readonly string[], act: readonly string[], remark: string): string {
  const end = [`write_config("${remark}");`, 'filter_configure();', 'echo "Done.\\n";', '']
  return [...head(what), ...data, ...READ, ...act, ...end].join('\n')
}

/** A list with an entry a line. */
function listed(name: string, entries: readonly object[], end: string): string[] {
  const lines = entries.map((entry, at) => `  ${asciiJson(entry)}${at === entries.length - 1 ? '' : ','}`)
  return [`"${name}": [`, ...lines, `]${end}`]
}
