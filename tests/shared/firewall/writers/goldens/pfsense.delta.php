<?php
// Postern: changes the members of its aliases.
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
{"changes": [
  {"alias":"PSTN_S_NYLAS_US","add":["35.190.247.0/24","2600:1901::/32","sync2.nylas.example.com"],"remove":["34.67.39.103/32","2600:1900:4000::/44","sync.nylas.example.com"]},
  {"alias":"PSTN_S_NYLAS_EU","add":["35.246.81.180/32"],"remove":["35.246.81.179/32"]}
]}
POSTERN
, true);
if (!is_array($sheet)) postern_stop("the sheet in this file is damaged.");
$aliases = postern_list('aliases/alias');
$rules = postern_list('filter/rule');
foreach ($sheet['changes'] as ['alias' => $name, 'remove' => $remove, 'add' => $add]) {
  $at = array_search($name, array_column($aliases, 'name'), true);
  if ($at === false) postern_stop("there is no alias {$name}.");
  $members = preg_split('/\s+/', $aliases[$at]['address'], -1, PREG_SPLIT_NO_EMPTY);
  foreach (array_diff($remove, $members) as $one) postern_stop("{$one} is not in the alias {$name}.");
  foreach (array_intersect($add, $members) as $one) postern_stop("{$one} is in the alias {$name} already.");
  $details = explode('||', $aliases[$at]['detail'] ?? '');
  $kept = array_diff($members, $remove);
  $aliases[$at]['address'] = implode(' ', array_merge($kept, $add));
  $aliases[$at]['detail'] = implode('||', array_merge(array_map(fn ($place) => $details[$place] ?? '', array_keys($kept)), array_fill(0, count($add), 'Postern')));
}
config_set_path('aliases/alias', $aliases);
write_config("Postern: members of aliases changed");
filter_configure();
echo "Done.\n";
