import { createRootRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type Search } from '../address'
import { Lost } from '../Lost'
import { Shell } from '../Shell'

export const root = createRootRoute({
  component: Shell,
  notFoundComponent: Lost,
  validateSearch: (search: Search) => search,
})

export const under = () => root

/** A screen is fetched when somebody opens it. */
export const screen = lazyRouteComponent
