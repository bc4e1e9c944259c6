import { Button, Dropdown, Field, Input, Link, makeStyles, Option, tokens } from '@fluentui/react-components'
import { type FormEvent, useState } from 'react'
import type { FlowVerdict } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { problemToTell } from '../../store/problem-sentence.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { firstPort } from './draft-edits.ts'
import { readPort } from './field-readers.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalM,
  },
  wide: { flexGrow: 1, flexBasis: '180px', maxWidth: '280px' },
  protocol: { minWidth: '88px' },
  port: { width: '96px' },
})

const outcomeIcons = { allowed: 'pass', denied: 'fail', 'not-matched': 'unknown' } as const
const outcomeNames = { allowed: t`Let in.`, denied: t`Kept out.`, 'not-matched': t`No rule matches.` } as const

type Flow = { from: string; to: string; protocol: 'tcp' | 'udp'; port: string }
type Answer = { verdict: FlowVerdict } | { problem: string }

/** Asks whether a packet would get through by the rules as they are kept. */
export function FlowTester({ onOpen }: { onOpen(rule: string): void }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const client = useClient()
  const connected = useSession((state) => state.connected)
  const flush = useFirewall((state) => state.flush)
  const first = firstPort(useDraft())
  /** What somebody wrote; till then it is the port of the first rule. */
  const [written, setWritten] = useState<Partial<Flow>>({})
  const flow: Flow = { from: '', to: '', protocol: first.protocol, port: String(first.port), ...written }
  const [answer, setAnswer] = useState<Answer | null>(null)

  async function ask(event: FormEvent) {
    event.preventDefault()
    const port = readPort(flow.port)
    if ('problem' in port) return setAnswer({ problem: port.problem })
    if (flow.from.trim() === '' || flow.to.trim() === '') {
      return setAnswer({ problem: t`Say who sends, and which address of a host it is sent to.` })
    }
    try {
      // What was edited just now counts.
      await flush()
      const { from, to, protocol } = flow
      const asked = { from: from.trim(), to: to.trim(), protocol, port: port.value }
      setAnswer({ verdict: await client.call('firewall.test-flow', asked) })
    } catch (error) {
      // That Postern can't be reached is told elsewhere.
      const problem = problemToTell(error)
      setAnswer(problem === null ? null : { problem })
    }
  }

  function change(part: Partial<Flow>): void {
    setWritten({ ...written, ...part })
    setAnswer(null)
  }

  const text = (field: 'from' | 'to', label: string, placeholder: string) => (
    <Field label={label} className={styles.wide}>
      <Input
        value={flow[field]}
        placeholder={placeholder}
        maxLength={255}
        spellCheck={false}
        onChange={(_, { value }) => change({ [field]: value })}
      />
    </Field>
  )
  return (
    <section className={firewall.section} aria-labelledby="firewall-flow">
      <h2 id="firewall-flow" className={firewall.heading}>{t`Would this flow match?`}</h2>
      <form className={styles.form} noValidate onSubmit={(event) => void ask(event)}>
        {text('from', t`From`, '203.0.113.7')}
        {text('to', t`To an address of a host`, '192.0.2.25')}
        <Field label={t`Protocol`}>
          <Dropdown
            className={styles.protocol}
            value={flow.protocol.toUpperCase()}
            selectedOptions={[flow.protocol]}
            onOptionSelect={(_, { optionValue }) => change({ protocol: optionValue === 'udp' ? 'udp' : 'tcp' })}
          >
            <Option value="tcp">{t`TCP`}</Option>
            <Option value="udp">{t`UDP`}</Option>
          </Dropdown>
        </Field>
        <Field label={t`Port`}>
          <Input
            className={styles.port}
            input={{ size: 6 }}
            inputMode="numeric"
            value={flow.port}
            onChange={(_, { value }) => change({ port: value })}
          />
        </Field>
        <Button type="submit" disabledFocusable={!connected}>{t`Ask`}</Button>
      </form>
      <div role="status">
        {answer && (
          <p className={firewall.note}>
            <VerdictIcon verdict={'verdict' in answer ? outcomeIcons[answer.verdict.outcome] : 'unknown'} />
            {'problem' in answer ? (
              <span>{answer.problem}</span>
            ) : (
              <span>
                <strong>{outcomeNames[answer.verdict.outcome]}</strong> <Breakable text={answer.verdict.sentence} />{' '}
                <RuleLink rule={answer.verdict.rule} onOpen={onOpen} />
              </span>
            )}
          </p>
        )}
      </div>
    </section>
  )
}

function RuleLink({ rule, onOpen }: { rule: string | null; onOpen(rule: string): void }) {
  return rule === null ? null : <Link as="button" onClick={() => onOpen(rule)}>{t`Go to rule ${rule}`}</Link>
}
