import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import { Controls, type Edge, MarkerType, type Node, ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Journey } from '../queries'
import { useEntryWords, useGivenWords, useGoalWords, useStepWords } from '../words'
import classes from './drawing.module.css'
import { END, ENTER, kindOf, type Road, roadsOf, type Spot, spotsOf } from './graph'
import { StepCard } from './StepCard'

type Props = { journey: Journey; chosen: string | undefined; onChoose: (step: string) => void }

const WIDTH = 260
const [ROW, LANE] = [128, WIDTH + 32]

const NODE_TYPES = { step: StepCard }

/** A journey from its entry down to its end, with how many are where. */
export function Drawing({ journey, chosen, onChoose }: Props) {
  const { t } = useTranslation('journeys')
  const scheme = useComputedColorScheme('light')
  const nodes = useNodes(journey, chosen)
  const edges = useEdges(journey)
  const rows = Math.max(...nodes.map((node) => node.position.y)) / ROW + 1
  return (
    <section
      className={classes.drawing}
      style={{ height: Math.min(rows * ROW * 0.9 + 40, 720) }}
      aria-label={t('drawing')}
    >
      <ReactFlow
        key={journey.version}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={scheme}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1 }}
        minZoom={0.3}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        preventScrolling={false}
        zoomOnScroll={false}
        onNodeClick={(_, node) => node.data.chooses && onChoose(node.id)}
        proOptions={{ hideAttribution: false }}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  )
}

function useNodes(journey: Journey, chosen: string | undefined): Node[] {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  const say = useStepWords()
  const entry = useEntryWords()
  const goal = useGoalWords()
  const given = useGivenWords()
  const counts = new Map(journey.steps.map((one) => [one.step, one]))
  const dataOf = ({ id, step }: Spot) => {
    if (id === ENTER) return { kind: t('kinds.enter'), says: entry(journey.plan) }
    if (id === END || !step) return { kind: t('kinds.end'), says: goal(journey.plan) }
    const at = counts.get(id)
    const told = [
      t('counts.came', { n: format.number(at?.n_came) }),
      t('counts.here', { n: format.number(at?.n_inside) }),
      t('counts.left', { n: format.number(at?.n_left) }),
      ...given(at),
    ]
    const numbers = journey.state === 'draft' ? '' : told.join(' · ')
    return { name: id, kind: t(`kinds.${kindOf(step)}`), says: say(step), numbers, chooses: true }
  }
  return spotsOf(journey.plan).map((spot) => ({
    id: spot.id === ENTER ? 'enter' : spot.id,
    type: 'step',
    position: { x: (spot.lane - (spot.lanes - 1) / 2) * LANE, y: spot.row * ROW },
    data: { ...dataOf(spot), width: WIDTH },
    selected: spot.id !== ENTER && spot.id === chosen,
    ariaLabel: [spot.id, dataOf(spot).kind, dataOf(spot).says].filter(Boolean).join(', '),
  }))
}

function useEdges({ plan }: Journey): Edge[] {
  const { t } = useTranslation('journeys')
  const format = useFormat()
  return useMemo(() => {
    const label = ({ word, share }: Road) =>
      word ? t(`edges.${word}`) : share === undefined ? undefined : format.share(share)
    return roadsOf(plan).map((road, place) => ({
      id: `${place}`,
      source: road.from === ENTER ? 'enter' : road.from,
      target: road.to,
      label: label(road),
      type: 'smoothstep',
      markerEnd: { type: MarkerType.ArrowClosed },
    }))
  }, [plan, t, format])
}
