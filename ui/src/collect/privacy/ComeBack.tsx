import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { ProblemNotice } from '~/shared/page/ProblemNotice'
import { useFormat } from '~/shared/words/useFormat'
import { useLift } from './queries'

const KINDS = ['email', 'phone', 'external_id']

/** Lets somebody who was forgotten become a customer again. */
export function ComeBack() {
  const { t } = useTranslation('privacy')
  const format = useFormat()
  const [form, setForm] = useState({ kind: 'email', value: '' })
  const lift = useLift()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    lift.mutate(form)
  }
  const n = lift.data?.n_names
  return (
    <Panel title={t('lift')} note={t('liftNote')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Group align="flex-end" gap="sm">
            <Select
              label={t('liftKind')}
              allowDeselect={false}
              data={KINDS.map((value) => ({ value, label: t(`liftKinds.${value}`) }))}
              value={form.kind}
              onChange={(kind) => setForm({ ...form, kind: kind ?? 'email' })}
            />
            <TextInput
              required
              label={t('liftValue')}
              value={form.value}
              onChange={({ currentTarget }) => setForm({ ...form, value: currentTarget.value })}
            />
            <Button type="submit" variant="default" loading={lift.isPending}>
              {t('liftDo')}
            </Button>
          </Group>
          <Text size="sm" role="status">
            {n === 0 && t('liftedNone')}
            {n ? t('lifted', { count: n, n: format.number(n) }) : null}
          </Text>
          {lift.error !== null && <ProblemNotice error={lift.error} />}
        </Stack>
      </form>
    </Panel>
  )
}
