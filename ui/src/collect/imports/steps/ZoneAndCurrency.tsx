import { Select, SimpleGrid } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import type { ImportOptions, Preview } from '../queries'
import { NO_CURRENCY } from './QuestionsStep'

type Props = { preview: Preview; options: ImportOptions; onAnswer: (part: ImportOptions) => void }

/** Where the shop's days begin, and in what its money is. */
export function ZoneAndCurrency({ preview, options, onAnswer }: Props) {
  const { t, i18n } = useTranslation('imports')
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], [])
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((value) => ({
      value,
      label: `${value} · ${names.of(value)}`,
    }))
  }, [i18n.language])
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Panel title={t('questions.zone.title')} note={t('questions.zone.note')}>
        <Select
          searchable
          allowDeselect={false}
          aria-label={t('questions.zone.title')}
          limit={80}
          data={zones}
          value={options.zone ?? preview.zone}
          onChange={(zone) => zone && onAnswer({ zone })}
        />
      </Panel>
      <Panel title={t('questions.currency.title')} note={t('questions.currency.note')}>
        <Select
          searchable
          allowDeselect={false}
          aria-label={t('questions.currency.title')}
          placeholder={t('questions.currency.none')}
          limit={80}
          data={currencies}
          value={options.currency ?? (preview.currency === NO_CURRENCY ? null : preview.currency)}
          onChange={(currency) => currency && onAnswer({ currency })}
        />
      </Panel>
    </SimpleGrid>
  )
}
