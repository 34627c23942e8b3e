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

/** A screen is fetched when somebody opens it. */
const screen = lazyRouteComponent

const routes = [
  createRoute({
    getParentRoute: under,
    path: '/',
    component: screen(() => import('~/home/HomeScreen'), 'HomeScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/customers',
    component: screen(() => import('~/customers/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/customers/duplicates',
    loader: () => hear('duplicates'),
    component: screen(
      () => import('~/customers/duplicates/DuplicatesScreen'),
      'DuplicatesScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/customers/$id',
    loader: () => hear('leaving', 'duplicates', 'privacy', 'recommend'),
    component: screen(() => import('~/customers/CardScreen'), 'CardScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/sources',
    component: screen(() => import('~/collect/sources/SourcesScreen'), 'SourcesScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/shops',
    loader: () => hear('shops'),
    component: screen(() => import('~/collect/shops/ShopsScreen'), 'ShopsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/shops/$id',
    loader: () => hear('shops'),
    component: screen(() => import('~/collect/shops/ShopScreen'), 'ShopScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/imports',
    component: screen(() => import('~/collect/imports/PastScreen'), 'PastScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/imports/new',
    component: screen(() => import('~/collect/imports/WizardScreen'), 'WizardScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/imports/$id',
    component: screen(() => import('~/collect/imports/RunScreen'), 'RunScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/privacy',
    loader: () => hear('privacy'),
    component: screen(() => import('~/collect/privacy/PrivacyScreen'), 'PrivacyScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/spend',
    component: screen(() => import('~/collect/spend/SpendScreen'), 'SpendScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/metrics',
    component: screen(() => import('~/know/metrics/MetricsScreen'), 'MetricsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/catalogue',
    component: screen(() => import('~/know/metrics/CatalogueScreen'), 'CatalogueScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/cohorts',
    component: screen(() => import('~/know/cohorts/CohortScreen'), 'CohortScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/retention',
    component: screen(() => import('~/know/retention/RetentionScreen'), 'RetentionScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/lifecycle',
    loader: () => hear('lifecycle'),
    component: screen(() => import('~/know/lifecycle/LifecycleScreen'), 'LifecycleScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/segments',
    component: screen(() => import('~/know/segments/list/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/segments/new',
    component: screen(() => import('~/know/segments/EditScreen'), 'NewScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/segments/$name',
    component: screen(() => import('~/know/segments/EditScreen'), 'SegmentScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/rfm',
    component: screen(() => import('~/know/rfm/GroupsScreen'), 'GroupsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/rfm/groups',
    component: screen(() => import('~/know/rfm/editor/EditorScreen'), 'EditorScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/abc',
    loader: () => hear('abc'),
    component: screen(() => import('~/know/abc/AbcScreen'), 'AbcScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/rhythm',
    component: screen(() => import('~/know/rhythm/RhythmScreen'), 'RhythmScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/value',
    component: screen(() => import('~/know/value/ValueScreen'), 'ValueScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/leaving',
    loader: () => hear('leaving'),
    component: screen(() => import('~/know/leaving/LeavingScreen'), 'LeavingScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/recommend',
    loader: () => hear('recommend'),
    component: screen(() => import('~/know/recommend/RecommendScreen'), 'RecommendScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/revenue',
    component: screen(() => import('~/know/revenue/BridgeScreen'), 'BridgeScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/acquisition',
    component: screen(() => import('~/know/acquisition/AcquisitionScreen'), 'AcquisitionScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/questions',
    component: screen(() => import('~/know/questions/QuestionsScreen'), 'QuestionsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/campaigns',
    component: screen(() => import('~/act/campaigns/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/campaigns/$id',
    component: screen(() => import('~/act/campaigns/CampaignScreen'), 'CampaignScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/suppressions',
    component: screen(() => import('~/act/suppressions/SuppressionsScreen'), 'SuppressionsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/journeys',
    loader: () => hear('journeys'),
    component: screen(() => import('~/act/journeys/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/journeys/$id',
    loader: () => hear('journeys'),
    component: screen(() => import('~/act/journeys/JourneyScreen'), 'JourneyScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/learn/effects',
    component: screen(() => import('~/learn/effects/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/learn/effects/$id',
    component: screen(() => import('~/learn/effects/EffectScreen'), 'EffectScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings',
    component: screen(() => import('~/settings/SettingsScreen'), 'SettingsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/people',
    component: screen(() => import('~/settings/people/PeopleScreen'), 'PeopleScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/audit',
    component: screen(() => import('~/settings/audit/AuditScreen'), 'AuditScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/account',
    component: screen(() => import('~/settings/account/AccountScreen'), 'AccountScreen'),
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
