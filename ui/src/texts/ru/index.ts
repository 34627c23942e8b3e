import campaigns from './campaigns.json'
import cohorts from './cohorts.json'
import customers from './customers.json'
import effects from './effects.json'
import home from './home.json'
import imports from './imports.json'
import lifecycle from './lifecycle.json'
import retention from './retention.json'
import revenue from './revenue.json'
import rfm from './rfm.json'
import rhythm from './rhythm.json'
import settings from './settings.json'
import shell from './shell.json'
import words from './words.json'

export default {
  campaigns,
  cohorts,
  customers,
  effects,
  home,
  imports,
  lifecycle,
  retention,
  revenue,
  rfm,
  rhythm,
  settings,
  shell,
  words,
}
