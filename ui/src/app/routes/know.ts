import { createRoute } from '@tanstack/react-router'
import { hear } from '../i18n'
import { screen, under } from './root'

/** The screens that tell what is known. */
export const knowRoutes = [
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
    loader: () => hear('retention'),
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
    path: '/know/personas',
    loader: () => hear('personas'),
    component: screen(() => import('~/know/personas/PersonasScreen'), 'PersonasScreen'),
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
    loader: () => hear('rhythm'),
    component: screen(() => import('~/know/rhythm/RhythmScreen'), 'RhythmScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/value',
    loader: () => hear('value'),
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
    path: '/know/forecast',
    loader: () => hear('forecast'),
    component: screen(() => import('~/know/forecast/ForecastScreen'), 'ForecastScreen'),
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
    loader: () => hear('revenue'),
    component: screen(() => import('~/know/revenue/BridgeScreen'), 'BridgeScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/subscriptions',
    loader: () => hear('subscriptions'),
    component: screen(
      () => import('~/know/subscriptions/SubscriptionsScreen'),
      'SubscriptionsScreen',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/acquisition',
    loader: () => hear('acquisition'),
    component: screen(() => import('~/know/acquisition/AcquisitionScreen'), 'AcquisitionScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/know/questions',
    loader: () => hear('questions'),
    component: screen(() => import('~/know/questions/QuestionsScreen'), 'QuestionsScreen'),
  }),
]
