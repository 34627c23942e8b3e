import acquisition from './acquisition.json'
import campaigns from './campaigns.json'
import cohorts from './cohorts.json'
import customers from './customers.json'
import door from './door.json'
import effects from './effects.json'
import home from './home.json'
import imports from './imports.json'
import metrics from './metrics.json'
import people from './people.json'
import questions from './questions.json'
import retention from './retention.json'
import revenue from './revenue.json'
import rfm from './rfm.json'
import rhythm from './rhythm.json'
import segments from './segments.json'
import settings from './settings.json'
import shell from './shell.json'
import sources from './sources.json'
import spend from './spend.json'
import suppressions from './suppressions.json'
import value from './value.json'
import words from './words.json'

export default {
  acquisition,
  campaigns,
  cohorts,
  customers,
  door,
  effects,
  home,
  imports,
  metrics,
  people,
  questions,
  retention,
  revenue,
  rfm,
  rhythm,
  segments,
  settings,
  shell,
  sources,
  spend,
  suppressions,
  value,
  words,
}
