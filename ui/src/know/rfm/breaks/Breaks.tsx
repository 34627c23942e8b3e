import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BreaksVersion } from '~/client'
import { useShop } from '~/shared/api/shop'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { coinsOf } from '~/shared/words/coins'
import { useFormat } from '~/shared/words/useFormat'
import { useBreaks, useSaveBreaks } from '../queries'
import { Bounds } from './Bounds'
import { areOwn, breaksOf, rises, SCORED, type Typed, typedOf } from './breaks'

/** Where the shop cuts its scores, and where it has cut them before. */
export function Breaks() {
  const asked = useBreaks()
  return (
    <Answer of={asked} height={280}>
      {({ versions }) => <Form key={versions[0]?.version ?? 0} versions={versions} />}
    </Answer>
  )
}

function Form({ versions }: { versions: BreaksVersion[] }) {
  const { t } = useTranslation('rfm')
  const currency = useShop().data?.currency ?? null
  const coins = coinsOf(currency)
  const newest = versions[0]?.breaks
  const [typed, setTyped] = useState<Typed>(typedOf(newest, coins))
  const save = useSaveBreaks()
  const wrong = SCORED.filter((name) => typed[name] && !rises(name, typed[name], coins))
  const isChanged = JSON.stringify(typed) !== JSON.stringify(typedOf(newest, coins))
  return (
    <Panel title={t('breaks.title')} definition={t('breaks.definition')}>
      <Stack gap="lg">
        {SCORED.map((name) => (
          <Bounds
            key={name}
            name={name}
            bounds={typed[name]}
            currency={currency}
            wrong={wrong.includes(name)}
            onChange={(bounds) => setTyped({ ...typed, [name]: bounds })}
          />
        ))}
        {save.error && <ProblemNotice error={save.error} />}
        <Group gap="sm">
          <Button
            disabled={!isChanged || wrong.length > 0}
            loading={save.isPending}
            onClick={() => save.mutate(breaksOf(typed, coins))}
          >
            {t('breaks.save')}
          </Button>
          {areOwn(newest) && (
            <Button variant="default" onClick={() => save.mutate({})}>
              {t('breaks.reset')}
            </Button>
          )}
        </Group>
        {versions.length > 0 && <History versions={versions} />}
      </Stack>
    </Panel>
  )
}

/** As many versions as are looked back at. */
const SHOWN = 5

function History({ versions }: { versions: BreaksVersion[] }) {
  const { t } = useTranslation('rfm')
  const format = useFormat()
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('breaks.history')}
      </Text>
      <List size="sm" c="dimmed">
        {versions.slice(0, SHOWN).map(({ version, since, breaks }) => (
          <List.Item key={version}>
            {t('breaks.version', { version, day: format.momentDay(since) })}
            {': '}
            {areOwn(breaks)
              ? SCORED.filter((name) => breaks[name])
                  .map((name) => t(`breaks.names.${name}`))
                  .join(', ')
              : t('breaks.fifths')}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
