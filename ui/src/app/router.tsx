import { createRouter } from '@tanstack/react-router'
import { readSearch, writeSearch } from './address'
import { root } from './routes/root'
import { routes } from './routes/rooms'
import { knowRoutes } from './routes/know'

export const router = createRouter({
  routeTree: root.addChildren([...routes, ...knowRoutes]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
