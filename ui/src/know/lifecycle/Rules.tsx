import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { SilenceRule } from './queries'

/** From which silence on a customer is quiet and gone, in words. */
export function Rules({ rules }: { rules: SilenceRule[] }) {
  const { t } = useTranslation('lifecycle')
  const format = useFormat()
  const days = (count: number) => t('words:days', { count, n: format.number(count) })
  const say = ({ n, quiet_days, lapsed_days }: SilenceRule) => {
    const told = { order: t(`after.${n}`), quiet: days(quiet_days) }
    return typeof lapsed_days === 'number'
      ? t('rule', { ...told, lapsed: days(lapsed_days) })
      : t('ruleWithoutEnd', told)
  }
  if (rules.length === 0) return null
  return (
    <Panel title={t('rules')} definition={t('rulesDefinition')}>
      <List spacing={6} w="100%">
        {rules.map((rule) => (
          <List.Item key={rule.n}>
            {say(rule)}
            {!rule.own && ` ${t('ruleOfAll')}`}
          </List.Item>
        ))}
      </List>
    </Panel>
  )
}
