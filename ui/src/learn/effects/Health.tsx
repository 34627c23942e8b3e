import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import type { Effect } from './queries'

/** Whether the comparison itself can be trusted, in words. */
export function Health({ effect }: { effect: Effect }) {
  const { t } = useTranslation('effects')
  if (effect.health.length === 0) return null
  return (
    <Panel title={t('health')} note={t('healthNote')}>
      <List spacing="xs" listStyleType="none">
        {effect.health.map((check) => (
          <List.Item key={check.code} icon={<Mark ok={check.ok} />}>
            <Text fw={check.ok ? 400 : 600}>
              <span className="sr-only">{check.ok ? t('fine') : t('look')}: </span>
              {t(`checks.${check.code}.${check.ok ? 'ok' : 'bad'}`, { defaultValue: check.text })}
            </Text>
          </List.Item>
        ))}
      </List>
    </Panel>
  )
}

/** As wide for a tick as for an exclamation mark, so that the sentences stand in one line. */
function Mark({ ok }: { ok: boolean }) {
  return (
    <span aria-hidden="true" style={{ display: 'inline-block', width: 14, textAlign: 'center' }}>
      {ok ? '✓' : '!'}
    </span>
  )
}
