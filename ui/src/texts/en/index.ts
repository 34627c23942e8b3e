import campaigns from './campaigns.json'
import cohorts from './cohorts.json'
import customers from './customers.json'
import door from './door.json'
import home from './home.json'
import imports from './imports.json'
import metrics from './metrics.json'
import rfm from './rfm.json'
import segments from './segments.json'
import settings from './settings.json'
import shell from './shell.json'
import words from './words.json'

export default {
  campaigns,
  cohorts,
  customers,
  door,
  home,
  imports,
  metrics,
  rfm,
  segments,
  settings,
  shell,
  words,
}
