import { tokens } from '@fluentui/react-components'

/** A list so narrow that the text of a line stands below its verdict. */
export const NARROW_LIST = '@container (max-width: 440px)'

/** A line of a list that is a button: mark, text, chevron, with a rule below. */
export const listLine = {
  display: 'grid',
  gridTemplateColumns: '104px minmax(0, 1fr) 20px',
  columnGap: tokens.spacingHorizontalL,
  alignItems: 'start',
  width: '100%',
  boxSizing: 'border-box',
  padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
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
} as const

/** What is done about a line, below it where its text begins. */
export const belowText = {
  margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM} 136px`,
  [NARROW_LIST]: { marginLeft: tokens.spacingHorizontalL },
} as const
