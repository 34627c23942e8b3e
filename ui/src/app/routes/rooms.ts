import { createRoute } from '@tanstack/react-router'
import { hear } from '../i18n'
import { screen, under } from './root'

/** The screens of every room but Know. */
export const routes = [
  createRoute({
    getParentRoute: under,
    path: '/',
    loader: () => hear('effects'),
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
    loader: () =>
      hear(
        'duplicates',
        'fields',
        'leaving',
        'letters',
        'messages',
        'personas',
        'privacy',
        'recommend',
        'tasks',
        'value',
      ),
    component: screen(() => import('~/customers/CardScreen'), 'CardScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/sources',
    loader: () => hear('sources'),
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
    path: '/collect/products',
    loader: () => hear('products'),
    component: screen(() => import('~/collect/products/ProductsScreen'), 'ProductsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/collect/spend',
    loader: () => hear('spend'),
    component: screen(() => import('~/collect/spend/SpendScreen'), 'SpendScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/campaigns',
    component: screen(() => import('~/act/campaigns/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/campaigns/$id',
    loader: () => hear('check', 'letters'),
    component: screen(() => import('~/act/campaigns/CampaignScreen'), 'CampaignScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/messages',
    loader: () => hear('letters', 'messages'),
    component: screen(() => import('~/act/messages/MessagesScreen'), 'MessagesScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/letters',
    loader: () => hear('letters'),
    component: screen(() => import('~/act/letters/house/LettersScreen'), 'LettersScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/suppressions',
    loader: () => hear('suppressions'),
    component: screen(() => import('~/act/suppressions/SuppressionsScreen'), 'SuppressionsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/act/tasks',
    loader: () => hear('tasks'),
    component: screen(() => import('~/act/tasks/TasksScreen'), 'TasksScreen'),
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
    loader: () => hear('check', 'journeys', 'letters'),
    component: screen(() => import('~/act/journeys/JourneyScreen'), 'JourneyScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/learn/effects',
    loader: () => hear('effects'),
    component: screen(() => import('~/learn/effects/ListScreen'), 'ListScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/learn/effects/$id',
    loader: () => hear('effects'),
    component: screen(() => import('~/learn/effects/EffectScreen'), 'EffectScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings',
    loader: () => hear('signing'),
    component: screen(() => import('~/settings/SettingsScreen'), 'SettingsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/people',
    loader: () => hear('people'),
    component: screen(() => import('~/settings/people/PeopleScreen'), 'PeopleScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/fields',
    loader: () => hear('fields'),
    component: screen(() => import('~/settings/fields/FieldsScreen'), 'FieldsScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/audit',
    loader: () => hear('people'),
    component: screen(() => import('~/settings/audit/AuditScreen'), 'AuditScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/settings/system',
    loader: () => hear('system'),
    component: screen(() => import('~/settings/system/SystemScreen'), 'SystemScreen'),
  }),
  createRoute({
    getParentRoute: under,
    path: '/account',
    component: screen(() => import('~/settings/account/AccountScreen'), 'AccountScreen'),
  }),
]
