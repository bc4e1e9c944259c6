import { tokens } from '@fluentui/react-components'

/** How a small table looks, to be put into the styles of whoever draws one. */
export const tableLook = {
  // A wide table scrolls in its own box, so that the window never scrolls sideways; the box can be reached by keyboard.
  box: { overflowX: 'auto', marginTop: tokens.spacingVerticalS },
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    paddingBlock: tokens.spacingVerticalXS,
    paddingRight: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightSemibold },
} as const
