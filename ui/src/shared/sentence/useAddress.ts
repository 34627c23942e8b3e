import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Search = Record<string, string | undefined>

/** The state of a screen, kept in the address: back, reload, share and a new tab all work. */
export function useAddress(): [Search, (change: Search, replace?: boolean) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const change = useCallback(
    (next: Search, replace = false) => {
      const merge = (kept: Search) => ({ ...kept, ...next })
      navigate({ to: '.', search: merge as never, replace, resetScroll: false })
    },
    [navigate],
  )
  return [search, change]
}
