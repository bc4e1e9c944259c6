import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { firewallRequest, isInner, publishedNames } from '../../../shared/firewall/published-names.ts'
import { t } from '../../../shared/language/translate.ts'
import { vendorName } from '../../../shared/report/report-words.ts'
import { useSession } from '../../store/session-context.tsx'
import { useShownRun } from '../../store/shown-run.ts'
import { useEvidenceSoFar } from '../../store/use-evidence-so-far.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { StepFrame } from '../../ui/step-frame.tsx'

const useStyles = makeStyles({
  root: { maxWidth: '880px', fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  prose: { margin: `${tokens.spacingVerticalXS} 0 0`, maxWidth: '72ch', color: tokens.colorNeutralForeground2 },
  below: { marginTop: tokens.spacingVerticalXL },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  button: { marginTop: tokens.spacingVerticalM },
  list: {
    maxWidth: '72ch',
    margin: `${tokens.spacingVerticalS} 0 0`,
    paddingLeft: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground2,
  },
})

/** What the names are drawn from, read again as soon as one of them is there. */
const READ = ['endpoints', 'dnsAnswers', 'dnsComparison', 'autodiscoverWellKnown'] as const

/** The way through the firewall: what is seen of it from inside, and what to ask of those who run it. */
export default function FirewallStep() {
  return (
    <StepFrame step="firewall">
      <FromInside />
      <ToTheDesk />
    </StepFrame>
  )
}

/** Where the rules themselves are made. */
function ToTheDesk() {
  const styles = useStyles()
  const show = useSession((state) => state.show)
  return (
    <section className={mergeClasses(styles.root, styles.below)} aria-labelledby="firewall-to-the-desk">
      <h2 id="firewall-to-the-desk" className={styles.heading}>{t`The rules themselves`}</h2>
      <p
        className={styles.prose}
      >{t`The desk of firewall rules takes these names and the vendor’s addresses, and makes the change request and the configuration for your firewall of them, with its rollback. It tells you when the vendor’s list changes.`}</p>
      <Button
        className={styles.button}
        onClick={() => show({ kind: 'desk', desk: 'firewall' })}
      >{t`Go to the firewall rules`}</Button>
    </section>
  )
}

function FromInside() {
  const styles = useStyles()
  const run = useShownRun()
  useEvidenceSoFar(READ)
  const wantsActiveSync = run?.checks.some((check) => check.startsWith('active-sync/')) ?? false
  const names = run ? publishedNames(run.artifacts, wantsActiveSync) : []
  const withOutside = names.some(({ outside }) => outside.length > 0)
  const inner = names.some(({ inside }) => inside.some(isInner))
  return (
    <section className={styles.root} aria-labelledby="firewall-from-inside">
      <h2 id="firewall-from-inside" className={styles.heading}>{t`What Postern cannot see from here`}</h2>
      <p
        className={styles.prose}
      >{t`Postern runs inside your network. It sees the way from this machine to your servers, and not whether somebody on the internet gets through: that takes the people who run the firewall, and a look from outside.`}</p>
      {run && names.length > 0 && (
        <div className={styles.below}>
          <div className={styles.line}>
            <h2 className={styles.heading}>{t`What to ask of the network team`}</h2>
            <CopyButton
              text={firewallRequest(names, run.header.organisation.domain, vendorName(run.header))}
              what={t`the request to the network team`}
            />
          </div>
          <ol className={styles.list}>
            <li>{t`Allow the service’s source addresses to these names and ports, and to nothing else.`}</li>
            <li>{t`Take the addresses from the vendor (its API or its support), and look again regularly: they may change at any time.`}</li>
            <li>{t`Leave TLS as it is on the way, and ask for no sign-in before Exchange does.`}</li>
          </ol>
          <PlainTable
            label={t`Names to publish`}
            head={[
              t`Name`,
              t`TCP port`,
              t`For`,
              t`Address from here`,
              ...(withOutside ? [t`Address from outside`] : []),
            ]}
            rows={names.map(({ name, port, uses, inside, outside }) => [
              name,
              String(port),
              uses.join('\n'),
              inside.map((address) => (isInner(address) ? t`${address} (inside only)` : address)).join('\n') || t`none`,
              ...(withOutside ? [outside.join('\n') || t`none`] : []),
            ])}
          />
          {inner && (
            <p
              className={styles.prose}
            >{t`An address marked “inside only” cannot be reached from the internet. The firewall has one of its own for that name, which it passes on to this one.`}</p>
          )}
        </div>
      )}
    </section>
  )
}
