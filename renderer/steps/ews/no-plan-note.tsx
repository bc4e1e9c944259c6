import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import type { NoPlan } from '../../../shared/remedies/remedy.ts'
import { useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useEwsStyles } from './ews-styles.ts'

const useStyles = makeStyles({
  give: { marginTop: tokens.spacingVerticalM },
})

const heads: Readonly<Record<NoPlan['kind'], string>> = {
  'not-needed': t`Nothing to change.`,
  'not-read': t`There is no script yet.`,
  'by-hand': t`This is done by hand.`,
}

/** Why a remedy hands over no script, and what would change that. */
export function NoPlanNote({ plan, hasConfiguration }: { plan: NoPlan; hasConfiguration: boolean }) {
  const styles = useStyles()
  const ews = useEwsStyles()
  const show = useSession((state) => state.show)
  return (
    <>
      <p className={ews.note}>
        <VerdictIcon verdict={plan.kind === 'not-needed' ? 'pass' : 'unknown'} />
        <span>
          <strong>{heads[plan.kind]}</strong> <Breakable text={plan.sentence} />
        </span>
      </p>
      {plan.kind === 'not-read' && (
        <>
          {plan.cmdlets.length > 0 && <p className={ews.prose}>{t`To be read first: ${plan.cmdlets.join(', ')}.`}</p>}
          <Button className={styles.give} onClick={() => show({ kind: 'step', step: 'ews', part: 'configuration' })}>
            {hasConfiguration ? t`Give more of the configuration` : t`Give the configuration`}
          </Button>
        </>
      )}
    </>
  )
}
