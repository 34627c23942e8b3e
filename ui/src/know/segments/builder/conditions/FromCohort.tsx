import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentCohort } from '~/client'
import { BRACKETS, CHOICES, USUAL } from '~/know/cohorts/options'
import { Choice } from '~/shared/sentence/Choice'
import type { Rule } from '../../queries'
import { asRule, cutBy, type InCohort } from '../../rule/cohort/names'
import { useVocabulary } from '../vocabulary'
import { NumberWord } from '../words/NumberWord'
import { Phrase } from '../words/Phrase'
import { TextWord } from '../words/TextWord'
import { CohortDays } from './CohortDays'

type Props = { cell: SegmentCohort; onChange: (rule: Rule) => void }
type Asked = { cell: InCohort; onChange: (part: Partial<InCohort>) => void }

/** “cohort *March 2025* by *when they came*, who ordered *in* *month* *3*”: a cell as a condition. */
export function FromCohort({ cell, onChange }: Props) {
  const told = cell as InCohort
  const change = (part: Partial<InCohort>) => onChange(asRule({ ...told, ...part }))
  return (
    <>
      <Whose cell={told} onChange={change} />{' '}
      <Back cell={told} onChange={change} />
      <CohortDays cell={told} onChange={change} />
    </>
  )
}

/** Which cohort, and what puts customers into one. */
function Whose({ cell, onChange }: Asked) {
  const { t } = useTranslation('segments')
  const { entry = USUAL.entry, split } = cell
  return (
    <Phrase
      name="cohort.whose"
      words={{
        cohort: <Name cell={cell} onChange={onChange} />,
        split: (
          <Choice<(typeof CHOICES.split)[number]>
            label={t('cohorts:labels.split')}
            value={split ?? 'when'}
            options={CHOICES.split.map((value) => ({
              value,
              label: t(`cohorts:choices.split.${value}`),
            }))}
            onChange={(next) =>
              onChange({ cohort: '', split: next === 'when' ? undefined : next })
            }
          />
        ),
        entry: (
          <Choice<(typeof CHOICES.entry)[number]>
            label={t('cohorts:labels.entry')}
            value={entry}
            options={CHOICES.entry.map((value) => ({
              value,
              label: t(`cohorts:choices.entry.${value}`),
            }))}
            onChange={(next) => onChange({ entry: next })}
          />
        ),
      }}
    />
  )
}

/** The browser has a picker for these lengths, which gives the names that the table gives. */
const PICKERS: Partial<Record<string, string>> = { day: 'date', week: 'week', month: 'month' }

/** The period a cohort came in, or what was told of the first order of its customers. */
function Name({ cell: { cohort, by = 'month', split }, onChange }: Asked) {
  const { t } = useTranslation('segments')
  const { words } = useVocabulary()
  if (!split) {
    return (
      <TextWord
        type={PICKERS[by]}
        label={t('cohorts:cohort')}
        value={cohort}
        onChange={(name) => onChange({ cohort: name })}
      />
    )
  }
  const seen = words.filters.find(({ word }) => word === split)?.values ?? []
  return (
    <Choice
      label={t(`cohorts:heads.${split}`)}
      value={cohort}
      options={[...new Set([...seen, cohort])].map((value) => ({
        value,
        label: value ? t('quoted', { name: value }) : t('choose'),
      }))}
      onChange={(name) => onChange({ cohort: name })}
    />
  )
}

/** When they have come back; in period 0 everybody of a cohort is there. */
function Back({ cell, onChange }: Asked) {
  const { t } = useTranslation('segments')
  const { by = USUAL.by, count = USUAL.count, period } = cell
  const mode = cell.brackets != null ? 'brackets' : (cell.mode ?? USUAL.mode)
  const choice = (word: 'by' | 'count' | 'mode', value: string, names: string): ReactElement => (
    <Choice<string>
      label={t(`cohorts:labels.${word === 'by' ? 'step' : word}`)}
      value={value}
      options={CHOICES[word].map((one) => ({
        value: one,
        label: t(`${names}.${one}`),
        note: word === 'count' ? t(`cohorts:definitions.${one}`) : undefined,
      }))}
      onChange={(next) => onChange(changed(word, next))}
    />
  )
  const changed = (word: string, next: string): Partial<InCohort> => {
    if (word === 'by') return cutBy(next as typeof by, cell)
    if (word !== 'mode') return { [word]: next }
    if (next === 'brackets') return { mode: 'rolling' as InCohort['mode'], brackets: BRACKETS }
    return { mode: next as InCohort['mode'], brackets: undefined }
  }
  return (
    <Phrase
      name={period === 0 ? 'cohort.whole' : mode === 'brackets' ? 'cohort.cut' : 'cohort.back'}
      words={{
        days: (
          <TextWord
            label={t('cohort.brackets')}
            value={cell.brackets ?? ''}
            onChange={(days) => onChange({ brackets: days })}
          />
        ),
        count: choice('count', count, 'cohorts:choices.count'),
        by: choice('by', by, 'cohort.units'),
        mode: choice('mode', mode, 'cohort.modes'),
        period: (
          <NumberWord
            whole
            min={0}
            label={t('cohort.period')}
            value={period}
            onChange={(next) => onChange({ period: next })}
          />
        ),
      }}
    />
  )
}
