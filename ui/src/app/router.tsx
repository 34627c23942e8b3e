import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { readSearch, type Search, writeSearch } from './address'
import { hear } from './i18n'
import { Lost } from './Lost'
import { Shell } from './Shell'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: Lost,
  validateSearch: (search: Search) => search,
})

const under = () => root

const routes = [
  createRoute({
    getParentRoute: under,
    path: '/',
    component: lazyRouteComponent(() => import('~/home/HomeScreen'), 'HomeScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/customers',
    component: lazyRouteComponent(() => import('~/customers/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/customers/$id',
    loader: () => hear('leaving'),
    component: lazyRouteComponent(() => import('~/customers/CardScreen'), 'CardScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/sources',
    component: lazyRouteComponent(() => import('~/collect/sources/SourcesScreen'), 'SourcesScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/shops',
    loader: () => hear('shops'),
    component: lazyRouteComponent(() => import('~/collect/shops/ShopsScreen'), 'ShopsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/shops/$id',
    loader: () => hear('shops'),
    component: lazyRouteComponent(() => import('~/collect/shops/ShopScreen'), 'ShopScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/imports',
    component: lazyRouteComponent(() => import('~/collect/imports/PastScreen'), 'PastScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/imports/new',
    component: lazyRouteComponent(() => import('~/collect/imports/WizardScreen'), 'WizardScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/imports/$id',
    component: lazyRouteComponent(() => import('~/collect/imports/RunScreen'), 'RunScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/spend',
    component: lazyRouteComponent(() => import('~/collect/spend/SpendScreen'), 'SpendScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/metrics',
    component: lazyRouteComponent(() => import('~/know/metrics/MetricsScreen'), 'MetricsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/catalogue',
    component: lazyRouteComponent(
      () => import('~/know/metrics/CatalogueScreen'),
      'CatalogueScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/cohorts',
    component: lazyRouteComponent(() => import('~/know/cohorts/CohortScreen'), 'CohortScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/retention',
    component: lazyRouteComponent(
      () => import('~/know/retention/RetentionScreen'),
      'RetentionScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/lifecycle',
    loader: () => hear('lifecycle'),
    component: lazyRouteComponent(
      () => import('~/know/lifecycle/LifecycleScreen'),
      'LifecycleScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/segments',
    component: lazyRouteComponent(() => import('~/know/segments/list/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/segments/new',
    component: lazyRouteComponent(() => import('~/know/segments/EditScreen'), 'NewScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/segments/$name',
    component: lazyRouteComponent(() => import('~/know/segments/EditScreen'), 'SegmentScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/rfm',
    component: lazyRouteComponent(() => import('~/know/rfm/GroupsScreen'), 'GroupsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/rfm/groups',
    component: lazyRouteComponent(() => import('~/know/rfm/editor/EditorScreen'), 'EditorScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/abc',
    loader: () => hear('abc'),
    component: lazyRouteComponent(() => import('~/know/abc/AbcScreen'), 'AbcScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/rhythm',
    component: lazyRouteComponent(() => import('~/know/rhythm/RhythmScreen'), 'RhythmScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/value',
    component: lazyRouteComponent(() => import('~/know/value/ValueScreen'), 'ValueScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/leaving',
    loader: () => hear('leaving'),
    component: lazyRouteComponent(() => import('~/know/leaving/LeavingScreen'), 'LeavingScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/revenue',
    component: lazyRouteComponent(() => import('~/know/revenue/BridgeScreen'), 'BridgeScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/acquisition',
    component: lazyRouteComponent(
      () => import('~/know/acquisition/AcquisitionScreen'),
      'AcquisitionScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/questions',
    component: lazyRouteComponent(
      () => import('~/know/questions/QuestionsScreen'),
      'QuestionsScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/campaigns',
    component: lazyRouteComponent(() => import('~/act/campaigns/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/campaigns/$id',
    component: lazyRouteComponent(() => import('~/act/campaigns/CampaignScreen'), 'CampaignScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/suppressions',
    component: lazyRouteComponent(
      () => import('~/act/suppressions/SuppressionsScreen'),
      'SuppressionsScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/journeys',
    loader: () => hear('journeys'),
    component: lazyRouteComponent(() => import('~/act/journeys/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/journeys/$id',
    loader: () => hear('journeys'),
    component: lazyRouteComponent(() => import('~/act/journeys/JourneyScreen'), 'JourneyScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/learn/effects',
    component: lazyRouteComponent(() => import('~/learn/effects/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/learn/effects/$id',
    component: lazyRouteComponent(() => import('~/learn/effects/EffectScreen'), 'EffectScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings',
    component: lazyRouteComponent(() => import('~/settings/SettingsScreen'), 'SettingsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/people',
    component: lazyRouteComponent(() => import('~/settings/people/PeopleScreen'), 'PeopleScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/audit',
    component: lazyRouteComponent(() => import('~/settings/audit/AuditScreen'), 'AuditScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/account',
    component: lazyRouteComponent(
      () => import('~/settings/account/AccountScreen'),
      'AccountScreen',
    ),
  }),
]

export const router = createRouter({
  routeTree: root.addChildren(routes),
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
