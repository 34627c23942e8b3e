import { Button, Group, Menu, Stack, Text, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Block, type Footing, type Kind, summary, type TextProblem } from '../blocks'
import { Fields } from '../fields/Fields'
import classes from '../letters.module.css'
import { useProblemText } from '../useProblemText'

type Props = {
  block: Block
  at: number
  n: number
  isOpen: boolean
  isDragged: boolean
  footing: Footing
  kinds: Kind[]
  problems: TextProblem[]
  onToggle: () => void
  onChange: (block: Block) => void
  onMove: (to: number) => void
  onRemove: () => void
  onCopy: () => void
  onAddAfter: (kind: Kind) => void
  onDrag: (from: number | null) => void
  onDrop: () => void
}

/** One block: a line that tells it from the others; open, everything that can be said of it. */
export function BlockCard(props: Props) {
  const { block, at, isOpen, isDragged, problems, onToggle, onMove, onDrag, onDrop } = props
  const { t } = useTranslation('letters')
  const say = useProblemText()
  const [isOver, setOver] = useState(false)
  const kind = t(`kinds.${block.kind}`)
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || !step) return
    event.preventDefault()
    onMove(at + step)
  }
  return (
    <li
      className={classes.card}
      data-open={isOpen || undefined}
      data-over={(isDragged && isOver) || undefined}
      data-faulty={problems.length > 0 || undefined}
      onDragOver={(event) => {
        if (!isDragged) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop()
      }}
    >
      <div className={classes.head}>
        <span
          className={classes.grip}
          aria-hidden="true"
          draggable
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', kind)
            onDrag(at)
          }}
          onDragEnd={() => onDrag(null)}
        >
          ⠿
        </span>
        <UnstyledButton
          className={classes.name}
          aria-expanded={isOpen}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={onToggle}
          onKeyDown={onKey}
        >
          <span className={classes.kind}>
            {at + 1}. {kind}
          </span>
          <span className={classes.said}>{summary(block)}</span>
        </UnstyledButton>
      </div>
      {problems.map((problem) => (
        <Text key={problem.code + problem.text} size="sm" c="var(--mantine-color-error)" px={12} pb={8}>
          {say(problem)}
        </Text>
      ))}
      {isOpen && <Inside {...props} kind={kind} />}
    </li>
  )
}

function Inside(props: Props & { kind: string }) {
  const { block, at, n, footing, kinds, kind, onChange } = props
  const { t } = useTranslation('letters')
  const verb = (name: string, does: () => void, off = false) => (
    <Button
      size="compact-sm"
      variant="default"
      disabled={off}
      aria-label={t(`verbs.${name}Of`, { kind })}
      onClick={does}
    >
      {t(`verbs.${name}`)}
    </Button>
  )
  return (
    <Stack gap="sm" className={classes.inside}>
      <Fields block={block} footing={footing} onChange={onChange} />
      <Group gap={6}>
        {verb('up', () => props.onMove(at - 1), at === 0)}
        {verb('down', () => props.onMove(at + 1), at === n - 1)}
        {verb('copy', props.onCopy)}
        {verb('remove', props.onRemove)}
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('verbs.afterOf', { kind })}
            >
              {t('verbs.after')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {kinds.map((one) => (
              <Menu.Item key={one} onClick={() => props.onAddAfter(one)}>
                {t(`kinds.${one}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Stack>
  )
}
