import { t } from '../../shared/language/translate.ts'

/** How `postern sheet` is called. */
export const sheetUsage = t`postern sheet --rules FILE --format ID [--out FILE] [--rollback FILE] [--delta] [--confirm-wide]
              [--list NAME] [--from-interface NAME] [--to-interface NAME] [--position N]
              [--no-bom] [--today DATE]
postern sheet --list-formats [--json]

  --rules FILE       a set of firewall rules, as --format rules and the window save it: JSON of the
                     form postern-rules
  --format ID        xlsx, csv, html, markdown, json, rules or servicenow for people, one of the
                     firewalls that --list-formats tells, or zip: all of them, with rollbacks
  --out FILE         writes the sheet; without it text goes to standard output
  --rollback FILE    writes what takes the sheet back from a firewall
  --delta            only what changed in the lists of senders since those that each group of the
                     file has as "before"
  --confirm-wide     takes entries that let in very many, such as a /8; without it they are refused
  --list, --from-interface, --to-interface, --position
                     what the firewall’s own names are, where --list-formats says that it reads them
  --no-bom           CSV without the byte order mark by which Excel knows UTF-8
  --today DATE       the day of the sheet, such as 2026-11-29: rules that are over by then are not
                     written for a firewall
  --list-formats     every form with its options and what it was made after; with --json as JSON

Writes firewall rules as a sheet for people or as a firewall’s own configuration, which only adds.
Nobody is asked over the network. What a sheet leaves out is told on standard error.

Exit code: 0 written, 1 written and something is wrong with the rules, or a change is not told
whole, 2 bad usage or file, 70 a bug of Postern's.`

/** What every mistake of an option ends with. */
export const acceptedOptions = t`accepted are --rules FILE, --format ID, --out FILE, --rollback FILE, --delta, --confirm-wide, --list NAME, --from-interface NAME, --to-interface NAME, --position N, --no-bom, --today DATE, --list-formats, --json and --help`
