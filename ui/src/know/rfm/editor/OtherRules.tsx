import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGroupName } from '~/shared/people/groups'
import { useFormat } from '~/shared/words/useFormat'
import type { GroupRule } from '../queries'

/** Rules in words: “New: recency 5, frequency 1–3, no more than 1 order”. */
export function OtherRules({ rules }: { rules: GroupRule[] }) {
  const nameOf = useGroupName()
  const say = useRuleWords()
  return (
    <List size="sm" spacing={4}>
      {rules.map((rule) => (
        <List.Item key={JSON.stringify(rule)}>
          <Text size="sm">
            <Text span fw={600} size="sm">
              {nameOf(rule.group)}
            </Text>
            : {say(rule)}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}

function useRuleWords() {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  return (rule: GroupRule): string => {
    const most = rule['orders-max']
    const span = ([low, high]: [number, number]) =>
      low === high ? format.number(low) : `${format.number(low)}–${format.number(high)}`
    const parts = [
      t('editor.rule.r', { span: span(rule.r) }),
      t('editor.rule.f', { span: span(rule.f) }),
      rule.m && t('editor.rule.m', { span: span(rule.m) }),
      typeof most === 'number' &&
        t('editor.rule.orders', { count: most, n: format.number(most) }),
    ]
    return parts.filter(Boolean).join(', ')
  }
}
