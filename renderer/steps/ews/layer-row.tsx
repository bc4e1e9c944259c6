import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Layer } from '../../../shared/ews/layer.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { GATE_PIXELS, LayerGate } from './layer-gate.tsx'
import { agreementWords, shownState, stateVerdicts, stateWords } from './layer-words.ts'

/** So wide that what was seen and what is configured stand beside each other. */
export const WIDE_LAYERS = '@container (min-width: 720px)'
export const LAYER_COLUMNS = `${GATE_PIXELS}px minmax(140px, 3fr) minmax(0, 5fr) minmax(0, 5fr)`
/** Where no configuration was given, what was seen has its room. */
export const LAYER_COLUMNS_SEEN = `${GATE_PIXELS}px minmax(140px, 3fr) minmax(0, 10fr)`

const useStyles = makeStyles({
  row: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: `${GATE_PIXELS}px minmax(0, 1fr)`,
    gridTemplateAreas: '"gate name" "gate seen" "gate configured"',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    alignItems: 'start',
    width: '100%',
    minHeight: '64px',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} 0`,
    border: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    [WIDE_LAYERS]: {
      gridTemplateColumns: LAYER_COLUMNS,
      gridTemplateAreas: '"gate name seen configured"',
    },
  },
  alone: {
    [WIDE_LAYERS]: { gridTemplateColumns: LAYER_COLUMNS_SEEN, gridTemplateAreas: '"gate name seen"' },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 4px 0 0 ${tokens.colorCompoundBrandBackground}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
    // Neither the ground nor the shadow is shown there.
    '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  name: { gridArea: 'name' },
  title: { display: 'block', fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  seen: { gridArea: 'seen', maxWidth: '72ch', overflowWrap: 'anywhere' },
  configured: { gridArea: 'configured', overflowWrap: 'anywhere' },
  agreement: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS, marginTop: '2px' },
})

type LayerRowProps = {
  layer: Layer
  /** Nobody has looked at any layer yet: what it is stands there instead. */
  isUntold: boolean
  /** No layer has anything from a configuration. */
  alone: boolean
  comes: boolean
  goesOn: boolean
  chosen: boolean
  controls: string
  focus: { 'data-roving': string; tabIndex: 0 | -1 }
  onChoose(): void
}

/** One layer: its gate, how it is, what the probe saw, and what the configuration says. Choosing it shows more of it. */
export function LayerRow({ layer, isUntold, alone, comes, goesOn, chosen, controls, focus, onChoose }: LayerRowProps) {
  const styles = useStyles()
  const { state, source } = shownState(layer)
  const agreement = agreementWords(layer)
  return (
    <button
      type="button"
      {...focus}
      className={mergeClasses(styles.row, alone && styles.alone, chosen && styles.chosen)}
      aria-expanded={chosen}
      aria-controls={chosen ? controls : undefined}
      onClick={onChoose}
    >
      <LayerGate state={state} comes={comes} goesOn={goesOn} />
      <span className={styles.name}>
        <span className={styles.title}>{layer.title}</span>{' '}
        <span className={styles.state}>
          <VerdictIcon verdict={stateVerdicts[state]} size={16} />
          <span>{stateWords[state]}</span>
          {source === 'configuration' && <span className={styles.quiet}>{t`as configured`}</span>}
        </span>
      </span>{' '}
      <span className={styles.seen}>
        <Breakable text={isUntold ? layer.meaning : layer.probed.sentence} />
      </span>{' '}
      {layer.configured && (
        <span className={styles.configured}>
          <Breakable text={layer.configured.sentence} />
          {agreement && (
            <span className={mergeClasses(styles.agreement, styles.quiet)}>
              <VerdictIcon verdict={layer.agree ? 'pass' : 'warn'} size={16} />
              {agreement}
            </span>
          )}
        </span>
      )}
    </button>
  )
}
