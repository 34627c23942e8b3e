import { Stack, Text, VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGroupName } from '~/shared/people/groups'
import { useFormat } from '~/shared/words/useFormat'
import { at, type Drawing, holds, SCORES } from './drawing/drawing'
import classes from './editor.module.css'
import { useHue } from './hues'

type Props = {
  drawing: Drawing
  brush: number
  onPaint: (square: number, group: number) => void
}

const STEPS: Record<string, [r: number, f: number]> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}

/** Five by five squares, best at the top right: press, draw over them, or use the keys. */
export function Grid({ drawing, brush, onPaint }: Props) {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  const nameOf = useGroupName()
  const hue = useHue()
  const [last, setLast] = useState('')
  const [here, setHere] = useState(at(5, 5))

  const paint = (square: number, group: number) => {
    const name = drawing.groups[group]?.name
    if (name === undefined) return
    onPaint(square, group)
    setLast(nameOf(name))
  }

  const press = (event: KeyboardEvent<HTMLTableElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-square]')
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return
    const square = Number(cell.dataset.square)
    const step = STEPS[event.key]
    if (step) walk(event.currentTarget, square, step)
    else if (event.key === ' ' || event.key === 'Enter') paint(square, brush)
    else if (/^\d$/.test(event.key)) paint(square, (Number(event.key) + 9) % 10)
    else return
    event.preventDefault()
  }

  const square = (r: number, f: number) => {
    const place = at(r, f)
    const group = drawing.groups[drawing.squares[place] ?? 0]
    if (!group) return null
    const others = drawing.others.filter(({ rule }) => holds(rule, r, f))
    const some = [...new Set(others.map((other) => drawing.groups[other.group]?.name ?? ''))]
    const names = some.map(nameOf).join(', ')
    const words = { r, f, group: nameOf(group.name), names }
    return (
      <td
        key={place}
        role="gridcell"
        data-square={place}
        tabIndex={place === here ? 0 : -1}
        className={classes.square}
        style={hue(group.hue)}
        onFocus={() => setHere(place)}
        onPointerDown={({ pointerType, button }) =>
          pointerType === 'mouse' && button === 0 && paint(place, brush)
        }
        onPointerEnter={({ pointerType, buttons }) =>
          pointerType === 'mouse' && buttons === 1 && paint(place, brush)
        }
        onClick={() => paint(place, brush)}
      >
        <VisuallyHidden>{t(names ? 'editor.squareOr' : 'editor.square', words)}</VisuallyHidden>
        <span aria-hidden>
          <span className={classes.number}>{format.number((drawing.squares[place] ?? 0) + 1)}</span>
          <span className={classes.name}>{nameOf(group.name)}</span>
          {names && <span className={classes.or}>{t('editor.or', { names })}</span>}
        </span>
      </td>
    )
  }

  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {t('editor.hint')}{' '}
        <Text span inherit visibleFrom="sm">
          {t('editor.keys')}
        </Text>
      </Text>
      <Text size="sm" fw={600}>
        ↑ {t('editor.frequency')}
      </Text>
      <table
        className={classes.grid}
        role="grid"
        aria-label={t('editor.gridLabel')}
        onKeyDown={press}
      >
        <tbody>
          {SCORES.toReversed().map((f) => (
            <tr key={f}>
              <th scope="row">
                {format.number(f)}
                {f === 5 && <span>{t('editor.often')}</span>}
                {f === 1 && <span>{t('editor.rarely')}</span>}
              </th>
              {SCORES.map((r) => square(r, f))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {SCORES.map((r) => (
              <th scope="col" key={r}>
                {format.number(r)}
                {r === 5 && <span>{t('editor.lately')}</span>}
                {r === 1 && <span>{t('editor.longAgo')}</span>}
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
      <Text size="sm" fw={600} ta="right">
        {t('editor.recency')} →
      </Text>
      <VisuallyHidden role="status">{last}</VisuallyHidden>
    </Stack>
  )
}

function walk(grid: HTMLElement, square: number, [right, up]: [number, number]) {
  const r = (square % SCORES.length) + 1 + right
  const f = Math.floor(square / SCORES.length) + 1 + up
  const isInside = [r, f].every((score) => score >= 1 && score <= SCORES.length)
  if (isInside) grid.querySelector<HTMLElement>(`[data-square="${at(r, f)}"]`)?.focus()
}
