/** Named in full: a chart measures its labels with it before they are drawn. */
export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, sans-serif'

/** The colours of every chart: one accent, a ghost for the past, two for plus and minus. */
export type Colours = {
  text: string
  faint: string
  line: string
  accent: string
  ghost: string
  band: string
  plus: string
  minus: string
  ground: string
}

const DAY: Colours = {
  text: '#25282b',
  faint: '#565d64',
  line: '#dee2e6',
  accent: '#0b6e7f',
  ghost: '#9aa5ab',
  band: 'rgba(11, 110, 127, 0.16)',
  plus: '#0b6e7f',
  minus: '#b3541e',
  ground: '#ffffff',
}

const NIGHT: Colours = {
  text: '#e6e8ea',
  faint: '#a9aeb4',
  line: '#3b3e42',
  accent: '#6fbccb',
  ghost: '#6d757b',
  band: 'rgba(111, 188, 203, 0.2)',
  plus: '#6fbccb',
  minus: '#e59866',
  ground: '#242424',
}

export function coloursFor(dark: boolean): Colours {
  return dark ? NIGHT : DAY
}

/** Axes, grid and tooltip alike on every chart. */
export function frame(colours: Colours) {
  const axis = {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours.faint, hideOverlap: true },
    splitLine: { lineStyle: { color: colours.line } },
    nameTextStyle: { color: colours.faint },
  }
  return {
    axis,
    grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
    tooltip: {
      confine: true,
      backgroundColor: colours.ground,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 13 },
    },
    textStyle: { fontFamily: FONT, color: colours.text },
    animation: false,
  }
}
