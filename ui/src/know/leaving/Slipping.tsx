import { Button, SimpleGrid } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure } from '~/shared/page/Figure'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { LeavingReport } from './queries'
import { slippingRule } from './question'

type Props = { report: LeavingReport; total: NonNullable<LeavingReport['total']> }

/** How many regulars are slipping away and what they spent, in words first. */
export function Slipping({ report, total }: Props) {
  const { t } = useTranslation('leaving')
  const format = useFormat()
  const n = report.within_days
  const days = t('words:days', { count: n, n: format.number(n) })
  const told = {
    slipping: format.number(total.slipping),
    regulars: format.number(total.regulars),
    value: format.roundMoney(total.slipping_value),
  }
  const kind = total.slipping === 0 ? 'none' : total.slipping_value ? 'money' : 'people'
  const auc = report.trial?.models.find((one) => one.model === report.model)?.auc
  return (
    <Panel
      title={t(`finding.${kind}`, told)}
      definition={t('definitions.finding', { days })}
      actions={
        total.slipping > 0 && (
          <Button
            component={Link}
            to="/know/segments/new"
            search={{ text: slippingRule(n) } as never}
            size="xs"
            variant="default"
            className="no-print"
          >
            {t('segment')}
          </Button>
        )
      }
    >
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="lg">
        <Figure
          label={t('figures.buying.name', { days })}
          definition={t('figures.buying.definition')}
          value={format.number(Math.round(total.buying))}
          note={t('figures.buying.note', { n: format.number(report.customers) })}
        />
        <Figure
          label={t('figures.slipping.name')}
          definition={t('definitions.finding', { days })}
          value={told.slipping}
          note={t('figures.slipping.note', { n: told.regulars })}
        />
        <Figure
          label={t('figures.stake.name')}
          definition={t('figures.stake.definition')}
          value={format.roundMoney(total.at_stake)}
        />
        <Figure
          label={t('figures.auc.name')}
          definition={t('figures.auc.definition')}
          value={auc === undefined ? format.number(null) : format.wholeShare(auc)}
          note={t('figures.auc.note')}
        />
      </SimpleGrid>
    </Panel>
  )
}
