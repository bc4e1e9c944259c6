import { Button } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { t } from '../../../shared/language/translate.ts'
import { tagsOfFilter } from './filter-words.ts'
import { useQuarantine } from './quarantine-context.ts'

/** What narrows the table and stands in no choice above it: a word for each, which takes it away. */
export function FilterTags() {
  const filter = useQuarantine((state) => state.view.filter)
  const narrow = useQuarantine((state) => state.narrow)
  return tagsOfFilter(filter).map(({ words, without }) => (
    <Button
      key={words}
      size="small"
      icon={<Dismiss16Regular />}
      iconPosition="after"
      title={t`Take this filter away`}
      onClick={() => void narrow(without)}
    >
      {words}
    </Button>
  ))
}
