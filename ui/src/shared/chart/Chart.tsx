import { Skeleton, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Colours, coloursFor } from './colours'
import type { ChartOption, Engine } from './engine'

/** Below this many pixels labels beside lines and bars find no room. */
const NARROW = 480

type Props = {
  /** What the picture says, for those who do not see it. */
  label: string
  height?: number
  draw: (colours: Colours, narrow: boolean) => ChartOption
}

/** A drawing by ECharts, which is fetched when the first chart is opened. */
export function Chart({ label, height = 320, draw }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize()
  const engine = useEngine()
  const dark = useComputedColorScheme('light') === 'dark'
  const [drawn, setDrawn] = useState(false)

  useEffect(() => {
    if (!engine || !place.current || width === 0) return
    const chart = engine.init(place.current, { width, height })
    chart.setOption({ ...draw(coloursFor(dark), width < NARROW), aria: { enabled: false } })
    setDrawn(true)
    return () => chart.dispose()
  }, [engine, draw, dark, width, height])

  return (
    <div ref={ref} style={{ width: '100%', minHeight: height }} aria-busy={!drawn}>
      {engine ? (
        <div ref={place} role="img" aria-label={label} style={{ height }} />
      ) : (
        <Skeleton height={height} />
      )}
    </div>
  )
}

function useEngine(): Engine | undefined {
  const { i18n } = useTranslation()
  const [engine, setEngine] = useState<Engine>()
  useEffect(() => {
    let wanted = true
    import('./engine').then((loaded) => wanted && setEngine(() => loaded.engine))
    return () => {
      wanted = false
    }
  }, [])
  return i18n.language ? engine : undefined
}
