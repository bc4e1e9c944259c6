<?php
// Postern: takes away the aliases and firewall rules that it added.
// Run it on the firewall as root: php -f FILE. It does all of it or, with a sentence, nothing.
require_once("globals.inc");
require_once("config.inc");
require_once("filter.inc");
function postern_list($path) {
  $list = config_get_path($path, []);
  return is_array($list) ? array_values($list) : [];
}
function postern_stop($why) {
  echo "Nothing was changed: {$why}\n";
  exit(1);
}
$sheet = json_decode(<<<'POSTERN'
{"aliases": ["PSTN_S_NYLAS_US","PSTN_S_NYLAS_EU","PSTN_H_MAIL","PSTN_H_AUTODISCOVER"],
"trackers": ["3053068909","3878469123","3666539762","3293524181","3679710028"]}
POSTERN
, true);
if (!is_array($sheet)) postern_stop("the sheet in this file is damaged.");
$aliases = postern_list('aliases/alias');
$rules = postern_list('filter/rule');
$kept = array_values(array_filter($rules, fn ($rule) => !in_array((string) ($rule['tracker'] ?? ''), $sheet['trackers'], true)));
$others = array_values(array_filter($aliases, fn ($alias) => !in_array($alias['name'] ?? '', $sheet['aliases'], true)));
$used = json_encode([$kept, config_get_path('nat', []), array_column($others, 'address')], JSON_INVALID_UTF8_SUBSTITUTE);
foreach ($sheet['aliases'] as $name) if (preg_match("/\\b{$name}\\b/", $used)) postern_stop("the alias {$name} is in use by something that is not of this sheet.");
config_set_path('filter/rule', $kept);
config_set_path('aliases/alias', $others);
write_config("Postern: rules and aliases taken back");
filter_configure();
echo "Done.\n";
