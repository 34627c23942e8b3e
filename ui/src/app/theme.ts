import {
  Alert,
  Anchor,
  Autocomplete,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Select,
  TagsInput,
} from '@mantine/core'
import { FONT } from '~/shared/chart/colours'

/** The one accent: a deep sea green whose white text stays readable from shade 6 on. */
const sea: MantineColorsTuple = [
  '#e6f4f6',
  '#cfe8ec',
  '#a3d3db',
  '#73bcc8',
  '#45a3b3',
  '#1f8799',
  '#0b6e7f',
  '#095c6b',
  '#074a56',
  '#043842',
]

/**
 * A long list of choices scrolls by itself. The library wraps it into a box that scrolls, which
 * keys cannot reach; the list is walked by the arrows of its field.
 */
const scrollingList = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: 220, overflowY: 'auto' } },
} as const

export const theme = createTheme({
  primaryColor: 'sea',
  primaryShade: { light: 6, dark: 6 },
  colors: { sea },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: FONT,
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  components: {
    // A link is as large as the words around it.
    Anchor: Anchor.extend({ defaultProps: { inherit: true } }),
    // Orange on paper is too pale for words, so it only marks the edge.
    Alert: Alert.extend({
      defaultProps: { variant: 'default' },
      styles: {
        root: { borderLeft: '4px solid var(--mantine-color-orange-6)' },
        title: { color: 'inherit' },
      },
    }),
    // A menu holds entries only; the first one has the focus when it opens.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Autocomplete: Autocomplete.extend(scrollingList),
    Select: Select.extend(scrollingList),
    TagsInput: TagsInput.extend(scrollingList),
    // A description below its field lets fields side by side stand on one line.
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    // Wide tables scroll inside their card, by keys too.
    TableScrollContainer: { defaultProps: { type: 'native', tabIndex: 0 } },
  },
})

/** Mantine's own greys are too pale for small text; these reach 4.5 : 1 on their background. */
export const readableGreys: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565d64',
    '--mantine-color-placeholder': '#6a7178',
    '--mantine-color-anchor': '#0a6071',
    '--mantine-color-error': '#c22525',
    '--page-ground': '#f7f7f5',
    '--hatch': 'rgb(7 74 86 / 20%)',
  },
  dark: {
    '--mantine-color-dimmed': '#adb2b8',
    '--mantine-color-placeholder': '#9a9fa5',
    '--mantine-color-anchor': '#73bcc8',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-sea-light': 'rgba(111, 188, 203, 0.16)',
    '--mantine-color-sea-light-hover': 'rgba(111, 188, 203, 0.22)',
    '--mantine-color-sea-light-color': '#a3d3db',
    '--page-ground': '#1b1b1c',
    '--hatch': 'rgb(255 255 255 / 14%)',
  },
})
