<?php
// Postern: adds aliases and firewall rules.
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
{"interface": "wan", "first": true,
"aliases": [
  {"name":"PSTN_S_NYLAS_US","type":"network","address":"34.67.39.103/32 34.68.0.0/27 2600:1900:4000::/44 sync.nylas.example.com","descr":"Nylas US","detail":"Postern||Postern||Postern||Postern"},
  {"name":"PSTN_S_NYLAS_EU","type":"network","address":"34.89.13.240/32 35.246.81.179/32","descr":"Nylas EU","detail":"Postern||Postern"},
  {"name":"PSTN_H_MAIL","type":"host","address":"10.20.0.25 fd00:20::25","descr":"mail.contoso.example","detail":"Postern||Postern"},
  {"name":"PSTN_H_AUTODISCOVER","type":"host","address":"10.20.0.26","descr":"autodiscover.contoso.example","detail":"Postern"}
],
"rules": [
  {"type":"pass","interface":"wan","ipprotocol":"inet46","protocol":"tcp","source":{"address":"PSTN_S_NYLAS_US"},"destination":{"address":"PSTN_H_MAIL","port":"443"},"descr":"PSTN_R_001 | CHG0012345 | until 2027-12-01 | owner Exchange team | The mail service reads mailboxes by \"EWS\"; its addresses are the vendor's.","log":"","disabled":"","tracker":"3053068909"},
  {"type":"pass","interface":"wan","ipprotocol":"inet","protocol":"tcp","source":{"address":"PSTN_S_NYLAS_EU"},"destination":{"address":"PSTN_H_MAIL","port":"443"},"descr":"PSTN_R_001 | CHG0012345 | until 2027-12-01 | owner Exchange team | The mail service reads mailboxes by \"EWS\"; its addresses are the vendor's.","log":"","disabled":"","tracker":"3878469123"},
  {"type":"pass","interface":"wan","ipprotocol":"inet","protocol":"tcp","source":{"address":"PSTN_S_NYLAS_US"},"destination":{"address":"PSTN_H_AUTODISCOVER","port":"443"},"descr":"PSTN_R_002 | CHG0012345 | Autodiscover, with its redirect","tracker":"3666539762"},
  {"type":"pass","interface":"wan","ipprotocol":"inet","protocol":"tcp","source":{"address":"PSTN_S_NYLAS_US"},"destination":{"address":"PSTN_H_AUTODISCOVER","port":"80"},"descr":"PSTN_R_002 | CHG0012345 | Autodiscover, with its redirect","tracker":"3293524181"},
  {"type":"block","interface":"wan","ipprotocol":"inet","protocol":"tcp","source":{"address":"PSTN_S_NYLAS_EU"},"destination":{"address":"PSTN_H_MAIL","port":"80"},"descr":"PSTN_R_003","log":"","tracker":"3679710028"}
]}
POSTERN
, true);
if (!is_array($sheet)) postern_stop("the sheet in this file is damaged.");
$aliases = postern_list('aliases/alias');
$rules = postern_list('filter/rule');
if (!is_array(config_get_path("interfaces/{$sheet['interface']}"))) postern_stop("there is no interface {$sheet['interface']}.");
$names = array_column($sheet['aliases'], 'name');
foreach ($aliases as $alias) if (in_array($alias['name'] ?? '', $names, true)) postern_stop("the alias {$alias['name']} exists already.");
$trackers = array_column($sheet['rules'], 'tracker');
foreach ($rules as $rule) if (in_array((string) ($rule['tracker'] ?? ''), $trackers, true)) postern_stop("a rule with the tracker {$rule['tracker']} exists already.");
config_set_path('aliases/alias', array_merge($aliases, $sheet['aliases']));
config_set_path('filter/rule', $sheet['first'] ? array_merge($sheet['rules'], $rules) : array_merge($rules, $sheet['rules']));
write_config("Postern: rules and aliases added");
filter_configure();
echo "Done.\n";
