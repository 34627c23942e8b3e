import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/shared/page/Empty'
import { Panel } from '~/shared/page/Panel'
import { DownloadMenu } from '~/shared/table/DownloadMenu'
import { useFormat } from '~/shared/words/useFormat'
import type { ForecastReport, Unusual } from './queries'
import { drawn, useShown } from './useShown'

/** Periods of the past unlike what was expected of them, and what moved most. */
export function Unlike({ report }: { report: ForecastReport }) {
  const { t } = useTranslation('forecast')
  return (
    <Panel
      title={t('unlike.title')}
      definition={t('definitions.unlike')}
      actions={
        report.unusual.length > 0 && (
          <DownloadMenu table="reports/forecast/unusual" options={report.options} />
        )
      }
    >
      {report.unusual.length === 0 ? (
        <Empty because={t('unlike.none')} />
      ) : (
        <List spacing="sm" listStyleType="none">
          {report.unusual.map((one) => (
            <List.Item key={one.period}>
              <One of={one} />
            </List.Item>
          ))}
        </List>
      )}
    </Panel>
  )
}

function One({ of: one }: { of: Unusual }) {
  const { t } = useTranslation('forecast')
  const format = useFormat()
  const shown = useShown()
  const isMore = (drawn(one.value) ?? 0) > (drawn(one.expected) ?? 0)
  const told = { value: shown(one.value), expected: shown(one.expected) }
  const movers = one.movers.map((mover) => {
    const named =
      mover.of === 'customers'
        ? t(`unlike.customers.${mover.name}`)
        : t(`unlike.${mover.of}`, { name: mover.name ?? t('parts.nameless') })
    return `${named} ${shown(mover.expected)} → ${shown(mover.value)} (${format.wholeShare(mover.share)})`
  })
  return (
    <>
      <Text>
        <Text span fw={600}>
          {format.cohort(one.period)}
        </Text>
        {': '}
        {t(isMore ? 'unlike.more' : 'unlike.less', told)}
      </Text>
      <Text size="sm" c="dimmed">
        {movers.length > 0 ? t('unlike.moved', { movers: movers.join('; ') }) : t('unlike.evenly')}
      </Text>
    </>
  )
}
