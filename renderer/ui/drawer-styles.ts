import { makeStyles, tokens } from '@fluentui/react-components'

/** What opens beside a list, never over it, and tells all of one line. */
export const useDrawerStyles = makeStyles({
  drawer: {
    boxSizing: 'border-box',
    width: '440px',
    flexShrink: 0,
    overflowY: 'auto',
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 1150px)': { width: '376px' },
    '@media (min-width: 1600px)': { width: '600px' },
    // There is no room beside the list any more.
    '@media (max-width: 800px)': { position: 'absolute', inset: 0, width: '100%', borderLeft: 'none' },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
  body: { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXXXL}` },
})
