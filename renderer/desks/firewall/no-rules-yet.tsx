import { Button, Link, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { EmptyDesk } from '../../ui/empty-desk.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { useFirewall } from './firewall-store.ts'

const useStyles = makeStyles({
  prose: {
    maxWidth: '68ch',
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  code: {
    display: 'block',
    width: 'fit-content',
    marginTop: tokens.spacingVerticalXS,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
  },
  list: {
    maxWidth: '68ch',
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
})

/** The desk before there is a list, a host or a rule: what it is for, and how it is filled. */
export function NoRulesYet() {
  const styles = useStyles()
  const connected = useSession((state) => state.connected)
  const turn = useSession((state) => state.turn)
  const add = useFirewall((state) => state.add)
  return (
    <>
      <EmptyDesk
        title={t`No list of senders is kept yet`}
        buttons={
          <>
            <Button
              appearance="primary"
              disabledFocusable={!connected}
              onClick={() => add({ road: 'vendor-api', file: null })}
            >{t`Ask the vendor’s API…`}</Button>
            <FileButton
              label={t`File with a list of senders`}
              accept=".txt,.csv,.json"
              disabled={!connected}
              onFiles={([file]) => file && add({ road: 'file', file })}
            >{t`Choose a file…`}</FileButton>
            <Button
              disabledFocusable={!connected}
              onClick={() => add({ road: 'typed', file: null })}
            >{t`Paste a list…`}</Button>
          </>
        }
      >{t`The vendor’s servers have to reach your mail from the internet, from addresses that may change at any time. Here their list meets your hosts: it becomes rules, a change request, and the exact configuration for the firewall that you have, with its rollback. When the list changes, you are told, and get a sheet of only what is to be added and removed.`}</EmptyDesk>
      <ol className={styles.list}>
        <li>{t`Senders: ask the vendor’s API, or give its list as a file or pasted. Each entry is checked before it is kept.`}</li>
        <li>
          {t`Hosts: take in what the last run saw to be needed, and give the addresses on both sides of the firewall. `}
          <Link as="button" onClick={() => turn({ kind: 'desk', desk: 'firewall', part: 'hosts' })}>
            {t`Begin with them`}
          </Link>
        </li>
        <li>{t`Rules: have them suggested, and mend what is said of them.`}</li>
        <li>{t`Sheets: save the one for your firewall and the one for people, and send them with the request.`}</li>
      </ol>
      <p className={styles.prose}>
        {t`No vendor at hand? The lab has one as well. The line that it prints when it starts has the address, the client id and the secret, and its list can be changed while it runs:`}
        <span className={styles.code}>{t`npm run -s lab -- --org lab.json`}</span>
        <span className={styles.code}>{t`npm run -s lab -- senders --org lab.json --set list.txt`}</span>
      </p>
    </>
  )
}
