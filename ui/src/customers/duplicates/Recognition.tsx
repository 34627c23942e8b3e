import { Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { type Rules, useChangeRules, useRules } from './queries'

/** By what nobody is recognised: addresses of nobody, and how much one person may be called. */
export function Recognition({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('duplicates')
  const asked = useRules()
  return (
    <Panel title={t('rules')} definition={t('rulesDefinition')}>
      <Answer of={asked} height={200}>
        {(rules) =>
          mayChange ? (
            <Form key={JSON.stringify(rules)} rules={rules} />
          ) : (
            <Text size="sm">{(rules.blocked ?? []).join(', ')}</Text>
          )
        }
      </Answer>
    </Panel>
  )
}

function Form({ rules }: { rules: Rules }) {
  const { t } = useTranslation('duplicates')
  const [blocked, setBlocked] = useState((rules.blocked ?? []).join('\n'))
  const [most, setMost] = useState(rules.numbers_max ?? 1)
  const save = useChangeRules()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ blocked: blocked.split('\n'), numbers_max: most })
  }
  return (
    <form onSubmit={submit} style={{ width: '100%', maxWidth: 520 }}>
      <Stack gap="md">
        <Textarea
          autosize
          minRows={3}
          maxRows={12}
          label={t('blocked')}
          description={t('blockedNote')}
          value={blocked}
          onChange={({ currentTarget }) => setBlocked(currentTarget.value)}
        />
        <NumberInput
          label={t('most')}
          description={t('mostNote')}
          min={1}
          max={1000}
          value={most}
          onChange={(value) => setMost(Number(value) || 1)}
        />
        {save.error !== null && <ProblemNotice error={save.error} />}
        <Group gap="sm">
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('words:save')}
          </Button>
          <Text role="status" size="sm">
            {save.isSuccess ? t('words:saved') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}
