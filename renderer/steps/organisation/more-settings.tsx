import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import type { DraftField } from '../../store/organisation-draft.ts'
import { useForm, useFormField } from './use-form.ts'

/** The fields that are folded away at first: most organisations need none of them. */
export const moreFields: readonly DraftField[] = [
  'withoutActiveSync',
  'resolvers',
  'outsideResolvers',
  'httpsPort',
  'httpPort',
  'certificateAuthorities',
]

const useStyles = makeStyles({
  root: { marginInline: '-12px' },
  panel: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    marginInline: '12px',
    paddingBlock: tokens.spacingVerticalS,
  },
  // One below the other where two do not fit: a field of Fluent is no narrower than its own measure.
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  check: { marginLeft: '-8px' },
  pem: { fontFamily: tokens.fontFamilyMonospace },
})

/** What an expert may say beside the usual: how servers are reached, and whom to believe. */
export function MoreSettings({ open, toggle }: { open: boolean; toggle(): void }) {
  const styles = useStyles()
  const resolvers = useFormField('resolvers')
  const outsideResolvers = useFormField('outsideResolvers')
  const httpsPort = useFormField('httpsPort')
  const httpPort = useFormField('httpPort')
  const authorities = useFormField('certificateAuthorities')
  const without = useForm(({ draft }) => draft.withoutActiveSync === 'yes')
  const set = useForm((state) => state.set)
  return (
    <Accordion className={styles.root} collapsible openItems={open ? ['more'] : []} onToggle={toggle}>
      <AccordionItem value="more">
        <AccordionHeader as="h2">{t`More settings`}</AccordionHeader>
        <AccordionPanel className={styles.panel}>
          <Checkbox
            className={styles.check}
            name="withoutActiveSync"
            checked={without}
            onChange={(_, { checked }) => set('withoutActiveSync', checked === true ? 'yes' : '')}
            label={t`The service does without ActiveSync, and so without contacts`}
          />
          <Field label={t`DNS resolvers`} hint={t`Asked instead of this machine’s own.`} {...resolvers.field}>
            <Input {...resolvers.input} placeholder="10.0.0.53" />
          </Field>
          <Field
            label={t`Resolvers on the internet`}
            hint={t`Asked for your own names alone, to compare: what the internet is told of them. Empty: that is not looked at.`}
            {...outsideResolvers.field}
          >
            <Input {...outsideResolvers.input} placeholder="203.0.113.53" />
          </Field>
          <div className={styles.pair}>
            <Field label={t`HTTPS port of Autodiscover`} hint={t`443 everywhere but in a lab.`} {...httpsPort.field}>
              <Input {...httpsPort.input} inputMode="numeric" placeholder="443" />
            </Field>
            <Field label={t`HTTP port of its redirect`} hint={t`80 everywhere but in a lab.`} {...httpPort.field}>
              <Input {...httpPort.input} inputMode="numeric" placeholder="80" />
            </Field>
          </div>
          <Field
            label={t`Certificate authorities of your own`}
            hint={t`As PEM, one after the other. They are trusted beside this machine’s.`}
            {...authorities.field}
          >
            <Textarea
              {...authorities.input}
              rows={5}
              textarea={{ className: styles.pem }}
              placeholder="-----BEGIN CERTIFICATE-----"
            />
          </Field>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  )
}
