import { Button, Menu, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  added,
  type Block,
  fresh,
  type Footing,
  type Kind,
  moved,
  type Place,
  palette,
  replaced,
  type TextProblem,
  without,
} from '../blocks'
import classes from '../letters.module.css'
import { BlockCard } from './BlockCard'

type Props = {
  blocks: Block[]
  onChange: (blocks: Block[]) => void
  footing: Footing
  place: Place
  label: string
  problems?: TextProblem[]
}

/** Blocks from top to bottom: one is open, each can be moved, copied and taken out. */
export function BlockList({ blocks, onChange, footing, place, label, problems = [] }: Props) {
  const { t } = useTranslation('letters')
  const [open, setOpen] = useState<number | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const kinds = palette(place, footing)
  const add = (kind: Kind, after: number | null) => {
    const [next, at] = added(blocks, fresh(kind, t('fresh.button')), after)
    onChange(next)
    setOpen(at)
  }
  const move = (from: number, to: number) => {
    const next = moved(blocks, from, to)
    if (next === blocks) return
    onChange(next)
    setOpen(to)
  }
  const remove = (at: number) => {
    onChange(without(blocks, at))
    setOpen(null)
  }
  const copy = (at: number, block: Block) => {
    onChange([...blocks.slice(0, at + 1), structuredClone(block), ...blocks.slice(at + 1)])
    setOpen(at + 1)
  }
  return (
    <>
      {blocks.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(place === 'column' ? 'emptyColumn' : 'empty')}
        </Text>
      )}
      <ol className={classes.list} aria-label={label}>
        {blocks.map((block, at) => (
          <BlockCard
            // Blocks have no names of their own: their place is what they are known by.
            key={at}
            block={block}
            at={at}
            n={blocks.length}
            isOpen={open === at}
            isDragged={dragged !== null}
            footing={footing}
            kinds={kinds}
            problems={problems.filter((problem) => problem.block === at + 1)}
            onToggle={() => setOpen(open === at ? null : at)}
            onChange={(next) => onChange(replaced(blocks, at, next))}
            onMove={(to) => move(at, to)}
            onRemove={() => remove(at)}
            onCopy={() => copy(at, block)}
            onAddAfter={(kind) => add(kind, at)}
            onDrag={setDragged}
            onDrop={() => dragged !== null && move(dragged, at)}
          />
        ))}
      </ol>
      {place === 'column' ? (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button variant="default" size="xs">
              {t('add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => add(kind, null)}>
                {t(`kinds.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Palette kinds={kinds} onAdd={(kind) => add(kind, open)} />
      )}
    </>
  )
}

/** Everything that can be put into the letter, one press each. */
function Palette({ kinds, onAdd }: { kinds: Kind[]; onAdd: (kind: Kind) => void }) {
  const { t } = useTranslation('letters')
  return (
    <div>
      <Text size="sm" fw={500} pb={4}>
        {t('palette')}
      </Text>
      <div className={classes.palette} role="group" aria-label={t('palette')}>
        {kinds.map((kind) => (
          <Button key={kind} variant="default" size="compact-sm" onClick={() => onAdd(kind)}>
            {t(`kinds.${kind}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
