import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'

// SVG prints sharply and needs no canvas permission; our charts stay below a few thousand points.
use([LineChart, BarChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer])

export type ChartOption = EChartsCoreOption

export const engine = {
  init: (place: HTMLElement, size: { width: number; height: number }) =>
    init(place, null, { renderer: 'svg', ...size }),
}

export type Engine = typeof engine
