import type { KeyboardEvent } from 'react'

const STEPS: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Walks the cells by arrows; Enter or space does what a click does, Escape hides the hint. */
export function useArrows(onLeave: (nothing: null) => void) {
  return {
    onBlur: () => onLeave(null),
    onKeyDown: (event: KeyboardEvent<HTMLTableElement>) => {
      const here = (event.target as HTMLElement).closest<HTMLTableCellElement>('[data-cell]')
      if (!here) return
      const step = STEPS[event.key]
      if (step) {
        event.preventDefault()
        walk(here, step)
      } else if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        here.click()
      } else if (event.key === 'Escape') onLeave(null)
    },
  }
}

function walk(here: HTMLTableCellElement, [down, right]: [number, number]) {
  const row = here.parentElement as HTMLTableRowElement
  const body = row.parentElement as HTMLTableSectionElement
  const next = body.rows[row.sectionRowIndex + down]?.cells[here.cellIndex + right]
  if (!next?.dataset.cell) return
  here.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}
