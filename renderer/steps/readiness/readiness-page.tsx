import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { useShownRun } from '../../store/shown-run.ts'
import { groupsOf } from '../../ui/finding-folds.ts'
import { FindingsFrame } from '../../ui/findings-frame.tsx'
import { NoRunYet } from '../../ui/no-run-yet.tsx'
import { PasswordPrompt } from '../../ui/password-prompt.tsx'
import { LeftBehind } from './left-behind.tsx'
import { RunTimePicture } from './run-time-picture.tsx'
import { VerdictHead } from './verdict-head.tsx'

const useStyles = makeStyles({
  order: { display: 'flex', gap: tokens.spacingHorizontalXS, flexShrink: 0 },
})

/** Everything at once: the run's verdict, all its findings, and beside them the evidence of the one that is chosen. */
export default function ReadinessPage() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const shown = useShownRun()
  const grouping = useSession((state) => state.grouping)
  const group = useSession((state) => state.group)
  return (
    <FindingsFrame
      run={run}
      head={
        run && shown ? (
          <VerdictHead run={shown}>
            {run.findings.length > 0 && (
              // biome-ignore lint/a11y/useSemanticElements: two buttons of a toolbar are no form, so no fieldset
              <div role="group" aria-label={t`Order of the findings`} className={styles.order}>
                <ToggleButton
                  size="small"
                  appearance="subtle"
                  checked={grouping === 'urgency'}
                  onClick={() => group('urgency')}
                >{t`By urgency`}</ToggleButton>
                <ToggleButton
                  size="small"
                  appearance="subtle"
                  checked={grouping === 'step'}
                  onClick={() => group('step')}
                >{t`By step`}</ToggleButton>
              </div>
            )}
          </VerdictHead>
        ) : (
          <>
            <PasswordPrompt />
            <NoRunYet level={1} />
          </>
        )
      }
      prompt={run && <PasswordPrompt />}
      groups={(listed) => groupsOf(listed, listed.findings, grouping)}
      open={run ? run.checks.length - run.findings.length : 0}
      foot={
        run && (
          <>
            <LeftBehind run={run} />
            <RunTimePicture run={run} />
          </>
        )
      }
    />
  )
}
