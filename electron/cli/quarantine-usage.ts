import { t } from '../../shared/language/translate.ts'
import { knownProfiles } from '../../shared/profiles/profile-file.ts'

const profiles = Object.keys(knownProfiles).join(', ')

/** How `postern quarantine` is called. */
export const quarantineUsage = t`postern quarantine --in FILE... [--profile ID|FILE] [--pattern PATTERN] [--org FILE] [--strict]
            [--where WHERE] [--csv FILE] [--json FILE|-] [--decided FILE]
            [--decide allow|block|leave|remove|rule | --default Allow|Quarantine|Block]
            [--reason TEXT] [--ticket TEXT] [--also N] [--hits N]
            [--preview FILE] [--apply FILE] [--undo FILE] [--collect FILE [--statistics]]

  --in FILE...       what Exchange tells of devices: the file of the script that --collect writes,
                     or what Export-Csv, Export-Clixml, ConvertTo-Json or Format-List made of
                     Get-MobileDevice, Get-CASMailbox and others
  --profile ID|FILE  whose devices the integration’s are: ${profiles}, or a file; ${profiles} when left out
  --pattern PATTERN  by what they are known instead: userAgent=python-EAS-Client*, deviceType=,
                     deviceModel=, deviceId=; all that is given has to match
  --org FILE         an organisation, whose name and User-Agent are taken
  --strict           a file is taken whole or not at all; else what could not be read is told
  --where WHERE      which devices: integration, differs, state=Quarantined, predicted=Blocked,
                     user=, agent=, type=, model=, rule=, new=14d, silent=90d, text=; commas join
                     several, which all have to hold
  --csv FILE         writes the devices of --where, a line each
  --json FILE|-      all that was found as JSON, to a file or to standard output
  --decide WHAT      what becomes of the devices of --where: allow or block each for its mailbox,
                     leave it, remove its partnership; rule: the narrowest rule that lets all in
  --default LEVEL    another default for the organisation, which hits devices at once
  --reason TEXT      why it is decided; --ticket TEXT: the number of the ticket
  --also N           so many devices beside the selected ones may change their state
  --hits N           so many devices may be hit by the new default
  --preview FILE, --apply FILE, --undo FILE
                     writes the script that only says what it would change, the one that changes
                     it, and the one that takes it back
  --decided FILE     the --json of an earlier decision: what became of it by these exports
  --collect FILE     writes the script that reads all of this, and changes nothing; with
                     --statistics also how each device has synchronised, which takes hours where
                     there are thousands

Says of every device of ActiveSync where it stands and why, what a decision would do, and what
became of an earlier one. Nobody is asked over the network.

  postern quarantine --in devices.json --where integration,state=Quarantined
  postern quarantine --in devices.json --decide allow --where integration --reason 'new calendar'
            --ticket CHG-7 --json decision.json --preview p.ps1 --apply a.ps1 --undo u.ps1
  postern quarantine --in devices-later.json --decided decision.json

Exit code: 0 the integration’s devices are let in (with --decided: all is done), 1 some are not,
2 bad usage or file or a decision that is refused, 3 could not tell, 70 a bug of Postern's.`

/** What every mistake of an option ends with. */
export const acceptedOptions = t`accepted are --in FILE..., --profile ID|FILE, --pattern PATTERN, --org FILE, --strict, --where WHERE, --csv FILE, --json FILE|-, --decide WHAT, --default LEVEL, --reason TEXT, --ticket TEXT, --also N, --hits N, --preview FILE, --apply FILE, --undo FILE, --decided FILE, --collect FILE, --statistics and --help`
