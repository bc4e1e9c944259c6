import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync'
import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import { lacksPassword } from '../../shared/run/finding-groups.ts'
import { isRejected } from '../store/password-refusal.ts'
import { useSession } from '../store/session-context.tsx'
import { canVerify, isHeldUp } from '../store/session-state.ts'
import { type Again, againWords } from '../store/verified.ts'
import { titleIdOf } from './finding-row.tsx'
import { VerdictIcon } from './verdict-mark.tsx'
import { Working } from './working.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  line: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS, margin: 0 },
  button: { minWidth: 0, fontWeight: tokens.fontWeightRegular },
})

type VerifyCellProps = {
  finding: Finding
  /** What became of it, where somebody looked again. */
  again: Again | undefined
  className?: string
  tabIndex?: 0 | -1
}

/**
 * Which findings can be looked at again by themselves. What was not reached is looked at with what it waits for, and what
 * takes a password, or another one, when there is one.
 */
export function useCanVerify(): (finding: Finding) => boolean {
  const held = useSession((state) => state.secret !== null)
  const fresh = useSession((state) => state.freshPassword)
  return (finding) =>
    finding.verdict !== 'pass' &&
    finding.verdict !== 'skip' &&
    (held || !lacksPassword(finding)) &&
    (fresh || !isRejected(finding))
}

/** Looks again at one finding, after a change, and says here what that came to. */
export function VerifyCell({ finding, again, className, tabIndex }: VerifyCellProps) {
  const styles = useStyles()
  const verify = useSession((state) => state.verify)
  const verifying = useSession((state) => state.verifying?.checks.includes(finding.check) ?? false)
  const possible = useSession(canVerify)
  const blocked = useSession(isHeldUp)
  const said = again && againWords(again)
  if (!possible && !verifying) return null
  return (
    <div className={mergeClasses(styles.root, className)}>
      {verifying ? (
        <p className={styles.line}>
          <Working size="extra-tiny" pixels={16} />
          {t`Verifying…`}
        </p>
      ) : (
        said && (
          <p className={styles.line}>
            <VerdictIcon verdict={said.verdict} size={16} />
            {said.words}
          </p>
        )
      )}
      {!verifying && said?.verdict !== 'pass' && (
        <Button
          size="small"
          className={styles.button}
          icon={<ArrowSync16Regular />}
          tabIndex={tabIndex}
          disabledFocusable={blocked}
          aria-describedby={titleIdOf(finding.check)}
          onClick={() => void verify([finding.check])}
        >
          {again ? t`Verify again` : t`Verify`}
        </Button>
      )}
    </div>
  )
}
